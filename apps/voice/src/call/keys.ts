import type { Cancel, Clock } from '@vaani/config';
import { KEY_PAUSE_MS, type Keypad, press } from '../turn/keypad.ts';

/** The caller's keys, until they make an answer. */
export interface Keys {
  pressed(key: string): void;
  /** Something else is asked: what was keyed so far belongs to the question before. */
  reset(): void;
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
  let cancel: Cancel = () => undefined;
  return {
    pressed(key) {
      cancel();
      const next = press(digits, key, options.keypad());
      digits = next.digits;
      if (next.answer !== undefined) return options.onAnswer(next.answer);
      cancel = options.clock.after(KEY_PAUSE_MS, () => {
        const all = digits;
        digits = '';
        if (all === '') options.onNothing();
        else options.onAnswer(all);
      });
    },
    reset() {
      digits = '';
    },
    close: () => cancel(),
  };
}
