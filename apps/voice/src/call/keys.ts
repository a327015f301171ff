import type { Cancel, Clock } from '@vaani/config';
import { KEY_PAUSE_MS, type Keypad, press } from '../turn/keypad.ts';

/** The caller's keys, until they make an answer. */
export interface Keys {
  pressed(key: string): void;
  /** Something new is being said: what is keyed from now on answers the question that comes with it. */
  saying(): void;
  /** It is known what is asked, and for how many keys. `isSame`: what was asked before, so that keys pressed by then answer it too. */
  asked(isSame: boolean): void;
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
  /** Begun for the question before. */
  let kept = '';
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
      if (early === null) kept = digits;
      digits = '';
      early ??= [];
    },
    asked(isSame) {
      if (early === null) return;
      const keys = [...(isSame ? kept : ''), ...early];
      [early, kept] = [null, ''];
      for (const key of keys) pressed(key);
    },
    close: () => cancel(),
  };
}
