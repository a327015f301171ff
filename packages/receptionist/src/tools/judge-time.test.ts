import { describe, expect, test } from 'vitest';
import { doctorIds, NOW, slotAt } from '../../test/clinic.ts';
import { judgeSearch, judgeSlot, slotKey, type TalkEvent } from './judge-time.ts';
import { offerIdOf, readOfferId } from './offer-id.ts';

// Guards the date of a booking: it comes from the caller's own words, or from what they were offered and heard.

const { rao } = doctorIds;
const place = { now: NOW, zone: 'Asia/Kolkata', open: { from: '09:00', to: '20:00' } };
/** Of Dr Rao, by clinic-local day of November and time. */
const at = (day: number, time: string) => slotAt(rao, new Date(`2026-11-${day}T${time}:00+05:30`).toISOString());
const said = (text: string): TalkEvent => ({ kind: 'said', text });
const offered = (...slots: ReturnType<typeof at>[]): TalkEvent => ({ kind: 'offered', slots, choices: [] });
const keyed = (digits: string): TalkEvent => ({ kind: 'keyed', digits });

describe('a slot is what the caller meant', () => {
  test.each<[string, ReturnType<typeof at>, TalkEvent[]]>([
    ['said whole', at(24, '10:30'), [said('tomorrow at ten thirty')]],
    ['said in parts', at(24, '10:30'), [said('kal'), said('saadhe das baje')]],
    ['a part of the day', at(24, '09:15'), [said('kal subah')]],
    ['by place', at(24, '11:00'), [said('kal'), offered(at(24, '09:00'), at(24, '11:00')), said('doosra wala')]],
    ['by key', at(24, '11:00'), [said('kal'), offered(at(24, '09:00'), at(24, '11:00')), keyed('2')]],
    [
      'another day than was said, offered and taken',
      at(26, '09:00'),
      [said('kal'), offered(at(26, '09:00')), said('theek hai')],
    ],
    [
      'a time of a day that was offered',
      at(25, '11:00'),
      [said('the earliest'), offered(at(25, '09:00')), said('at eleven')],
    ],
    [
      'one of two that a bare hour means',
      at(25, '17:00'),
      [offered(at(25, '11:00'), at(25, '17:00')), said('5 baje wala')],
    ],
    ['the corrected day', at(26, '10:30'), [said('tomorrow at ten thirty'), said('no, Thursday')]],
    [
      'one of two days, told by its place',
      at(30, '10:30'),
      [
        said('Monday at ten thirty'),
        {
          kind: 'offered',
          slots: [],
          choices: [
            { date: '2026-11-23', time: '10:30' },
            { date: '2026-11-30', time: '10:30' },
          ],
        },
        said('the second'),
      ],
    ],
    ['one of two days, told by its date', at(27, '10:30'), [said('next Friday at ten thirty'), said('the 27th')]],
    ['with a birth date said since', at(24, '10:30'), [said('tomorrow at ten thirty'), said('5 June 1987')]],
    [
      'found so before',
      at(24, '11:00'),
      [
        said('kal'),
        offered(at(24, '09:00'), at(24, '11:00')),
        said('doosra'),
        { kind: 'settled', slot: slotKey(rao, at(24, '11:00').startsAt) },
        keyed('1'),
      ],
    ],
  ])('%s', (_, slot, talk) => expect(judgeSlot(slot, talk, place)).toBeNull());
});

describe('where the words say otherwise, it asks', () => {
  test.each<[string, ReturnType<typeof at>, TalkEvent[]]>([
    ['another day', at(25, '10:30'), [said('tomorrow at ten thirty')]],
    ['another hour', at(24, '11:00'), [said('tomorrow at ten thirty')]],
    ['another part of the day', at(24, '17:00'), [said('kal subah')]],
    ['another place', at(24, '09:00'), [said('kal'), offered(at(24, '09:00'), at(24, '11:00')), said('doosra wala')]],
    [
      'a place in a list that was replaced',
      at(24, '09:00'),
      [said('kal'), offered(at(24, '09:00')), offered(at(24, '11:00')), said('pehla')],
    ],
    ['one of two days that were not told apart', at(27, '10:30'), [said('next Friday at ten thirty')]],
    ['the old day after a correction', at(24, '10:30'), [said('tomorrow at ten thirty'), said('no, Thursday')]],
    [
      'settled, and then corrected',
      at(24, '10:30'),
      [
        said('tomorrow at ten thirty'),
        { kind: 'settled', slot: slotKey(rao, at(24, '10:30').startsAt) },
        said('nahi parson'),
      ],
    ],
  ])('%s', (_, slot, talk) => expect(judgeSlot(slot, talk, place)).toBe('ask'));
});

describe('a date that was neither said nor offered is refused', () => {
  test.each<[string, TalkEvent[]]>([
    ['nothing was said', []],
    ['nothing of time was said', [said('I need an appointment'), said('yes')]],
    ['an hour alone', [said('at ten thirty')]],
    ['the wish of an earlier booking', [said('tomorrow at ten thirty'), { kind: 'done' }, said('another one please')]],
  ])('%s', (_, talk) => expect(judgeSlot(at(24, '10:30'), talk, place)).toBe('date-not-said'));
});

describe('a search', () => {
  test.each<[string, string, string, string]>([
    ['tomorrow', '2026-11-24', '2026-11-24', 'as said'],
    ['tomorrow', '2026-11-24', '2026-12-08', 'wider'],
    ['kal ya parson', '2026-11-24', '2026-11-25', 'both'],
    ['I need an appointment', '2026-11-26', '2026-11-26', 'no day named'],
    ['3 days ago', '2026-11-26', '2026-11-26', 'a day that has passed'],
  ])('%s, %s to %s goes on: %s', (text, from, to) => expect(judgeSearch({ from, to }, [said(text)], place)).toBeNull());

  test.each<[string, string, string]>([
    ['tomorrow', '2026-11-25', '2026-11-25'],
    ['kal ya parson', '2026-11-24', '2026-11-24'],
    ['next Friday', '2026-12-04', '2026-12-04'],
  ])('%s, %s to %s asks', (text, from, to) =>
    expect(judgeSearch({ from, to }, [said(text)], place)).toMatchObject({ doubt: 'ask' }),
  );
});

test('an offer’s name holds the offer, and nothing else is taken for one', () => {
  const offer = {
    slots: [{ doctorId: rao, startsAt: '2026-11-24T05:00:00.000Z' }],
    choices: [{ date: '2026-11-24', part: 'morning' as const }],
  };
  expect(readOfferId(offerIdOf(offer))).toEqual(offer);
  expect(readOfferId('of_rubbish')).toBeNull();
  expect(readOfferId('rb_book_x')).toBeNull();
});
