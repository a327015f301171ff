/** What somebody writes about a visit, and has not saved yet. */
export interface NoteDraft {
  typed: string;
  /** The notes as they were when the writing began. */
  before: string | null;
}

/** The draft after a stroke of the key; null where it says again what it began from. Pure. */
export function typedOver(draft: NoteDraft | null, notes: string | null, typed: string): NoteDraft | null {
  const before = draft === null ? notes : draft.before;
  return typed === (before ?? '') ? null : { typed, before };
}

/** What is left of a draft once `sent` of it is stored as `saved`: what was typed meanwhile stays to be saved. Pure. */
export function afterSaving(draft: NoteDraft | null, sent: string | null, saved: string | null): NoteDraft | null {
  return draft === null || textOf(draft) === sent ? null : { typed: draft.typed, before: saved };
}

/** Mine below what somebody else saved meanwhile. Pure. */
export const putBelow = (draft: NoteDraft, notes: string | null): NoteDraft => ({
  typed: [notes, textOf(draft)].filter(Boolean).join('\n'),
  before: notes,
});

/** As it is sent: null where nothing is left of it. */
export const textOf = ({ typed }: NoteDraft): string | null => typed.trim() || null;

/** Is there something to save? */
export const isUnsaved = (draft: NoteDraft | null, notes: string | null): draft is NoteDraft =>
  draft !== null && textOf(draft) !== notes;

/** Did somebody else change the notes since the writing began? */
export const isOvertaken = (draft: NoteDraft, notes: string | null): boolean => draft.before !== notes;
