import { addDays, isoOf, type LocalDay, localDate, localDay, MINUTE_MS } from './civil-time.ts';
import { breaksOn, type Holiday, type HourRules, hoursOn, isWithinHours, type Pause } from './open-hours.ts';
import type { Slot } from './types.ts';

/** A doctor's rules for one service, and what is taken of their time. Minutes are after local midnight; dates are `YYYY-MM-DD`. */
export interface DoctorCalendar extends HourRules {
  id: string;
  /** Slots begin on multiples of this from where hours begin. */
  gridMin: number;
  capacity: number;
  dailyCap: number | null;
  durationMin: number;
  bufferBeforeMin: number;
  bufferAfterMin: number;
  breaks: readonly Pause[];
  leaves: readonly Span[];
  /** Busy elsewhere, by a calendar of their own. */
  outside: readonly Span[];
  /** Time that is claimed, by lane, each with the buffers of what claimed it. Any order. */
  taken: readonly Taken[];
  /** Appointments booked on top: each uses up a lane that is left. */
  overbooked: readonly Span[];
  /** Appointments by local date, for the daily cap: those that are over count too, cancelled ones and those who did not come do not. */
  booked: ReadonlyMap<string, number>;
}

/** Milliseconds since the epoch, end excluded. */
export interface Span {
  startsAt: number;
  endsAt: number;
}

export interface Taken extends Span {
  lane: number;
  bufferBeforeMin: number;
  bufferAfterMin: number;
}

export interface AvailabilityInput {
  zone: string;
  /** First and last clinic-local day, both included. */
  from: string;
  to: string;
  now: number;
  doctors: readonly DoctorCalendar[];
  holidays: readonly Holiday[];
  /** Only what is to be had in this branch. */
  branchId?: string | undefined;
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
  /** The clinic-local day and the minutes after its midnight. */
  date: string;
  minute: number;
}

/**
 * Every slot that can be booked, by start and then by doctor. Pure: the page, the API, the phone and the check at booking all ask it, so
 * that what is shown is what can be had.
 */
export function availability(input: AvailabilityInput): FreeSlot[] {
  return [...freeByDay(input)].flat();
}

/** The same, a day at a time: who wants the earliest few need not work out the rest. */
export function* freeByDay(input: AvailabilityInput): Generator<FreeSlot[], void, undefined> {
  const doctors = input.doctors.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const { from, to } = bookableDays(input);
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const day = localDay(date, input.zone);
    const slots = doctors.flatMap((doctor) => freeOnDay(input, doctor, day));
    yield slots.sort((a, b) => a.startsAt - b.startsAt);
  }
}

/** The days of a range on which something may be booked at all; none where `from` is later than `to`. */
export function bookableDays(
  input: Pick<AvailabilityInput, 'zone' | 'from' | 'to' | 'now' | 'maximumAdvanceDays' | 'isStaff'>,
): { from: string; to: string } {
  const today = localDate(input.now, input.zone);
  const furthest = addDays(today, input.maximumAdvanceDays);
  return {
    from: input.from > today ? input.from : today,
    to: input.isStaff || input.to < furthest ? input.to : furthest,
  };
}

/**
 * The lowest lane that is free for a span, which need not lie on the grid nor be bookable anew: time that was given once, and may be given
 * back. `outside` where the doctor does not sit there then, `taken` where nothing is left.
 */
export function laneFor(
  input: AvailabilityInput,
  doctor: DoctorCalendar,
  span: Span & { branchId: string },
): number | 'outside' | 'taken' {
  if (!isWithinHours(doctor, input.holidays, span, input.zone)) return 'outside';
  const day = localDay(localDate(span.startsAt, input.zone), input.zone);
  const [from, to] = [minuteOf(day, span.startsAt), minuteOf(day, span.endsAt)];
  if (closedOn(doctor, day).some((stretch) => meets(stretch, from, to))) return 'outside';
  return freeLane(takenOn(input, doctor, day), from, to) ?? 'taken';
}

