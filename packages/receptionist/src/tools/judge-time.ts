import { understandChoice } from '../language/choice.ts';
import type { WhenReading } from '../language/types.ts';
import { fitsReading, localAt, mergedWhen, type TimePlace, timesSaid } from '../times-said.ts';
import type { Offered } from './offer-id.ts';

/** What the caller said, keyed and heard in a call, oldest first: only from it may a date come. */
export type TalkEvent =
  | { kind: 'said'; text: string }
  | { kind: 'keyed'; digits: string }
  /** These were read out, and heard. */
  | ({ kind: 'offered' } & Offered)
  /** This slot was found to be what the caller meant. */
  | { kind: 'settled'; slot: string }
  /** Something was written: the next wish begins anew. */
  | { kind: 'done' };

/** `ask`: the caller's own words say otherwise, or can mean several; `date-not-said`: neither said nor offered. */
export type TimeDoubt = 'ask' | 'date-not-said';

export const slotKey = (doctorId: string, startsAt: string): string => `${doctorId}@${Date.parse(startsAt)}`;

interface Wish {
  at: number;
  readings: WhenReading[];
}

/**
 * Is a slot what the caller meant? Their own words about time decide; words with none in them ("the second one", "yes") are read against what was
 * offered and heard since. Null is yes. Pure.
 */
export function judgeSlot(
  slot: { doctorId: string; startsAt: string },
  talk: readonly TalkEvent[],
  place: TimePlace,
): TimeDoubt | null {
  const key = slotKey(slot.doctorId, slot.startsAt);
  const wish = wishOf(talk, place);
  const saidAt = wish?.at ?? -1;
  if (talk.findLastIndex((event) => event.kind === 'settled' && event.slot === key) > saidAt) return null;
  const offers = talk.flatMap((event, at) =>
    event.kind === 'offered' && event.slots.length > 0 ? [{ event, at }] : [],
  );
  const isIn = ({ event }: (typeof offers)[number]) => keysOf(event).includes(key);
  if (offers.some((offer) => offer.at > saidAt && isIn(offer))) {
    const latest = offers.at(-1);
    const chosen = latest === undefined ? null : placeIn(talk.slice(latest.at + 1), latest.event.slots.length);
    return latest === undefined || chosen === null || keysOf(latest.event)[chosen] === key ? null : 'ask';
  }
  if (wish === null) return 'date-not-said';
  const fitting = wish.readings.filter((reading) => fitsReading(slot.startsAt, reading, place.zone));
  if (fitting.length === 0) return 'ask';
  const { date } = localAt(slot.startsAt, place.zone);
  const isOfferedDay = offers.some(({ event }) =>
    event.slots.some(({ startsAt }) => localAt(startsAt, place.zone).date === date),
  );
  if (!isOfferedDay && fitting.every((reading) => reading.date === undefined)) return 'date-not-said';
  if (fitting.length === wish.readings.length) return null;
  // "at five", and only one of the times that were read out is a five: that one.
  const meant = (offers.at(-1)?.event.slots ?? []).filter(({ startsAt }) =>
    wish.readings.some((reading) => fitsReading(startsAt, reading, place.zone)),
  );
  const [only, other] = meant;
  return only !== undefined && other === undefined && slotKey(only.doctorId, only.startsAt) === key ? null : 'ask';
}

/**
 * May these days be searched? Where the caller's last words name days, the search must cover each of them that they can mean. Null is yes.
 * @param range clinic-local days, both included.
 */
export function judgeSearch(
  range: { from: string; to: string },
  talk: readonly TalkEvent[],
  place: TimePlace,
): { doubt: 'ask'; readings: WhenReading[] } | null {
  const last = talk.at(-1);
  if (last?.kind !== 'said') return null;
  const today = localAt(place.now, place.zone).date;
  const readings = timesSaid(last.text, place);
  const dated = readings.filter(({ date, dateTo }) => date !== undefined && (dateTo ?? date) >= today);
  const isCovered = ({ date = '', dateTo = date }: WhenReading) => range.from <= dateTo && range.to >= date;
  return dated.every(isCovered) ? null : { doubt: 'ask', readings };
}

/** What the caller last said of time, with what they had said before and left standing. */
function wishOf(talk: readonly TalkEvent[], place: TimePlace): Wish | null {
  const today = localAt(place.now, place.zone).date;
  let wish: Wish | null = null;
  let choices: readonly WhenReading[] = [];
  for (const [at, event] of talk.entries()) {
    if (event.kind === 'done') wish = null;
    if (event.kind === 'offered') choices = event.choices;
    if (event.kind !== 'said' && event.kind !== 'keyed') continue;
    // What has passed is a date of birth, or of an illness: no wish.
    const said: WhenReading[] =
      event.kind === 'said'
        ? timesSaid(event.text, place).filter(({ date, dateTo }) => date === undefined || (dateTo ?? date) >= today)
        : [];
    if (said.length > 0) wish = { at, readings: mergedWish(wish, said) };
    else if (choices.length > 0) {
      const chosen = choices[placeIn([event], choices.length) ?? -1];
      if (chosen !== undefined) wish = { at, readings: [chosen] };
    }
  }
  return wish;
}

/** One of several that were meant is now told by its day or its hour; else what is said anew replaces its part. */
function mergedWish(old: Wish | null, said: WhenReading[]): WhenReading[] {
  const [only, other] = old?.readings ?? [];
  if (only === undefined) return said;
  if (other === undefined) return said.map((reading) => mergedWhen(only, reading));
  const told = (old?.readings ?? []).filter((meant) =>
    said.some((reading) =>
      Object.entries(reading).every(([part, value]) => meant[part as keyof WhenReading] === value),
    ),
  );
  return told.length > 0 ? told : said;
}

/** The place in a list that was told last, by words or by key; null where none was. */
function placeIn(events: readonly TalkEvent[], count: number): number | null {
  for (const event of [...events].reverse()) {
    if (event.kind === 'keyed' && /^[1-9]$/.test(event.digits) && Number(event.digits) <= count)
      return Number(event.digits) - 1;
    const place = event.kind === 'said' ? understandChoice(event.text, count) : null;
    if (typeof place === 'number') return place;
  }
  return null;
}

const keysOf = ({ slots }: Offered): string[] => slots.map(({ doctorId, startsAt }) => slotKey(doctorId, startsAt));
