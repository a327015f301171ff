import { addDays, DAY_MS, isoOf, type LocalDay, localDate, localDay, MINUTE_MS, weekdayOf } from './civil-time.ts';
import type { Slot } from './types.ts';

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
  /** Appointments booked on top: each uses up a lane that is left. */
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
    const day = localDay(date, input.zone);
    for (const doctor of input.doctors) slots.push(...freeOnDay(input, doctor, day));
  }
  return slots.sort((a, b) => a.startsAt - b.startsAt || (a.doctorId < b.doctorId ? -1 : 1));
}

function freeOnDay(input: AvailabilityInput, doctor: DoctorCalendar, day: LocalDay): FreeSlot[] {
  if (!input.isStaff && doctor.dailyCap !== null && (doctor.booked.get(day.date) ?? 0) >= doctor.dailyCap) return [];
  const weekday = weekdayOf(day.date);
  const windows = doctor.windows.filter((window) => window.weekday === weekday && isOpen(input, window, day.date));
  if (windows.length === 0) return [];
  const earliest = input.isStaff ? input.now : input.now + input.minimumNoticeMin * MINUTE_MS;
  const closed: Span[] = [
    ...doctor.leaves.filter((leave) => overlaps(leave, day.startsAt, day.endsAt)),
    ...doctor.breaks
      .filter((pause) => pause.weekday === weekday)
      .map((pause) => ({ startsAt: day.edge(pause.fromMin), endsAt: day.edge(pause.toMin, 'later') })),
  ];
  const near = nearDay(doctor, day);
  const free: FreeSlot[] = [];
  for (const window of windows) {
    const windowEnd = day.edge(window.toMin);
    for (let minute = window.fromMin; minute < window.toMin; minute += doctor.gridMin) {
      const startsAt = day.at(minute);
      if (startsAt === null) continue;
      const endsAt = startsAt + doctor.durationMin * MINUTE_MS;
      if (endsAt > windowEnd) break;
      if (input.isStaff ? endsAt <= earliest : startsAt < earliest) continue;
      if (closed.some((span) => overlaps(span, startsAt, endsAt))) continue;
      const lane = freeLane(input, near, startsAt, endsAt);
      if (lane !== null) free.push({ doctorId: doctor.id, branchId: window.branchId, startsAt, endsAt, lane });
    }
  }
  return free;
}

/** Does a window hold on a date, by its validity and the clinic's holidays? */
function isOpen(input: AvailabilityInput, window: DoctorCalendar['windows'][number], date: string): boolean {
  if (window.validFrom > date || (window.validTo !== null && window.validTo < date)) return false;
  return !input.holidays.some(
    (holiday) => holiday.date === date && (holiday.branchId === null || holiday.branchId === window.branchId),
  );
}

type Taken = Pick<DoctorCalendar, 'taken' | 'overbooked' | 'capacity'>;

/** What can touch a day: no claim or buffer is longer than a day. */
function nearDay({ taken, overbooked, capacity }: DoctorCalendar, day: LocalDay): Taken {
  const [from, to] = [day.startsAt - DAY_MS, day.endsAt + DAY_MS];
  const isNear = (span: Span) => overlaps(span, from, to);
  return { taken: taken.filter(isNear), overbooked: overbooked.filter(isNear), capacity };
}

/** The lowest lane with nothing in it, nor too near: between neighbours the greater of "after" and "before" counts, not their sum. */
function freeLane(input: AvailabilityInput, near: Taken, startsAt: number, endsAt: number): number | null {
  const taken = new Set<number>();
  for (const claim of near.taken) {
    const before = input.isStaff ? 0 : Math.max(claim.bufferAfterMin, input.service.bufferBeforeMin) * MINUTE_MS;
    const after = input.isStaff ? 0 : Math.max(claim.bufferBeforeMin, input.service.bufferAfterMin) * MINUTE_MS;
    if (claim.startsAt < endsAt + after && claim.endsAt + before > startsAt) taken.add(claim.lane);
  }
  // An overbooked appointment has no lane of its own: it uses up one of those that are left.
  let spare = near.overbooked.filter((span) => overlaps(span, startsAt, endsAt)).length;
  for (let lane = 0; lane < near.capacity; lane++) {
    if (taken.has(lane)) continue;
    if (spare === 0) return lane;
    spare--;
  }
  return null;
}

const overlaps = (span: Span, startsAt: number, endsAt: number) => span.startsAt < endsAt && span.endsAt > startsAt;

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
