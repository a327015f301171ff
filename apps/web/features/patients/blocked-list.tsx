'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { PhoneOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ActNoteBar } from '../schedule/act-note-bar.tsx';
import type { ActNote } from '../schedule/use-acts.ts';
import { useFailureText } from '../shell/failure-text.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { phoneText } from './patient-words.ts';

/** Numbers that are not answered, and why. */
export function BlockedList() {
  const t = useTranslations('patients.blocked');
  const words = useTranslations('patients');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const times = useTimes();
  const failureText = useFailureText();
  const [phone, setPhone] = useState('');
  const [reason, setReason] = useState('');
  const [note, setNote] = useState<ActNote | null>(null);
  const query = useQuery({ ...trpc.patients.blocked.queryOptions(), staleTime: 0 });
  const common = {
    onError: (error: unknown) => setNote({ text: failureText(error), isAlarm: true, undo: null }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.patients.blocked.queryKey() }),
  };
  const block = useMutation({
    ...trpc.patients.block.mutationOptions(),
    onSuccess: (_, asked) => {
      setPhone('');
      setReason('');
      setNote({ text: t('done', { phone: asked.phone }), isAlarm: false, undo: null });
    },
    ...common,
  });
  const unblock = useMutation({
    ...trpc.patients.unblock.mutationOptions(),
    onSuccess: (_, asked) => {
      const why = query.data?.find((one) => one.phone === asked.phone)?.reason;
      const again = () => block.mutate({ phone: asked.phone, ...(why ? { reason: why } : {}) });
      setNote({ text: t('undone', { phone: phoneText(asked.phone) }), isAlarm: false, undo: again });
    },
    ...common,
  });
  return (
    <>
      <ActNoteBar note={note} onDismiss={() => setNote(null)} />
      <form
        aria-label={t('title')}
        className="flex flex-wrap items-end gap-3 border-line border-b p-4"
        onSubmit={(event) => {
          event.preventDefault();
          block.mutate({ phone: phone.trim(), ...(reason.trim() === '' ? {} : { reason: reason.trim() }) });
        }}
      >
        <TextField
          label={t('phone')}
          type="tel"
          value={phone}
          maxLength={40}
          onChange={(event) => setPhone(event.target.value)}
        />
        <TextField
          label={t('reason')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
          className="min-w-60 flex-1"
        />
        <Button type="submit" kind="primary" disabled={phone.trim() === '' || block.isPending}>
          {t('block')}
        </Button>
        <p className="w-full text-ink-soft text-sm">{t('means')}</p>
      </form>
      {query.isPending ? <RowsLoading /> : null}
      {query.isError && !query.data ? (
        <FailedNotice
          words={{ title: words('failed.title'), body: words('failed.body'), action: words('failed.action') }}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {query.data?.length === 0 ? (
        <Notice icon={PhoneOff} title={t('none.title')}>
          {t('none.body')}
        </Notice>
      ) : null}
      <ul className="divide-y divide-line">
        {(query.data ?? []).map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-3 px-4 py-2">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{phoneText(one.phone)}</span>
              {one.reason ? <span> · {one.reason}</span> : null}
              <span className="block text-ink-soft text-sm">
                {t('by', { name: one.blockedBy ?? t('system'), time: times.dayAndTime(one.blockedAt) })}
              </span>
            </span>
            <Button
              disabled={unblock.isPending}
              onClick={() => unblock.mutate({ phone: one.phone })}
              aria-label={t('unblockOne', { phone: phoneText(one.phone) })}
            >
              {t('unblock')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
