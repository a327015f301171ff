'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useTrpc } from '../trpc/client.ts';

/** Notes of a visit: the doctor's and the desk's. What was typed stays, whatever comes of saving it. */
export function VisitNotes({ appointmentId, notes }: { appointmentId: string; notes: string | null }) {
  const t = useTranslations('schedule.notes');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const [typed, setTyped] = useState(notes ?? '');
  const save = useMutation({
    ...trpc.schedule.note.mutationOptions(),
    // As it was stored: spaces are joined there.
    onSuccess: (saved) => setTyped(saved.notes ?? ''),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.schedule.visit.pathKey() }),
  });
  const isChanged = typed.trim() !== (notes ?? '');
  return (
    <section aria-label={t('title')} className="space-y-2 border-line border-t p-4">
      <TextArea
        label={t('title')}
        rows={4}
        maxLength={5_000}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="flex items-center gap-3">
        <Button
          disabled={!isChanged || save.isPending}
          onClick={() =>
            save.mutate({ appointmentId, notes: typed.trim() === '' ? null : typed.trim(), before: notes })
          }
        >
          {t('save')}
        </Button>
        <p role="status" className="text-sm">
          {save.isError ? (
            <span className="text-alarm">{failureText(save.error)}</span>
          ) : save.isSuccess && !isChanged ? (
            t('saved')
          ) : null}
        </p>
      </div>
    </section>
  );
}
