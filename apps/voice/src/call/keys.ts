import type { Cancel, Clock } from '@vaani/config';
import { KEY_PAUSE_MS, type Keypad, press } from '../turn/keypad.ts';

/** The caller's keys, until they make an answer. */
export interface Keys {
  pressed(key: string): void;
  /** Something new is being said: what was keyed so far belongs to the question before, what is keyed from now on to the one that comes. */
  saying(): void;
  /** It is known what is asked, and for how many keys. */
  asked(): void;
  close(): void;
}

export function createKeys(options: {
  clock: Clock;
  keypad: () => Keypad | undefined;
  onAnswer: (digits: string) => void;
  /** Keys were begun, and taken back. */
  onNothing: () => void;
}): Keys {
  let digits = '';
  /** Pressed while the question was being said, before it was known how many keys answer it; null where that is known. */
  let early: string[] | null = null;
  let cancel: Cancel = () => undefined;

  function pressed(key: string): void {
    if (early !== null) {
      early.push(key);
      return;
    }
    cancel();
    const next = press(digits, key, options.keypad());
    digits = next.digits;
    if (next.answer !== undefined) {
      options.onAnswer(next.answer);
      return;
    }
    cancel = options.clock.after(KEY_PAUSE_MS, () => {
      const all = digits;
      digits = '';
      if (all === '') options.onNothing();
      else options.onAnswer(all);
    });
  }

  return {
    pressed,
    saying() {
      cancel();
      digits = '';
      early ??= [];
    },
    asked() {
      const keys = early ?? [];
      early = null;
      for (const key of keys) pressed(key);
    },
    close: () => cancel(),
  };
}