function freeOnDay(input: AvailabilityInput, doctor: DoctorCalendar, day: LocalDay): FreeSlot[] {
  if (!input.isStaff && doctor.dailyCap !== null && (doctor.booked.get(day.date) ?? 0) >= doctor.dailyCap) return [];
  const hours = hoursOn(doctor, day, input.holidays).filter(
    ({ branchId }) => input.branchId === undefined || branchId === input.branchId,
  );
  if (hours.length === 0) return [];
  const earliest = minuteOf(day, input.isStaff ? input.now : input.now + input.minimumNoticeMin * MINUTE_MS);
  const closed = closedOn(doctor, day);
  const taken = takenOn(input, doctor, day);
  const free: FreeSlot[] = [];
  /** Where hours overlap, the same slot is offered once. */
  const seen = new Set<number>();
  for (const { fromMin, toMin, branchId } of hours) {
    const end = minuteOf(day, day.edge(toMin));
    for (let minute = fromMin; minute < toMin; minute += doctor.gridMin) {
      const startsAt = day.at(minute);
      if (startsAt === null || seen.has(minute)) continue;
      const from = minuteOf(day, startsAt);
      const to = from + doctor.durationMin;
      if (to > end) break;
      if (input.isStaff ? to <= earliest : from < earliest) continue;
      if (closed.some((stretch) => meets(stretch, from, to))) continue;
      const lane = freeLane(taken, from, to);
      if (lane === null) continue;
      const endsAt = startsAt + doctor.durationMin * MINUTE_MS;
      free.push({ doctorId: doctor.id, branchId, startsAt, endsAt, lane, date: day.date, minute });
      if (hours.length > 1) seen.add(minute);
    }
  }
  return free;
}

/** Minutes since a day began: those of the clock, but on the days when clocks change. All that is compared is brought to these. */
const minuteOf = (day: LocalDay, epochMs: number): number => (epochMs - day.startsAt) / MINUTE_MS;

interface Stretch {
  from: number;
  to: number;
}

const meets = (stretch: Stretch, from: number, to: number): boolean => stretch.from < to && stretch.to > from;

/** What touches a day, in its minutes: whole ones, so that a part of a minute counts as the whole. */
function stretchOn(day: LocalDay, span: Span): Stretch {
  return { from: Math.floor(minuteOf(day, span.startsAt)), to: Math.ceil(minuteOf(day, span.endsAt)) };
}

const touches = (day: LocalDay, { startsAt, endsAt }: Span): boolean => startsAt < day.endsAt && endsAt > day.startsAt;

/** When a doctor is away within their hours: leave, another calendar, breaks. */
function closedOn(doctor: DoctorCalendar, day: LocalDay): Stretch[] {
  const away = [...doctor.leaves, ...doctor.outside].filter((span) => touches(day, span));
  return [...away, ...breaksOn(doctor, day)].map((span) => stretchOn(day, span));
}

interface TakenOnDay {
  capacity: number;
  /** Claims, widened by the free time that is wanted around them. */
  claims: (Stretch & { lane: number })[];
  overbooked: Stretch[];
}

/** What is taken near a day. Between neighbours the greater of "after" and "before" is kept free, not their sum. */
function takenOn(input: AvailabilityInput, doctor: DoctorCalendar, day: LocalDay): TakenOnDay {
  const claims: TakenOnDay['claims'] = [];
  for (const claim of doctor.taken) {
    const before = input.isStaff ? 0 : Math.max(claim.bufferBeforeMin, doctor.bufferAfterMin);
    const after = input.isStaff ? 0 : Math.max(claim.bufferAfterMin, doctor.bufferBeforeMin);
    const widened = { startsAt: claim.startsAt - before * MINUTE_MS, endsAt: claim.endsAt + after * MINUTE_MS };
    if (touches(day, widened)) claims.push({ lane: claim.lane, ...stretchOn(day, widened) });
  }
  const overbooked = doctor.overbooked.filter((span) => touches(day, span)).map((span) => stretchOn(day, span));
  return { capacity: doctor.capacity, claims, overbooked };
}

/** The lowest lane with nothing in it. An overbooked appointment has none of its own: it uses up one of those that are left. */
function freeLane({ capacity, claims, overbooked }: TakenOnDay, from: number, to: number): number | null {
  const here = claims.filter((claim) => meets(claim, from, to));
  let spare = overbooked.filter((span) => meets(span, from, to)).length;
  for (let lane = 0; lane < capacity; lane++) {
    if (here.some((claim) => claim.lane === lane)) continue;
    if (spare === 0) return lane;
    spare--;
  }
  return null;
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
