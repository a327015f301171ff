import type { Appointment, DaySchedule, ScheduleDoctor } from '../../server/routers/schedule-schemas.ts';
import { addDays, addMonths, localClock } from './dates.ts';
import type { View } from './use-place.ts';

/** A stretch of a column, in minutes after the clinic's midnight. */
export interface Stretch {
  fromMin: number;
  toMin: number;
}

export interface PlacedAppointment extends Stretch {
  appointment: Appointment;
  /** Where appointments overlap, each has one of `lanes` lanes side by side. */
  lane: number;
  lanes: number;
}

/** One column of the grid: a doctor on a date. */
export interface Column {
  key: string;
  doctor: ScheduleDoctor;
  date: string;
  /** Where the doctor sits on it: in their own branch where they do not sit at all. */
  branchIds: string[];
  open: Stretch[];
  closed: (Stretch & Pick<DaySchedule['closed'][number], 'kind' | 'label'>)[];
  held: Stretch[];
  placed: PlacedAppointment[];
}

const DAY_MIN = 24 * 60;

/** Columns in the order in which they stand: dates, and in each the doctors. */
export function columnsOf(schedule: DaySchedule): Column[] {
  return schedule.dates.flatMap((date) => schedule.doctors.map((doctor) => columnOf(schedule, doctor, date)));
}

function columnOf(schedule: DaySchedule, doctor: ScheduleDoctor, date: string): Column {
  const { zone } = schedule;
  const own = <T extends { doctorId: string | null; startsAt: string; endsAt: string }>(list: readonly T[]) =>
    list.flatMap((item) => {
      const stretch = item.doctorId === null || item.doctorId === doctor.id ? onDate(item, date, zone) : null;
      return stretch ? [{ item, stretch }] : [];
    });
  return {
    key: `${date}/${doctor.id}`,
    doctor,
    date,
    branchIds: branchesOf(schedule, doctor, (window) => onDate(window, date, zone) !== null),
    open: own(schedule.windows).map(({ stretch }) => stretch),
    closed: own(schedule.closed).map(({ item, stretch }) => ({ ...stretch, kind: item.kind, label: item.label })),
    held: own(schedule.holds).map(({ stretch }) => stretch),
    placed: inLanes(own(schedule.appointments).map(({ item, stretch }) => ({ ...stretch, appointment: item }))),
  };
}

/** The branches of a doctor's hours, in order; their own where they keep none. */
function branchesOf(
  schedule: Pick<DaySchedule, 'windows'>,
  doctor: Pick<ScheduleDoctor, 'id' | 'branchId'>,
  isMeant: (window: DaySchedule['windows'][number]) => boolean,
): string[] {
  const own = schedule.windows.filter((window) => window.doctorId === doctor.id && isMeant(window));
  return own.length === 0 ? [doctor.branchId] : [...new Set(own.map(({ branchId }) => branchId))];
}

/** The doctors who sit in a branch on the days that are shown, with what is theirs; all of it where none is chosen. */
export function inBranch(schedule: DaySchedule, branchId: string | null): DaySchedule {
  if (branchId === null) return schedule;
  const doctors = schedule.doctors.filter((doctor) => branchesOf(schedule, doctor, () => true).includes(branchId));
  const ids = new Set(doctors.map(({ id }) => id));
  return { ...schedule, doctors, appointments: schedule.appointments.filter(({ doctorId }) => ids.has(doctorId)) };
}

/** The part of a span that lies on a date, or null. */
export function onDate(span: { startsAt: string; endsAt: string }, date: string, zone: string): Stretch | null {
  const [first, last] = [localClock(span.startsAt, zone), localClock(span.endsAt, zone)];
  if (first.date > date || last.date < date) return null;
  const fromMin = first.date === date ? first.min : 0;
  const toMin = last.date === date ? last.min : DAY_MIN;
  return toMin > fromMin ? { fromMin, toMin } : null;
}

/** Gives each appointment of a cluster that overlaps a lane of its own. */
export function inLanes(items: readonly (Stretch & { appointment: Appointment })[]): PlacedAppointment[] {
  const sorted = [...items].sort((a, b) => a.fromMin - b.fromMin || a.toMin - b.toMin);
  const placed: PlacedAppointment[] = [];
  let cluster: PlacedAppointment[] = [];
  let laneEnds: number[] = [];
  const close = () => {
    for (const item of cluster) item.lanes = laneEnds.length;
    placed.push(...cluster);
    cluster = [];
    laneEnds = [];
  };
  for (const item of sorted) {
    if (laneEnds.length > 0 && laneEnds.every((end) => end <= item.fromMin)) close();
    const free = laneEnds.findIndex((end) => end <= item.fromMin);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = item.toMin;
    cluster.push({ ...item, lane, lanes: 1 });
  }
  close();
  return placed;
}

const EARLIEST_DEFAULT_MIN = 9 * 60;
const LATEST_DEFAULT_MIN = 18 * 60;

/** The hours to draw: whole ones, around all that is open or booked. */
export function hoursOf(columns: readonly Column[]): Stretch {
  const stretches = columns.flatMap(({ open, placed }) => [...open, ...placed]);
  const fromMin = Math.min(...stretches.map((stretch) => stretch.fromMin), EARLIEST_DEFAULT_MIN);
  const toMin = Math.max(...stretches.map((stretch) => stretch.toMin), LATEST_DEFAULT_MIN);
  return { fromMin: Math.floor(fromMin / 60) * 60, toMin: Math.ceil(toMin / 60) * 60 };
}

/** First date and number of days that a view asks for. */
export function rangeOf(view: View, date: string, monday: string): { date: string; days: number } {
  return view === 'week' ? { date: monday, days: 7 } : { date, days: 1 };
}

/** The date one step before or after, in a view. */
export function step(view: View, date: string, direction: -1 | 1): string {
  return view === 'month' ? addMonths(date, direction) : addDays(date, direction * (view === 'week' ? 7 : 1));
}
