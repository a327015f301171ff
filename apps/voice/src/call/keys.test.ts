// Guards that no key is lost or counted for another question: ten digits keyed over the words that ask for them are ten digits.
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.ts';
import { KEY_PAUSE_MS, type Keypad } from '../turn/keypad.ts';
import { createKeys } from './keys.ts';

const phone: Keypad = { maxDigits: 10, endsWithHash: true };

function keying(first?: Keypad) {
  const clock = createManualClock();
  const answers: string[] = [];
  let keypad = first;
  let nothing = 0;
  const keys = createKeys({
    clock,
    keypad: () => keypad,
    onAnswer: (digits) => answers.push(digits),
    onNothing: () => {
      nothing += 1;
    },
  });
  const press = (digits: string) => {
    for (const key of digits) keys.pressed(key);
  };
  const ask = (next?: Keypad, isSame = false) => {
    keypad = next;
    keys.asked(isSame);
  };
  return { clock, keys, press, ask, answers, nothing: () => nothing };
}

describe('keys', () => {
  it('keeps those pressed while the question is said, before it is known how many it takes', () => {
    const { keys, press, ask, answers } = keying();
    keys.saying();
    press('98');
    expect(answers).toEqual([]);
    ask(phone);
    press('76543210');
    expect(answers).toEqual(['9876543210']);
  });

  it('loses none where a cut-off or a note is followed by the same question', () => {
    const { press, ask, answers } = keying(phone);
    press('9');
    ask(phone);
    press('876543210');
    expect(answers).toEqual(['9876543210']);
  });

  it('keeps what was begun where something is said in between and the same is asked', () => {
    const { keys, press, ask, answers } = keying(phone);
    press('98');
    keys.saying();
    press('7');
    ask(phone, true);
    press('6543210');
    expect(answers).toEqual(['9876543210']);
  });

  it('throws away what was begun for the question before, and its pause with it', () => {
    const { clock, keys, press, ask, answers, nothing } = keying(phone);
    press('12');
    keys.saying();
    ask({ maxDigits: 4, endsWithHash: false });
    clock.pass(KEY_PAUSE_MS);
    expect(answers).toEqual([]);
    expect(nothing()).toBe(0);
    press('1988');
    expect(answers).toEqual(['1988']);
  });

  it('takes what was keyed as it is after a pause, and says where nothing is left of it', () => {
    const { clock, press, answers, nothing } = keying(phone);
    press('12');
    clock.pass(KEY_PAUSE_MS);
    press('3*');
    clock.pass(KEY_PAUSE_MS);
    expect(answers).toEqual(['12']);
    expect(nothing()).toBe(1);
  });
});
