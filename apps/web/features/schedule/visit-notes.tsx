'use client';

import { notifyManager, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useTrpc } from '../trpc/client.ts';
import { afterSaving, isOvertaken, isUnsaved, type NoteDraft, putBelow, textOf, typedOver } from './note-draft.ts';
import { useNoteDrafts } from './use-note-drafts.ts';

/**
 * Notes of a visit: the doctor's and the desk's. What was typed stays, whatever comes of saving it and whoever is looked
 * at meanwhile; what a colleague saved since is shown before it can be written over.
 */
export function VisitNotes({
  appointmentId,
  notes,
  onType,
}: {
  appointmentId: string;
  notes: string | null;
  onType?: () => void;
}) {
  const t = useTranslations('schedule.notes');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const [drafts, change] = useNoteDrafts();
  const draft = drafts.get(appointmentId) ?? null;
  const save = useMutation({
    ...trpc.schedule.note.mutationOptions(),
    onSuccess(saved, sent) {
      // As it was stored: spaces are joined there.
      queryClient.setQueryData(
        trpc.schedule.visit.queryKey({ appointmentId }),
        (visit) => visit && { ...visit, notes: saved.notes },
      );
      // After the notes themselves are told of, or the field would show the old ones for a moment.
      notifyManager.schedule(() => change(appointmentId, (own) => afterSaving(own, sent.notes, saved.notes)));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.schedule.visit.pathKey() }),
  });
  const mine = isUnsaved(draft, notes) ? draft : null;
  const settle = (make: () => NoteDraft | null) => {
    save.reset();
    change(appointmentId, make);
  };
  const overtaken = mine !== null && isOvertaken(mine, notes) ? mine : null;
  return (
    <section aria-label={t('title')} className="space-y-2 border-line border-t p-4">
      <TextArea
        label={t('title')}
        rows={4}
        maxLength={5_000}
        value={draft?.typed ?? notes ?? ''}
        onChange={({ target }) => {
          onType?.();
          change(appointmentId, (own) => typedOver(own, notes, target.value));
        }}
      />
      {overtaken === null ? null : (
        <div role="alert" className="space-y-2 rounded-md bg-attention-wash px-3 py-2">
          <p className="font-medium">{t(notes === null ? 'emptied' : 'overtaken')}</p>
          {notes === null ? null : <p className="whitespace-pre-line">{notes}</p>}
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => settle(() => putBelow(overtaken, notes))}>
              {t(notes === null ? 'mine' : 'both')}
            </Button>
            <Button kind="quiet" onClick={() => settle(() => null)}>
              {t('theirs')}
            </Button>
          </div>
        </div>
      )}
      <div className="flex items-center gap-3">
        <Button
          disabled={mine === null || overtaken !== null || save.isPending}
          onClick={() => {
            if (mine !== null) save.mutate({ appointmentId, notes: textOf(mine), before: mine.before });
          }}
        >
          {t('save')}
        </Button>
        <p role="status" className="text-sm">
          {save.isError && overtaken === null ? (
            <span className="text-alarm">{failureText(save.error)}</span>
          ) : mine !== null ? (
            <span className="text-ink-soft">{t('unsaved')}</span>
          ) : save.isSuccess ? (
            t('saved')
          ) : null}
        </p>
      </div>
    </section>
  );
}
