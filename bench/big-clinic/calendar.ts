import { type Random, seededRandom } from '@vaani/config';
import { between, chance, pick } from '../../prisma/factories/chance.ts';

/** How much is in a clinic's calendar. */
export interface Size {
  doctors: number;
  patients: number;
  /** Beside those that were cancelled or moved. */
  appointments: number;
}

/** The table of the claims: 50 doctors, three years, some twenty appointments a doctor and day. */
export const wholeSize: Size = { doctors: 50, patients: 200_000, appointments: 1_000_000 };
/** Proves that a bench runs; its figures mean nothing. */
export const smallSize: Size = { doctors: 50, patients: 1_000, appointments: 20_000 };

/** Tuesday, half past ten in Kolkata. The clinic's clock stands there, so that the table does not grow old. */
export const NOW = Date.parse('2026-11-24T05:00:00Z');
export const ZONE = 'Asia/Kolkata';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ZONE_MS = 330 * MINUTE_MS;
const DAYS = 3 * 365;
/** Of the three years so many days are over. */
export const PAST_DAYS = Math.round(DAYS * 0.85);
export const FUTURE_DAYS = DAYS - PAST_DAYS;
/** What of a day a doctor sits, in minutes after midnight. */
export const HOURS = [
  { fromMin: 540, toMin: 780 },
  { fromMin: 840, toMin: 1_140 },
] as const;
const SITTING_MIN = HOURS.reduce((sum, { fromMin, toMin }) => sum + toMin - fromMin, 0);

export interface BigAppointment {
  id: string;
  claimId: string;
  doctor: number;
  patient: number;
  startsAt: number;
  endsAt: number;
  createdAt: number;
  status: 'scheduled' | 'confirmed' | 'completed' | 'no_show' | 'cancelled' | 'rescheduled';
  isOverbooked: boolean;
  /** Of one that was moved: what it became. */
  successorId: string | null;
}

export interface BigHold {
  id: string;
  doctor: number;
  startsAt: number;
  endsAt: number;
  expiresAt: number;
  /** Lapsed, and let go of. */
  isReleased: boolean;
}

export interface BigDay {
  appointments: BigAppointment[];
  holds: BigHold[];
}

/** Local midnight of the day so many days from now, and its date. */
export function dayOf(inDays: number): { startsAt: number; date: string } {
  const local = Math.floor((NOW + ZONE_MS) / DAY_MS) * DAY_MS + inDays * DAY_MS;
  return { startsAt: local - ZONE_MS, date: new Date(local).toISOString().slice(0, 10) };
}

/** Is a doctor away that day? Four days in a row each half year, each doctor at another time. */
export function isOnLeave(doctor: number, inDays: number): boolean {
  return (inDays + PAST_DAYS + doctor * 29) % 182 < 4;
}

export const isHoliday = (inDays: number): boolean => (inDays + PAST_DAYS) % 45 === 40;

const isSunday = (inDays: number): boolean => new Date(`${dayOf(inDays).date}T00:00:00Z`).getUTCDay() === 0;

/**
 * The whole calendar, a day at a time, the same for the same size. Rows of a day come in no order, as they were booked: a doctor's day lies scattered on
 * the disk.
 */
export function* bigCalendar(size: Size): Generator<BigDay> {
  const random = seededRandom(20_261_124);
  const sittings: { doctor: number; inDays: number }[] = [];
  for (let inDays = -PAST_DAYS; inDays < FUTURE_DAYS; inDays++) {
    if (isSunday(inDays) || isHoliday(inDays)) continue;
    for (let doctor = 0; doctor < size.doctors; doctor++) {
      if (!isOnLeave(doctor, inDays)) sittings.push({ doctor, inDays });
    }
  }
  const upTo = (index: number) => Math.floor((index * size.appointments) / sittings.length);
  let day: BigDay = { appointments: [], holds: [] };
  for (const [index, { doctor, inDays }] of sittings.entries()) {
    fillSitting(random, size, { doctor, inDays, count: upTo(index + 1) - upTo(index) }, day);
    if (sittings[index + 1]?.inDays === inDays) continue;
    shuffle(random, day.appointments);
    yield day;
    day = { appointments: [], holds: [] };
  }
}

