'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { usePerson } from '../shell/person.tsx';
import type { NoteDraft } from './note-draft.ts';

type Drafts = ReadonlyMap<string, NoteDraft>;
const none: Drafts = new Map();

/**
 * Notes that are not saved yet, by appointment. They outlive the field that shows them, so that the next patient's card
 * takes nothing away; and they stand in the page's memory alone, because what is said of a patient is stored on no desk.
 */
let kept: { userId: string; drafts: Drafts } = { userId: '', drafts: none };
const watchers = new Set<() => void>();

/** The drafts of whoever is signed in, and how one of them is changed: what `change` makes of it, null for none. */
export function useNoteDrafts(): [Drafts, (appointmentId: string, change: Change) => void] {
  const { userId } = usePerson();
  const draftsOf = () => (kept.userId === userId ? kept.drafts : none);
  const drafts = useSyncExternalStore(watch, draftsOf, () => none);
  const change = useCallback(
    (appointmentId: string, make: Change) => {
      const own = new Map(kept.userId === userId ? kept.drafts : none);
      const draft = make(own.get(appointmentId) ?? null);
      if (draft === null) own.delete(appointmentId);
      else own.set(appointmentId, draft);
      kept = { userId, drafts: own };
      for (const tell of watchers) tell();
    },
    [userId],
  );
  return [drafts, change];
}

type Change = (draft: NoteDraft | null) => NoteDraft | null;

function watch(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}
