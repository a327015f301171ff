import type { Appointment, DaySchedule, Slot } from '../../server/routers/schedule-schemas.ts';
import { localMinutes } from './dates.ts';

/** The free slot that a place on the grid means: the one it lies in, else the nearest that begins within half an hour. */
export function slotAt(slots: readonly Slot[], minute: number, zone: string): Slot | null {
  const from = (slot: Slot) => localMinutes(slot.startsAt, zone);
  const inside = slots.findLast((slot) => from(slot) <= minute && minute < from(slot) + lengthOf(slot));
  if (inside) return inside;
  const near = slots
    .map((slot) => ({ slot, distance: Math.abs(from(slot) - minute) }))
    .filter(({ distance }) => distance <= 30)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.slot ?? null;
}

const lengthOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): number =>
  (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;

/** What stands in the way of a time, as far as the schedule shows it. */
export type InTheWay =
  | { kind: 'appointment'; appointment: Appointment }
  | { kind: 'hold' }
  | { kind: 'closed'; why: DaySchedule['closed'][number]['kind']; label: string }
  | { kind: 'hours' };

/** Who or what has a time of a doctor; null where nothing is to be seen in the way. @param exceptId an appointment that gives its own time up. */
export function inTheWay(
  schedule: Pick<DaySchedule, 'appointments' | 'holds' | 'closed' | 'windows'>,
  wanted: { doctorId: string; startsAt: string; endsAt: string },
  exceptId: string | null = null,
): InTheWay | null {
  const [from, to] = [Date.parse(wanted.startsAt), Date.parse(wanted.endsAt)];
  const meets = (span: { startsAt: string; endsAt: string; doctorId: string | null }) =>
    (span.doctorId === null || span.doctorId === wanted.doctorId) &&
    Date.parse(span.startsAt) < to &&
    Date.parse(span.endsAt) > from;
  const closed = schedule.closed.find(meets);
  if (closed) return { kind: 'closed', why: closed.kind, label: closed.label };
  const isOpen = schedule.windows.some(
    (span) => span.doctorId === wanted.doctorId && Date.parse(span.startsAt) <= from && Date.parse(span.endsAt) >= to,
  );
  if (!isOpen) return { kind: 'hours' };
  const appointment = schedule.appointments.find(
    (other) => other.id !== exceptId && other.status !== 'no_show' && meets(other),
  );
  if (appointment) return { kind: 'appointment', appointment };
  return schedule.holds.some(meets) ? { kind: 'hold' } : null;
}
