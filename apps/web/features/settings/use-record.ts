import { useState } from 'react';
import type { FieldValue } from './fields.ts';

export type Values = Record<string, FieldValue>;

/** What is saved, and what was typed over it. */
export interface Typed {
  saved: Values;
  typed: Values;
}

/** When something else comes to be saved, what was typed goes. @param keepsTyped it stays instead: the last saving was refused. */
export function follow(before: Typed, saved: Values, keepsTyped: boolean): Typed {
  if (isSame(before.saved, saved)) return before;
  return { saved, typed: keepsTyped ? before.typed : {} };
}

/** Was anything typed that is not saved? */
export const isDirty = ({ saved, typed }: Typed): boolean =>
  Object.entries(typed).some(([name, value]) => !isSame(value, saved[name]));

/** A field that is not there is empty. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

export interface RecordState {
  values: Values;
  isDirty: boolean;
  type(name: string, value: FieldValue): void;
  /** Back to what is saved. */
  reset(): void;
}

/** A record that is being changed. @param saved as it stands now. @param keepsTyped see {@link follow}. */
export function useRecord(saved: Values, keepsTyped: boolean): RecordState {
  const [before, setState] = useState<Typed>({ saved, typed: {} });
  const state = follow(before, saved, keepsTyped);
  if (state !== before) setState(state);
  return {
    values: { ...state.saved, ...state.typed },
    isDirty: isDirty(state),
    type: (name, value) => setState((now) => ({ ...now, typed: { ...now.typed, [name]: value } })),
    reset: () => setState((now) => ({ ...now, typed: {} })),
  };
}
