import { newId, type Tenant } from '@vaani/db';
import type { WrittenPractice } from './practice.ts';
import type { PlannedAppointment } from './schedule.ts';

/** A planned appointment with everything it refers to. */
export interface BookedAppointment extends PlannedAppointment {
  id: string;
  patientId: string;
  callId: string | null;
  /** When it was booked, milliseconds since the epoch. */
  bookedAt: number;
  reason: string | null;
}

const active: readonly string[] = ['scheduled', 'confirmed', 'in_consultation'];

/** Writes appointments, and a claim on the calendar for each that is active. */
export async function insertAppointments(
  { tx, clinicId, cipher }: Tenant,
  appointments: BookedAppointment[],
  practice: WrittenPractice & { branchOf(doctorIndex: number): string; bufferAfterOf(serviceKey: string): number },
): Promise<void> {
  const rows = appointments.map((one) => ({
    one,
    doctorId: need(practice.doctorIds[one.doctorIndex]),
    serviceId: need(practice.serviceIds.get(one.serviceKey)),
    claimId: active.includes(one.status) ? newId() : null,
  }));
  await tx.slotClaim.createMany({
    data: rows.flatMap(({ one, doctorId, claimId }) =>
      claimId === null
        ? []
        : [
            {
              id: claimId,
              clinicId,
              resourceId: doctorId,
              startsAt: new Date(one.startsAt),
              endsAt: new Date(one.endsAt),
              kind: 'appointment' as const,
              bufferAfterMin: practice.bufferAfterOf(one.serviceKey),
              createdAt: new Date(one.bookedAt),
            },
          ],
    ),
  });
  await tx.appointment.createMany({
    data: rows.map(({ one, doctorId, serviceId, claimId }) => ({
      id: one.id,
      clinicId,
      patientId: one.patientId,
      doctorId,
      serviceId,
      branchId: practice.branchOf(one.doctorIndex),
      startsAt: new Date(one.startsAt),
      endsAt: new Date(one.endsAt),
      status: one.status,
      source: one.callId === null ? ('seed' as const) : ('call' as const),
      reason: one.reason === null ? null : cipher.seal('appointments', 'reason', one.id, one.reason),
      callId: one.callId,
      claimId,
      ...(one.status === 'cancelled'
        ? { cancelledAt: new Date(one.bookedAt + 3_600_000), cancelledBy: 'patient' }
        : {}),
      createdAt: new Date(one.bookedAt),
      updatedAt: new Date(one.bookedAt),
    })),
  });
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('an appointment names a doctor or a service that was not written');
  return value;
}
