import { newId, type Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { type AppointmentJson, appointmentJson, appointmentNames, fromJson } from './appointment-view.ts';
import type { FreeSlot } from './availability.ts';
import type { AppointmentView } from './types.ts';

export interface NewAppointment {
  patientId: string;
  serviceId: string;
  slot: Pick<FreeSlot, 'doctorId' | 'branchId' | 'startsAt' | 'endsAt'>;
  /** Null where it is booked on top. */
  claimId: string | null;
  callId?: string | undefined;
  /** What the patient said, and what staff noted: sealed here. */
  reason?: string | undefined;
  notes?: string | undefined;
}

/** Writes the row of an appointment whose time was taken. */
export async function insertAppointment(
  tenant: Tenant,
  ctx: ClinicContext,
  appointment: NewAppointment,
): Promise<AppointmentView> {
  const { tx, clinicId, cipher } = tenant;
  const data = appointmentRow(tenant, ctx, appointment);
  await tx.appointment.create({ data, select: { id: true } });
  const [row] = await tx.$queryRaw<{ json: AppointmentJson }[]>`
    SELECT ${appointmentJson} AS json FROM appointments a ${appointmentNames}
    WHERE a.clinic_id = ${clinicId}::uuid AND a.id = ${data.id}::uuid`;
  if (row === undefined) throw new Error('an appointment was written and is not there');
  return fromJson(row.json, cipher);
}

/** The row, for those who write many at once. */
export function appointmentRow({ clinicId, cipher }: Tenant, ctx: ClinicContext, appointment: NewAppointment) {
  const { patientId, serviceId, slot, claimId, callId, reason, notes } = appointment;
  const id = newId();
  return {
    id,
    clinicId,
    patientId,
    doctorId: slot.doctorId,
    serviceId,
    branchId: slot.branchId,
    startsAt: new Date(slot.startsAt),
    endsAt: new Date(slot.endsAt),
    source: sourceOf(ctx),
    reason: reason === undefined ? null : cipher.seal('appointments', 'reason', id, reason),
    notes: notes === undefined ? null : cipher.seal('appointments', 'notes', id, notes),
    callId: callId ?? null,
    claimId,
    isOverbooked: claimId === null,
    createdAt: new Date(ctx.clock.now()),
  };
}

/** What the audit keeps of an appointment that was made. */
export const auditedOf = (view: AppointmentView) => ({
  doctorId: view.doctorId,
  serviceId: view.serviceId,
  patientId: view.patientId,
  startsAt: view.startsAt,
  endsAt: view.endsAt,
  ...(view.isOverbooked ? { isOverbooked: true } : {}),
});

function sourceOf(ctx: ClinicContext): AppointmentView['source'] {
  switch (ctx.actor.kind) {
    case 'agent':
      return 'call';
    case 'api-key':
      return 'api';
    case 'patient':
      return 'link';
    default:
      return 'desk';
  }
}
