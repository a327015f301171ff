'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { PhoneOutgoing } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { dueText, readDue } from './due.ts';

const TWO_HOURS_MS = 120 * 60_000;

/** Puts a caller or a patient on the list of those to be rung back; from there somebody rings, or the AI does. */
export function CallBackButton({ who }: { who: { callId: string } | { patientId: string } }) {
  const t = useTranslations('live.callback.ask');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const { zone } = usePerson();
  const [form, setForm] = useState<{ reason: string; due: string } | null>(null);
  const add = useMutation({
    ...trpc.callbacks.add.mutationOptions(),
    onSuccess: () => setForm(null),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.callbacks.pathKey() }),
  });
  const open = () => {
    add.reset();
    setForm({ reason: '', due: dueText(new Date(Date.now() + TWO_HOURS_MS).toISOString(), zone) });
  };
  return (
    <div className="space-y-2">
      <Button
        aria-expanded={form !== null}
        onClick={() => {
          if (form === null) open();
          else setForm(null);
        }}
      >
        <PhoneOutgoing aria-hidden className="size-4" />
        {t('open')}
      </Button>
      {form === null ? null : (
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            const dueAt = readDue(form.due, zone);
            add.mutate({ ...who, reason: form.reason.trim() || t('usual'), ...(dueAt === null ? {} : { dueAt }) });
          }}
        >
          <TextField
            label={t('reason')}
            className="min-w-48 flex-1"
            value={form.reason}
            maxLength={1_000}
            placeholder={t('usual')}
            autoComplete="off"
            onChange={(event) => setForm({ ...form, reason: event.target.value })}
          />
          <TextField
            label={t('until')}
            type="datetime-local"
            value={form.due}
            onChange={(event) => setForm({ ...form, due: event.target.value })}
          />
          <Button type="submit" kind="primary" className="h-9" disabled={add.isPending}>
            {t('add')}
          </Button>
        </form>
      )}
      <p role="status" className="empty:hidden">
        {add.isSuccess && form === null ? (
          <>
            {t('added')}{' '}
            <Link
              href={`/live?show=callbacks&callback=${add.data.callbackId}`}
              className="rounded-sm text-brand underline underline-offset-2"
            >
              {t('ring')}
            </Link>
          </>
        ) : null}
      </p>
      <p role="alert" className="text-alarm empty:hidden">
        {add.isError ? failureText(add.error) : ''}
      </p>
    </div>
  );
}
