import type { Refusal } from '@vaani/clinic';
import type { Cancel, Clock } from '@vaani/config';
import type { Colleague } from './desk.ts';

/** An owner who does nothing and speaks with nobody has gone away. */
const IDLE_MS = 120_000;

/** Who of the staff has a call: one at a time. */
export interface Ownership {
  readonly owner: Colleague | null;
  /** Takes it, or stays with who has it. @returns the sentence that refuses, where somebody else has it. */
  claim(by: Colleague): Refusal | null;
  /** @returns the sentence that refuses, where it is somebody else's. */
  release(by: Colleague): Refusal | null;
  /** Whoever has it is gone, or the call is over. */
  clear(): void;
  /** They speak with the caller: silence of theirs at the desk says nothing. */
  keep(isKept: boolean): void;
}

export function createOwnership(options: { clock: Clock; onChange: (owner: Colleague | null) => void }): Ownership {
  const { clock, onChange } = options;
  let owner: Colleague | null = null;
  let isKept = false;
  let cancel: Cancel = () => undefined;

  function set(next: Colleague | null): void {
    cancel();
    cancel = next === null || isKept ? () => undefined : clock.after(IDLE_MS, () => set(null));
    if (next?.userId === owner?.userId) return;
    owner = next;
    onChange(owner);
  }
  const refusal = (by: Colleague): Refusal | null =>
    owner === null || owner.userId === by.userId
      ? null
      : `${owner.name === '' ? 'Somebody' : owner.name} has this call.`;

  return {
    get owner() {
      return owner;
    },
    claim(by) {
      const refused = refusal(by);
      if (refused === null) set(by);
      return refused;
    },
    release(by) {
      const refused = refusal(by);
      if (refused === null) set(null);
      return refused;
    },
    clear: () => set(null),
    keep(next) {
      isKept = next;
      set(owner);
    },
  };
}
