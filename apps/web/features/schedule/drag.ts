import type { Appointment, DaySchedule, Slot } from '../../server/routers/schedule-schemas.ts';
import { type InTheWay, inTheWay } from './choose-slot.ts';
import { atMinutes, localMinutes } from './dates.ts';
import type { Column } from './layout.ts';

/** What is under the pointer while an appointment is dragged. */
export interface DropTarget {
  columnKey: string;
  doctorId: string;
  date: string;
  fromMin: number;
  toMin: number;
  /** `own`: where it is already; `asking`: what is free is not known yet. */
  state: 'free' | 'taken' | 'own' | 'asking';
  slot: Slot | null;
  way: InTheWay | null;
}

const STEP_MIN = 5;
/** A free slot this near is what is meant. */
const NEAR_MIN = 8;

/**
 * Where an appointment would go if it were dropped: the free slot that is near, else the time itself with what is in its way. Pure.
 * @param minute where its top edge is, after the clinic's midnight; `free` the slots it could have, null while they are asked for.
 */
export function dropTarget(
  appointment: Appointment,
  column: Pick<Column, 'key' | 'date'> & { doctor: { id: string } },
  minute: number,
  free: readonly Slot[] | null,
  schedule: DaySchedule,
): DropTarget {
  const { zone } = schedule;
  const doctorId = column.doctor.id;
  const of = { columnKey: column.key, doctorId, date: column.date };
  const lengthMin = (Date.parse(appointment.endsAt) - Date.parse(appointment.startsAt)) / 60_000;
  const slot = nearest(free ?? [], doctorId, column.date, minute, zone);
  const fromMin = slot ? localMinutes(slot.startsAt, zone) : Math.round(minute / STEP_MIN) * STEP_MIN;
  const startsAt = slot?.startsAt ?? atMinutes(column.date, fromMin, zone);
  const isOwn = doctorId === appointment.doctorId && Date.parse(startsAt) === Date.parse(appointment.startsAt);
  if (slot !== null) {
    const toMin = fromMin + (Date.parse(slot.endsAt) - Date.parse(slot.startsAt)) / 60_000;
    return { ...of, fromMin, toMin, state: isOwn ? 'own' : 'free', slot, way: null };
  }
  const toMin = fromMin + lengthMin;
  if (isOwn) return { ...of, fromMin, toMin, state: 'own', slot: null, way: null };
  if (free === null) return { ...of, fromMin, toMin, state: 'asking', slot: null, way: null };
  const wanted = { doctorId, startsAt, endsAt: atMinutes(column.date, toMin, zone) };
  return { ...of, fromMin, toMin, state: 'taken', slot: null, way: inTheWay(schedule, wanted, appointment.id) };
}

function nearest(free: readonly Slot[], doctorId: string, date: string, minute: number, zone: string): Slot | null {
  const at = Date.parse(atMinutes(date, minute, zone));
  const near = free
    .filter((slot) => slot.doctorId === doctorId)
    .map((slot) => ({ slot, distance: Math.abs(Date.parse(slot.startsAt) - at) }))
    .filter(({ distance }) => distance <= NEAR_MIN * 60_000)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.slot ?? null;
}
