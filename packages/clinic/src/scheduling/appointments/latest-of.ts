import type { Tenant } from '@vaani/db';
import type { AppointmentStatus } from '../types.ts';

/** More moves than anybody makes of one appointment: a circle would be a defect. */
const MOST_MOVES = 50;

/** What an appointment has become: itself, or the last it was moved to. */
export async function latestOf(
  { tx, clinicId }: Tenant,
  appointmentId: string,
): Promise<{ id: string; status: AppointmentStatus; startsAt: Date; endsAt: Date }> {
  let id = appointmentId;
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const row = await tx.appointment.findUniqueOrThrow({
      where: { clinicId_id: { clinicId, id } },
      select: { id: true, status: true, startsAt: true, endsAt: true, rescheduledToId: true },
    });
    const { rescheduledToId, ...appointment } = row;
    if (rescheduledToId === null) return appointment;
    id = rescheduledToId;
  }
  throw new Error('an appointment was moved in a circle');
}
