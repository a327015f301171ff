import type { AppointmentStatus } from './types.ts';

export const statuses = [
  'scheduled',
  'confirmed',
  'checked_in',
  'in_consultation',
  'completed',
  'cancelled',
  'no_show',
  'rescheduled',
] as const satisfies readonly AppointmentStatus[];

/** One thing that can happen to an appointment: what it is called, after which statuses it may, and what it leads to. */
interface Move {
  name: string;
  /** Empty: there was no appointment before. */
  from: readonly AppointmentStatus[];
  to: AppointmentStatus;
}

/** The one table of what may happen to an appointment. What is not listed is refused; docs/scheduling.md draws it. */
export const moves = [
  { name: 'book', from: [], to: 'scheduled' },
  { name: 'confirm', from: ['scheduled'], to: 'confirmed' },
  { name: 'check-in', from: ['scheduled', 'confirmed'], to: 'checked_in' },
  { name: 'start', from: ['checked_in'], to: 'in_consultation' },
  /** Called in, and not there. */
  { name: 'wait-again', from: ['in_consultation'], to: 'checked_in' },
  { name: 'complete', from: ['in_consultation'], to: 'completed' },
  { name: 'no-show', from: ['scheduled', 'confirmed', 'checked_in'], to: 'no_show' },
  /** The patient was there after all. */
  { name: 'correct', from: ['no_show'], to: 'checked_in' },
  { name: 'move', from: ['scheduled', 'confirmed'], to: 'rescheduled' },
  { name: 'cancel', from: ['scheduled', 'confirmed', 'checked_in'], to: 'cancelled' },
  { name: 'restore', from: ['cancelled'], to: 'scheduled' },
] as const satisfies readonly Move[];

export type MoveName = (typeof moves)[number]['name'];

/** What it is called when an appointment goes from one status to the other; null where it may not. */
export function moveBetween(from: AppointmentStatus, to: AppointmentStatus): MoveName | null {
  const listed: readonly (Move & { name: MoveName })[] = moves;
  return listed.find((move) => move.to === to && move.from.includes(from))?.name ?? null;
}

/** May an appointment go from one status to the other? */
export function mayMove(from: AppointmentStatus, to: AppointmentStatus): boolean {
  return moveBetween(from, to) !== null;
}

/** The statuses in which an appointment takes time on a calendar. */
export const activeStatuses = [
  'scheduled',
  'confirmed',
  'checked_in',
  'in_consultation',
] as const satisfies readonly AppointmentStatus[];

export function isActive(status: AppointmentStatus): boolean {
  return (activeStatuses as readonly string[]).includes(status);
}
