import { addDays, dayClock, isoOf, localDate, localMinutes, MINUTE_MS, weekdayOf } from './civil-time.ts';
import type { PartOfDay, Slot } from './types.ts';

/** A doctor's rules. Minutes are after local midnight; dates are `YYYY-MM-DD`. */
export interface DoctorCalendar {
  id: string;
  gridMin: number;
  capacity: number;
  dailyCap: number | null;
  durationMin: number;
  windows: {
    weekday: number;
    fromMin: number;
    toMin: number;
    validFrom: string;
    validTo: string | null;
    branchId: string;
  }[];
  breaks: { weekday: number; fromMin: number; toMin: number }[];
  leaves: Span[];
  /** Time that is claimed, by lane, each with the buffers of what claimed it. Any order. */
  taken: (Span & { lane: number; bufferBeforeMin: number; bufferAfterMin: number })[];
  /** Appointments booked on top: taken in every lane. */
  overbooked: Span[];
  /** Active appointments by local date, for the daily cap. */
  booked: ReadonlyMap<string, number>;
}

/** Milliseconds since the epoch, end excluded. */
export interface Span {
  startsAt: number;
  endsAt: number;
}

export interface AvailabilityInput {
  zone: string;
  /** First and last clinic-local day, both included. */
  from: string;
  to: string;
  now: number;
  service: { id: string; bufferBeforeMin: number; bufferAfterMin: number };
  doctors: DoctorCalendar[];
  holidays: { date: string; branchId: string | null }[];
  minimumNoticeMin: number;
  maximumAdvanceDays: number;
  /** Staff may use a slot that is under way, at no notice, into a buffer, beyond a cap and the furthest day. */
  isStaff: boolean;
}

/** A slot with its numbers, as long as it stays in the domain. */
export interface FreeSlot extends Span {
  doctorId: string;
  branchId: string;
  /** The lowest lane that is free. */
  lane: number;
}

/**
 * Every slot that can be booked, by start and then by doctor. Pure: the page, the API, the phone and the check at booking all ask it, so
 * that what is shown is what can be had.
 */
export function availability(input: AvailabilityInput): FreeSlot[] {
  const today = localDate(input.now, input.zone);
  const from = input.from > today ? input.from : today;
  const furthest = addDays(today, input.maximumAdvanceDays);
  const to = input.isStaff || input.to < furthest ? input.to : furthest;
  const slots: FreeSlot[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const clock = dayClock(date, input.zone);
    for (const doctor of input.doctors) slots.push(...freeOnDay(input, doctor, date, clock));
  }
  return slots.sort((a, b) => a.startsAt - b.startsAt || (a.doctorId < b.doctorId ? -1 : 1));
}

function freeOnDay(
  input: AvailabilityInput,
  doctor: DoctorCalendar,
  date: string,
  clock: (minutes: number) => number | null,
): FreeSlot[] {
  if (!input.isStaff && doctor.dailyCap !== null && (doctor.booked.get(date) ?? 0) >= doctor.dailyCap) return [];
  const earliest = input.isStaff ? input.now : input.now + input.minimumNoticeMin * MINUTE_MS;
  const weekday = weekdayOf(date);
  const breaks = doctor.breaks.filter((pause) => pause.weekday === weekday);
  const free: FreeSlot[] = [];
  for (const window of doctor.windows) {
    if (window.weekday !== weekday || window.validFrom > date || (window.validTo !== null && window.validTo < date))
      continue;
    if (input.holidays.some((day) => day.date === date && (day.branchId === null || day.branchId === window.branchId)))
      continue;
    const windowEnd = clock(window.toMin) ?? clock(window.toMin + 60) ?? Number.NEGATIVE_INFINITY;
    for (let minute = window.fromMin; minute < window.toMin; minute += doctor.gridMin) {
      const startsAt = clock(minute);
      if (startsAt === null) continue;
      const endsAt = startsAt + doctor.durationMin * MINUTE_MS;
      if (endsAt > windowEnd) break;
      if (input.isStaff ? endsAt <= earliest : startsAt < earliest) continue;
      if (breaks.some((pause) => minute < pause.toMin && minute + doctor.durationMin > pause.fromMin)) continue;
      if (doctor.leaves.some((leave) => overlaps(leave, startsAt, endsAt))) continue;
      const lane = freeLane(input, doctor, startsAt, endsAt);
      if (lane !== null) free.push({ doctorId: doctor.id, branchId: window.branchId, startsAt, endsAt, lane });
    }
  }
  return free;
}

/** The lowest lane with nothing in it, nor too near: between neighbours the greater of "after" and "before" counts, not their sum. */
function freeLane(input: AvailabilityInput, doctor: DoctorCalendar, startsAt: number, endsAt: number): number | null {
  const overbooked = doctor.overbooked.filter((span) => overlaps(span, startsAt, endsAt)).length;
  const taken = new Set<number>();
  for (const claim of doctor.taken) {
    const before = input.isStaff ? 0 : Math.max(claim.bufferAfterMin, input.service.bufferBeforeMin) * MINUTE_MS;
    const after = input.isStaff ? 0 : Math.max(claim.bufferBeforeMin, input.service.bufferAfterMin) * MINUTE_MS;
    if (claim.startsAt < endsAt + after && claim.endsAt + before > startsAt) taken.add(claim.lane);
  }
  for (let lane = 0, spare = overbooked; lane < doctor.capacity; lane++) {
    if (taken.has(lane)) continue;
    if (spare === 0) return lane;
    spare--;
  }
  return null;
}

const overlaps = (span: Span, startsAt: number, endsAt: number) => span.startsAt < endsAt && span.endsAt > startsAt;

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

/** As others see it. */
export function toSlot(free: FreeSlot, serviceId: string): Slot {
  return {
    doctorId: free.doctorId,
    serviceId,
    branchId: free.branchId,
    startsAt: isoOf(free.startsAt),
    endsAt: isoOf(free.endsAt),
  };
}
