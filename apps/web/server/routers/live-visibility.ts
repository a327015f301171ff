import type { LiveEvent } from '@vaani/live';

/** Whose eyes an event is for. */
export interface Viewer {
  userId: string;
  role: 'admin' | 'receptionist' | 'doctor';
  doctorId: string | undefined;
}

/**
 * Whether a person may be told of an event. Those at the desk see all of their clinic; a doctor sees what happens on
 * their own calendar, and nothing of calls under way; a session event goes to its own user alone, and what failed outside to those who can mend it.
 */
export function mayReceive(viewer: Viewer, event: LiveEvent): boolean {
  if (event.type === 'user.session') return event.data.userId === viewer.userId;
  if (event.type === 'trouble.raised') return viewer.role === 'admin';
  if (viewer.role !== 'doctor') return true;
  if (
    event.type === 'appointment.changed' ||
    event.type === 'hold.changed' ||
    event.type === 'queue.changed' ||
    event.type === 'doctor.late'
  ) {
    return viewer.doctorId !== undefined && event.data.doctorId === viewer.doctorId;
  }
  if (event.type === 'calendar.changed') return event.data.doctorId === null || event.data.doctorId === viewer.doctorId;
  return false;
}