function fillSitting(
  random: Random,
  size: Size,
  { doctor, inDays, count }: { doctor: number; inDays: number; count: number },
  day: BigDay,
): void {
  const midnight = dayOf(inDays).startsAt;
  const write = (span: MinuteSpan, change: Partial<BigAppointment> = {}) => {
    const startsAt = midnight + span.fromMin * MINUTE_MS;
    const endsAt = midnight + span.toMin * MINUTE_MS;
    const createdAt = startsAt - between(random, 60, 14 * 24 * 60) * MINUTE_MS;
    const appointment: BigAppointment = {
      id: seededId(random, createdAt),
      claimId: seededId(random, createdAt),
      doctor,
      patient: between(random, 0, size.patients - 1),
      startsAt,
      endsAt,
      createdAt,
      status: statusOf(random, endsAt),
      isOverbooked: false,
      successorId: null,
      ...change,
    };
    day.appointments.push(appointment);
    return appointment;
  };
  const { spans, endMin } = spansOf(random, count);
  for (const span of spans) {
    const kept = write(span);
    if (chance(random, 0.1)) write(span, { status: 'cancelled' });
    if (chance(random, 0.02)) write(span, { status: 'rescheduled', successorId: kept.id });
    if (chance(random, 0.002)) write(span, { isOverbooked: true });
  }
  if (!chance(random, 0.3)) return;
  // After the last appointment, so that it overlaps none.
  const startsAt = midnight + endMin * MINUTE_MS;
  const isPast = startsAt < NOW;
  const expiresAt = isPast ? startsAt - 60 * MINUTE_MS : NOW + between(random, -60, 60) * 1_000;
  const id = seededId(random, expiresAt - 90_000);
  day.holds.push({ id, doctor, startsAt, endsAt: startsAt + 15 * MINUTE_MS, expiresAt, isReleased: isPast });
}

interface MinuteSpan {
  fromMin: number;
  toMin: number;
}

/** Appointments one after another, with the time that is to spare scattered between them. */
function spansOf(random: Random, count: number): { spans: MinuteSpan[]; endMin: number } {
  const lengths = Array.from({ length: count }, () => pick(random, [15, 15, 20, 20, 30]));
  let spareMin = SITTING_MIN - lengths.reduce((sum, length) => sum + length, 0);
  const [morning, afternoon] = HOURS;
  let atMin: number = morning.fromMin;
  const spans = lengths.map((wanted) => {
    const length = spareMin < 0 ? 15 : wanted;
    const gap = spareMin > 0 && chance(random, 0.35) ? Math.min(spareMin, pick(random, [5, 10, 15, 15, 30])) : 0;
    spareMin -= gap;
    atMin += gap;
    if (atMin < afternoon.fromMin && atMin + length > morning.toMin) {
      spareMin -= Math.max(0, morning.toMin - atMin);
      atMin = afternoon.fromMin;
    }
    const span = { fromMin: atMin, toMin: atMin + length };
    atMin += length;
    return span;
  });
  return { spans, endMin: atMin };
}

/** Most of what is over was closed; some a desk forgets. */
function statusOf(random: Random, endsAt: number): BigAppointment['status'] {
  const share = random.next();
  if (endsAt > NOW) return share < 0.6 ? 'scheduled' : 'confirmed';
  if (share < 0.9) return 'completed';
  return share < 0.97 ? 'no_show' : 'confirmed';
}

/** A UUID of version 7 with the given time. */
export function seededId(random: Random, at: number): string {
  const time = Math.floor(at).toString(16).padStart(12, '0');
  const hex = (digits: number) =>
    Math.floor(random.next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`;
}

function shuffle<T>(random: Random, list: T[]): void {
  for (let index = list.length - 1; index > 0; index--) {
    const other = between(random, 0, index);
    const [a, b] = [list[index], list[other]];
    if (a !== undefined && b !== undefined) [list[index], list[other]] = [b, a];
  }
}
