// Guards when a caller has finished: sooner after a whole sentence, later after half a one, and never later than its question's own wait for a whole one.
import type { Expectation } from '@vaani/receptionist';
import { tokenise } from '@vaani/receptionist/language';
import { describe, expect, it } from 'vitest';
import { completenessOf } from './completeness.ts';
import { defaults, judgeEnd } from './end-of-turn.ts';

const when = { now: '2026-11-23T05:00:00Z', zone: 'Asia/Kolkata' };
const names = new Set(tokenise('Dr Anita Sharma डॉ अनीता शर्मा Dr Suresh Rao'));
const asks = Object.keys(defaults.asked) as Expectation['asked'][];

describe('whether a sentence is whole', () => {
  it.each([
    ['Main kal aur', 'anything'],
    ['mujhe appointment chahiye toh', 'anything'],
    ['main bol raha tha ki', 'anything'],
    ['I want to see a doctor and', 'anything'],
    ['an appointment with Dr', 'anything'],
    ['an appointment with Doctor', 'doctor'],
    ['मुझे कल और', 'day'],
    ['haan aur', 'yes-no'],
    ['nine eight seven six', 'phone'],
  ] as const)('%s (%s): not yet', (text, asked) => expect(completenessOf(text, asked, when)).toBe('incomplete'));
  it.each([
    ['haan book kar dijiye', 'confirm'],
    ['yes, book it', 'confirm'],
    ['tomorrow at five in the evening', 'day'],
    ['kal shaam paanch baje', 'time'],
    ['nine eight one zero zero one two three four five', 'phone'],
    ['haan lekin mera number alag hai', 'yes-no'],
    ['kal subah', 'day'],
    ['the first one', 'slot'],
    ['doosra wala', 'slot'],
    ['mujhe appointment chahiye', 'anything'],
    ['डॉक्टर शर्मा कब बैठते हैं?', 'anything'],
    ['Do you have a skin doctor?', 'anything'],
    ['no, thank you', 'anything'],
  ] as const)('%s (%s): it is', (text, asked) => expect(completenessOf(text, asked, when)).toBe('complete'));
  it.each([
    ['haan ji', 'anything'],
    ['kal', 'day'],
    ['kal shaam paanch baje', 'anything'],
    ['I need an appointment', 'anything'],
    ['when does Doctor Sharma', 'anything'],
    ['मुझे पूछना', 'birth'],
    ['Neha', 'patient'],
    ['Yes,', 'confirm'],
    ['mujhe appointment chahiye,', 'anything'],
  ] as const)('%s (%s): who knows', (text, asked) => expect(completenessOf(text, asked, when)).toBe('plain'));
  it.each([
    ['Doctor Sharma', 'doctor'],
    ['डॉक्टर शर्मा', 'doctor'],
    ['Neha Kulkarni', 'patient'],
    ['haan ji', 'yes-no'],
    ['हाँ जी', 'confirm'],
    ['nahi', 'yes-no'],
  ] as const)('%s (%s): it answers, and may go on', (text, asked) =>
    expect(completenessOf(text, asked, { ...when, names })).toBe('enough'),
  );
  it.each([
    ['when does Doctor Sharma', 'anything'],
    ['what is it that Doctor Rao', 'anything'],
  ] as const)('%s: nobody stops at a name', (text, asked) =>
    expect(completenessOf(text, asked, { ...when, names })).toBe('plain'),
  );
  it.each([
    ['', 'day'],
    // Hindi without its verb.
    ['डॉक्टर शर्मा का अपॉइंटमेंट', 'anything'],
  ] as const)('%s (%s): not known', (text, asked) => expect(completenessOf(text, asked, when)).toBe('unknown'));
});

describe('the end of a turn', () => {
  it('comes sooner after a yes-or-no question than in a number', () => {
    expect(judgeEnd({ asked: 'yes-no', silenceMs: 512 }).isOver).toBe(true);
    expect(judgeEnd({ asked: 'phone', silenceMs: 1_200 }).isOver).toBe(false);
    expect(judgeEnd({ asked: 'anything', silenceMs: 799 }).isOver).toBe(false);
    expect(judgeEnd({ asked: 'anything', silenceMs: 800 }).isOver).toBe(true);
  });
  it('comes the sooner the more the words say, where they are known', () => {
    const waits = (['complete', 'enough', 'plain', 'unknown', 'incomplete'] as const).map(
      (completeness) => judgeEnd({ asked: 'anything', silenceMs: 0, completeness }).waitMs,
    );
    expect(waits).toEqual([320, 450, 600, 800, 1_400]);
  });
  it('comes at once where the recogniser says so, but not within a number, and not over words', () => {
    expect(judgeEnd({ asked: 'day', silenceMs: 64, isTold: true }).isOver).toBe(true);
    expect(judgeEnd({ asked: 'day', silenceMs: 32, isTold: true }).isOver).toBe(false);
    expect(judgeEnd({ asked: 'phone', silenceMs: 600, isTold: true }).isOver).toBe(false);
    expect(judgeEnd({ asked: 'phone', silenceMs: 1_400, isTold: true }).isOver).toBe(true);
  });
  it('is waited for after half a sentence, also where the recogniser takes it for the end', () => {
    const half = { asked: 'anything', completeness: 'incomplete' } as const;
    expect(judgeEnd({ ...half, silenceMs: 1_399 }).isOver).toBe(false);
    expect(judgeEnd({ ...half, silenceMs: 1_400 })).toEqual({
      isOver: true,
      waitMs: 1_400,
      reasons: [
        { sign: 'asked', ms: 800 },
        { sign: 'incomplete', ms: 600 },
      ],
    });
    expect(judgeEnd({ ...half, silenceMs: 799, isTold: true }).isOver).toBe(false);
    expect(judgeEnd({ ...half, silenceMs: 800, isTold: true }).isOver).toBe(true);
  });
  it.each(asks)('is never later for a whole sentence than the wait for %s, whatever the habits', (asked) => {
    for (const completeness of ['complete', 'enough', 'plain'] as const)
      for (const isTold of [false, true])
        for (const habitMs of [0, 300, 5_000]) {
          const isDictated = asked === 'phone' || asked === 'birth';
          if (completeness === 'plain' && isDictated) continue;
          expect(judgeEnd({ asked, silenceMs: 0, completeness, isTold, habitMs }).waitMs).toBeLessThanOrEqual(
            defaults.asked[asked],
          );
        }
  });
  it('gives a caller who pauses long a little more where nobody knows how the sentence stands', () => {
    const turn = { asked: 'day', silenceMs: 0, completeness: 'unknown' } as const;
    expect(judgeEnd({ ...turn, habitMs: 500 }).waitMs).toBe(700);
    expect(judgeEnd({ ...turn, habitMs: 650 }).waitMs).toBe(800);
    expect(judgeEnd({ ...turn, habitMs: 5_000 }).waitMs).toBe(1_050);
    expect(judgeEnd({ ...turn, asked: 'phone', habitMs: 5_000 }).waitMs).toBe(1_750);
  });
  it('is never waited for longer than the most', () => {
    for (const asked of asks)
      expect(judgeEnd({ asked, silenceMs: 0, completeness: 'incomplete', habitMs: 9_000 }).waitMs).toBeLessThanOrEqual(
        defaults.mostMs,
      );
  });
});
