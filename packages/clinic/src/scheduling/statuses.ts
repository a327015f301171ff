import type { AppointmentStatus } from './types.ts';

/** Every move an appointment may make. What is not listed is refused. */
const moves: Record<AppointmentStatus, readonly AppointmentStatus[]> = {
  scheduled: ['confirmed', 'checked_in', 'cancelled', 'no_show', 'rescheduled'],
  confirmed: ['checked_in', 'cancelled', 'no_show', 'rescheduled'],
  checked_in: ['in_consultation', 'cancelled', 'no_show'],
  in_consultation: ['completed'],
  completed: [],
  cancelled: ['scheduled'],
  no_show: ['checked_in'],
  rescheduled: [],
};

/** May an appointment go from one status to the other? */
export function mayMove(from: AppointmentStatus, to: AppointmentStatus): boolean {
  return moves[from].includes(to);
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
