'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isTRPCClientError } from '@trpc/client';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { CallDetail } from '../../server/routers/calls-schemas.ts';
import type { AppRouter } from '../../server/routers/index.ts';
import { dispositions } from '../../server/routers/outcomes.ts';
import { Button } from '../../ui/button.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';

type Result = 'saved' | 'conflict' | 'failed' | null;

/** What staff made of a call: one word, and notes. What was typed stays, whatever comes of saving it. */
export function CallReview({ call, mayWrite }: { call: CallDetail; mayWrite: boolean }) {
  const t = useTranslations('calls.review');
  const tDisposition = useTranslations('calls.disposition');
  const times = useTimes();
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const [disposition, setDisposition] = useState(call.disposition);
  const [notes, setNotes] = useState(call.notes ?? '');
  const [result, setResult] = useState<Result>(null);
  const notesId = useId();
  const isChanged = disposition !== call.disposition || notes.trim() !== (call.notes ?? '');
  const save = useMutation({
    ...trpc.calls.review.mutationOptions(),
    onSuccess: () => setResult('saved'),
    onError: (error) =>
      setResult(isTRPCClientError<AppRouter>(error) && error.data?.code === 'CONFLICT' ? 'conflict' : 'failed'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.calls.pathKey() }),
  });
  return (
    <section aria-label={t('title')} className="space-y-3 p-4">
      <fieldset disabled={!mayWrite} className="space-y-1.5">
        <legend className="mb-1.5 font-medium">{t('disposition')}</legend>
        <div className="flex flex-wrap gap-2">
          {dispositions.map((value) => (
            <label
              key={value}
              className="flex h-8 cursor-pointer items-center gap-1.5 rounded-full border border-line-strong/60 px-3 text-sm has-checked:border-brand has-checked:bg-brand-wash has-focus-visible:outline-2 has-focus-visible:outline-brand has-focus-visible:outline-offset-2 pointer-coarse:h-10"
            >
              <input
                type="radio"
                name="disposition"
                checked={disposition === value}
                onChange={() => setDisposition(value)}
                className="accent-brand"
              />
              {tDisposition(value)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="space-y-1">
        <label htmlFor={notesId} className="block font-medium">
          {t('notes')}
        </label>
        <textarea
          id={notesId}
          rows={4}
          maxLength={2_000}
          value={notes}
          readOnly={!mayWrite}
          onChange={(event) => setNotes(event.target.value)}
          className="block w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-base pointer-coarse:text-lg"
        />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        {mayWrite ? (
          <Button
            kind={isChanged ? 'primary' : 'plain'}
            disabled={!isChanged || save.isPending}
            onClick={() => save.mutate({ callId: call.id, disposition, notes, seenAt: call.review?.at ?? null })}
          >
            {t('save')}
          </Button>
        ) : null}
        <p role="status" className="text-sm">
          {result !== null && !(result === 'saved' && isChanged) ? (
            t(`result.${result}`)
          ) : call.review === null ? null : (
            <span className="text-ink-soft">
              {t('by', { name: call.review.by ?? t('somebody'), time: times.dayAndTime(call.review.at) })}
            </span>
          )}
        </p>
      </div>
      {result === 'conflict' ? (
        <p className="rounded-md bg-attention-wash px-3 py-2 text-sm">
          {t('theirs', {
            notes: call.notes ?? '',
            disposition: call.disposition ? tDisposition(call.disposition) : '–',
          })}
        </p>
      ) : null}
    </section>
  );
}
