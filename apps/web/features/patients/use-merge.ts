'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActNote } from '../schedule/use-acts.ts';
import { useFailureText } from '../shell/failure-text.ts';
import { useTrpc } from '../trpc/client.ts';
import { usePatientWords } from './patient-words.ts';

type Named = { id: string; name: string | null };

/** Makes two entries one, or says that they are two; and takes that back. */
export function useMerge() {
  const t = useTranslations('patients.duplicates');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const words = usePatientWords();
  const [note, setNote] = useState<ActNote | null>(null);
  const common = {
    onError: (error: unknown) => setNote({ text: failureText(error), isAlarm: true, undo: null }),
    onSettled: () => {
      for (const router of [trpc.patients, trpc.schedule])
        void queryClient.invalidateQueries({ queryKey: router.pathKey() });
    },
  };
  const undoing = useMutation({
    ...trpc.patients.undoMerge.mutationOptions(),
    onSuccess: () => setNote({ text: t('undone'), isAlarm: false, undo: null }),
    ...common,
  });
  const merging = useMutation({ ...trpc.patients.merge.mutationOptions(), ...common });
  const parting = useMutation({ ...trpc.patients.keepApart.mutationOptions(), ...common });
  const part = (one: Named, other: Named, isApart: boolean) =>
    parting.mutate(
      { patientIds: [one.id, other.id], isApart },
      {
        onSuccess: () =>
          setNote({
            text: t(isApart ? 'parted' : 'askedAgain'),
            isAlarm: false,
            undo: isApart ? () => part(one, other, false) : null,
          }),
      },
    );
  return {
    note,
    dismiss: () => setNote(null),
    isBusy: merging.isPending || undoing.isPending || parting.isPending,
    keepApart: (one: Named, other: Named) => part(one, other, true),
    merge: (keep: Named, other: Named) =>
      merging.mutate(
        { keepId: keep.id, mergeId: other.id, idempotencyKey: crypto.randomUUID() },
        {
          onSuccess: ({ mergeId }) =>
            setNote({
              text: t('merged', { name: words.name(keep) }),
              isAlarm: false,
              undo: () => undoing.mutate({ mergeId }),
            }),
        },
      ),
    undo: (mergeId: string) => undoing.mutate({ mergeId }),
  };
}
