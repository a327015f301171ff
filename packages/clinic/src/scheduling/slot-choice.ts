import type { Span } from './availability.ts';
import { localMinutes, MINUTE_MS } from './civil-time.ts';
import type { PartOfDay } from './types.ts';

/** Where the parts of a day lie, in minutes after local midnight. */
const parts: Record<PartOfDay, { from: number; to: number }> = {
  morning: { from: 5 * 60, to: 12 * 60 },
  afternoon: { from: 12 * 60, to: 16 * 60 },
  evening: { from: 16 * 60, to: 20 * 60 },
  night: { from: 20 * 60, to: 24 * 60 },
};

/** Keeps slots that begin within a part of the day or a range of times (`HH:MM`, end excluded). */
export function withinDay<S extends Span>(
  slots: S[],
  zone: string,
  range: { part?: PartOfDay | undefined; timeFrom?: string | undefined; timeTo?: string | undefined },
): S[] {
  const part = range.part === undefined ? undefined : parts[range.part];
  const from = Math.max(part?.from ?? 0, range.timeFrom === undefined ? 0 : minutesOf(range.timeFrom));
  const to = Math.min(part?.to ?? 24 * 60, range.timeTo === undefined ? 24 * 60 : minutesOf(range.timeTo));
  if (from === 0 && to === 24 * 60) return slots;
  return slots.filter((slot) => {
    const minutes = localMinutes(slot.startsAt, zone);
    return minutes >= from && minutes < to;
  });
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * The earliest few that lie at least an hour apart, filled up with the earliest of the rest. In order of time.
 */
export function spread<S extends Span>(slots: S[], limit: number): S[] {
  const chosen: S[] = [];
  for (const slot of slots) {
    if (chosen.length === limit) break;
    const isNear = chosen.some((other) => Math.abs(other.startsAt - slot.startsAt) < 60 * MINUTE_MS);
    if (!isNear) chosen.push(slot);
  }
  for (const slot of slots) {
    if (chosen.length >= limit) break;
    if (!chosen.includes(slot)) chosen.push(slot);
  }
  return chosen.sort((a, b) => a.startsAt - b.startsAt);
}
