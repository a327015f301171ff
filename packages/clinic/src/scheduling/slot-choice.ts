import { MINUTE_MS } from './civil-time.ts';
import type { PartOfDay } from './types.ts';

/** What of a slot the choice goes by. `date` is the clinic-local day, `minute` after its midnight. */
export interface Choosable {
  startsAt: number;
  doctorId: string;
  date: string;
  minute: number;
}

/** Where the parts of a day lie, in minutes after local midnight. */
const parts: Record<PartOfDay, { from: number; to: number }> = {
  morning: { from: 5 * 60, to: 12 * 60 },
  afternoon: { from: 12 * 60, to: 16 * 60 },
  evening: { from: 16 * 60, to: 20 * 60 },
  night: { from: 20 * 60, to: 24 * 60 },
};
const HOUR_MS = 60 * MINUTE_MS;

/** Keeps slots that begin within a part of the day or a range of times (`HH:MM`, end excluded). */
export function withinDay<S extends Choosable>(
  slots: S[],
  range: { part?: PartOfDay | undefined; timeFrom?: string | undefined; timeTo?: string | undefined },
): S[] {
  const part = range.part === undefined ? undefined : parts[range.part];
  const from = Math.max(part?.from ?? 0, range.timeFrom === undefined ? 0 : minutesOf(range.timeFrom));
  const to = Math.min(part?.to ?? 24 * 60, range.timeTo === undefined ? 24 * 60 : minutesOf(range.timeTo));
  if (from === 0 && to === 24 * 60) return slots;
  return slots.filter(({ minute }) => minute >= from && minute < to);
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** A choice that is made while the days come in, so that who feeds it can stop early. */
export interface Choice<S> {
  /** Takes the slots of the next day, in order of time. @returns true once no later day can change the choice. */
  add(day: readonly S[]): boolean;
  /** What is chosen of all that was taken, in order of time. */
  chosen(): S[];
}

/** The first so many, in order of time. */
export function earliest<S extends Choosable>(limit: number): Choice<S> {
  const slots: S[] = [];
  return {
    add(day) {
      for (const slot of day) if (slots.length < limit) slots.push(slot);
      return slots.length >= limit;
    },
    chosen: () => slots,
  };
}

/**
 * A few slots that give a person something to choose between. In order of time, it takes the first slot of each part of each day, but at most
 * half of what is wanted (rounded up) on one day; so three are this morning, this afternoon and tomorrow morning. The very first slot is always
 * among them. Where that does not suffice it takes, of what it has seen, the remaining parts of those days; then slots at least an hour from all
 * chosen ones; then the earliest of the rest. Among slots that begin within an hour of the one whose turn it is, a doctor who is not chosen yet
 * goes first.
 */
export function spread<S extends Choosable>(limit: number): Choice<S> {
  const seen: S[] = [];
  const chosen = new Set<S>();
  const doctors = new Set<string>();
  const mostOfDay = Math.ceil(limit / 2);
  const isFull = () => chosen.size >= limit;
  const take = (slot: S) => {
    chosen.add(slot);
    doctors.add(slot.doctorId);
  };
  /** One of those that begin within an hour of the first. */
  const oneOf = (slots: readonly S[], isEligible: (slot: S) => boolean = () => true): S | undefined => {
    const [first] = slots;
    if (first === undefined) return undefined;
    for (const slot of slots) {
      if (slot.startsAt >= first.startsAt + HOUR_MS) break;
      if (!doctors.has(slot.doctorId) && isEligible(slot)) return slot;
    }
    return first;
  };
  const takeParts = (day: readonly S[], most: number) => {
    for (const part of Map.groupBy(day, partOf).values()) {
      if (isFull() || most <= 0) return;
      if (part.some((slot) => chosen.has(slot))) continue;
      const slot = oneOf(part);
      if (slot !== undefined) take(slot);
      most--;
    }
  };
  const takeHoursApart = () => {
    const times = [...chosen].map(({ startsAt }) => startsAt).sort((a, b) => a - b);
    let next = 0;
    let last = Number.NEGATIVE_INFINITY;
    for (const [index, slot] of seen.entries()) {
      if (isFull()) return;
      while ((times[next] ?? Number.POSITIVE_INFINITY) <= slot.startsAt) last = Math.max(last, times[next++] ?? last);
      const until = (times[next] ?? Number.POSITIVE_INFINITY) - HOUR_MS;
      const isApart = ({ startsAt }: S) => startsAt >= last + HOUR_MS && startsAt <= until;
      if (!isApart(slot)) continue;
      const one = oneOf(seen.slice(index, index + MOST_WITHIN_AN_HOUR), isApart) ?? slot;
      take(one);
      last = one.startsAt;
    }
  };
  return {
    add(day) {
      if (isFull()) return true;
      for (const slot of day) seen.push(slot);
      takeParts(day, mostOfDay);
      return isFull();
    },
    chosen() {
      if (!isFull()) for (const day of Map.groupBy(seen, ({ date }) => date).values()) takeParts(day, limit);
      if (!isFull()) takeHoursApart();
      for (const slot of seen) if (!isFull()) take(slot);
      return [...chosen].sort((a, b) => a.startsAt - b.startsAt || (a.doctorId < b.doctorId ? -1 : 1));
    },
  };
}

/** So far is looked for another doctor; more slots within an hour are looked at no further. */
const MOST_WITHIN_AN_HOUR = 200;

const beginnings = Object.values(parts).map(({ from }) => from);

/** Which part of a day a slot begins in, by number; what lies before the morning is one too. */
const partOf = ({ minute }: Choosable): number => beginnings.filter((from) => from <= minute).length;
