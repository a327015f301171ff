/** Digits of a caller's keys, until they make an answer. Pure. */
export interface Keypad {
  maxDigits: number;
  endsWithHash: boolean;
}

/** After so long without a key what was keyed counts as it is. */
export const KEY_PAUSE_MS = 4_000;

/** Takes a key. `answer` is whole where it is given; `digits` are kept otherwise. Without a keypad asked for, one key is an answer. */
export function press(digits: string, key: string, keypad: Keypad | undefined): { digits: string; answer?: string } {
  if (keypad === undefined) return { digits: '', answer: key };
  if (key === '#' && keypad.endsWithHash) return digits === '' ? { digits: '' } : { digits: '', answer: digits };
  if (key === '*') return { digits: '' };
  const all = digits + key;
  return all.length >= keypad.maxDigits ? { digits: '', answer: all } : { digits: all };
}
