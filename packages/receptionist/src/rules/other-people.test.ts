// Guards that callers whom the AI cannot serve are handed over, with the reason that leads to the right person.
import { expect, test } from 'vitest';
import { contextOf } from '../../test/clinic.ts';
import { Conversation } from '../../test/conversation.ts';

const reasonOf = (call: Conversation) => call.actions.findLast(({ kind }) => kind === 'transfer');

test.each([
  ['do you speak Tamil', 'language:ta'],
  ['मला डॉक्टरांची वेळ पाहिजे', 'language:mr'],
])('whoever speaks another language gets a person: %s', (text, reason) => {
  const call = new Conversation(contextOf());
  expect(call.hear(text)).toMatch(/Hindi and English only|सिर्फ़ हिंदी और अंग्रेज़ी/);
  expect(reasonOf(call)).toEqual({ kind: 'transfer', reason });
});

test.each([
  ['connect me to billing', 'billing'],
  ['I want to make a complaint, put me through to the manager', 'angry'],
  ['let me talk to a person', 'asked'],
])('whoever asks for a person says what for: %s', (text, reason) => {
  const call = new Conversation(contextOf());
  call.hear(text);
  expect(reasonOf(call)).toEqual({ kind: 'transfer', reason });
});

test('people who are there over midnight take calls at night', () => {
  const atNight = (now: string) => {
    const context = contextOf();
    const nurse = { label: 'Night', phone: '+912066000097', reasons: [], weekdays: [1], fromMin: 1_200, toMin: 480 };
    return new Conversation({ ...context, now, clinic: { ...context.clinic, ownPhone: null, transfer: [nurse] } });
  };
  // Monday's night reaches into Tuesday, and Sunday's does not into Monday.
  for (const [now, isThere] of [
    ['2026-11-23T20:30:00Z', true],
    ['2026-11-22T20:30:00Z', false],
    ['2026-11-23T06:30:00Z', false],
  ] as const) {
    const call = atNight(now);
    call.hear('let me talk to a person');
    expect(reasonOf(call) !== undefined, now).toBe(isThere);
  }
});

test.each([
  ['+912025550123', 2],
  ['+919810012345', 1],
])('a landline gets no message, so what is booked is said twice: %s', (callerPhone, times) => {
  const call = new Conversation(contextOf({ candidates: [], callerPhone }));
  call.hear('I would like to book an appointment with doctor rao tomorrow at ten thirty');
  const booked = call.hear('yes book it');
  expect(booked.match(/24 November at 10:30 am/g)).toHaveLength(times);
  expect(/landline gets no message/.test(booked)).toBe(times === 2);
});
