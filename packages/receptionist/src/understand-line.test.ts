import { describe, expect, test } from 'vitest';
import { understandLine } from './understand-line.ts';

const when = { now: '2026-11-25T06:00:00Z', zone: 'Asia/Kolkata' };
const answer = (line: unknown): unknown =>
  JSON.parse(understandLine(typeof line === 'string' ? line : JSON.stringify(line)));

describe('each kind has its fixed shape', () => {
  test.each([
    [{ text: 'kal shaam paanch baje' }, { readings: [{ date: '2026-11-26', time: '17:00' }] }],
    [
      { text: 'agle hafte shaam ko', kind: 'when' },
      { readings: [{ date: '2026-11-30', dateTo: '2026-12-06', part: 'evening' }] },
    ],
    [
      { text: 'das se gyarah ke beech', open: { from: '09:00', to: '20:00' } },
      { readings: [{ timeFrom: '10:00', timeTo: '11:00' }] },
    ],
    [{ text: 'haan ji' }, { readings: [] }],
    [{ text: 'saintalis', kind: 'number' }, { value: 47 }],
    [{ text: 'nine eight one double zero one two three four five', kind: 'phone' }, { value: '+919810012345' }],
    [{ text: 'do saal teen mahine', kind: 'age' }, { value: { years: 2, months: 3 } }],
    [{ text: '5 June 1987', kind: 'birthDate' }, { value: '1987-06-05' }],
    [{ text: 'unnis sau satasi', kind: 'birthDate' }, { value: '1987' }],
    [{ text: 'haan', kind: 'yesno' }, { value: 'yes' }],
    [{ text: 'hmm', kind: 'yesno' }, { value: null }],
    [{ text: 'saans nahi aa rahi', kind: 'emergency' }, { value: true }],
    [{ text: 'mujhe kal dikhana hai', kind: 'language' }, { value: 'hi' }],
    [{ text: 'cancel my appointment', kind: 'intent' }, { value: 'cancel' }],
  ])('%j', (line, expected) => expect(answer({ ...when, ...line })).toEqual(expected));
});

test('the id goes back with the answer', () => {
  expect(answer({ ...when, id: 7, text: 'kal' })).toMatchObject({ id: 7 });
  expect(answer({ ...when, id: 'a', text: 'kal' })).toMatchObject({ id: 'a' });
  expect(answer({ ...when, text: 'kal' })).not.toHaveProperty('id');
});

describe('what cannot be read is answered with what is wrong', () => {
  test.each([
    ['{', /not JSON/],
    ['', /not JSON/],
    ['[1]', /The line/],
    [{ ...when }, /text/],
    [{ ...when, text: 5 }, /text/],
    [{ ...when, text: 'kal', now: 'soon' }, /now.*ISO/],
    [{ ...when, text: 'kal', zone: 'Mars/Olympus' }, /zone.*time zone/],
    [{ text: 'kal', zone: 'Asia/Kolkata' }, /now: is needed/],
    [{ text: 'kal', now: when.now }, /zone: is needed/],
    [{ ...when, text: 'kal', kind: 'mood' }, /kind/],
    [{ ...when, text: 'kal', open: { from: '9', to: '20:00' } }, /open\.from/],
  ])('%j', (line, error) => expect(answer(line)).toEqual({ error: expect.stringMatching(error) }));

  test('with its id, where that can be read', () => {
    expect(answer({ ...when, id: 3, text: null })).toEqual({ id: 3, error: expect.stringMatching(/text/) });
    expect(answer({ ...when, id: { deep: 1 }, text: 'kal' })).toEqual({ error: expect.stringMatching(/id/) });
  });
});

test('what needs no day needs no now and no zone', () => {
  expect(answer({ text: 'haan', kind: 'yesno' })).toEqual({ value: 'yes' });
});
