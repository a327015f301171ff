import { z } from 'zod';
import { recordAudit } from '../../audit/record.ts';
import { type ClinicContext, ClinicError } from '../../context.ts';
import { parseInput } from '../../input.ts';
import { paragraphOf } from '../../patients/text-rules.ts';
import { authorise, onlyDoctor } from '../../people/authorise.ts';
import { type AppointmentDetail, getAppointment } from './get-appointment.ts';

/** An appointment with what the desk and the doctor wrote about it. */
export interface Visit extends AppointmentDetail {
  notes: string | null;
  /** The number that was given at check-in. */
  token: number | null;
}

/** One appointment with its notes. The look is audited; a doctor sees their own. @throws {ClinicError} `not-found` */
export async function getVisit(ctx: ClinicContext, request: { appointmentId: string }): Promise<Visit> {
  const appointment = await getAppointment(ctx, request.appointmentId);
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const { id } = appointment;
    const where = { clinicId_id: { clinicId, id } };
    const { notes } = await tx.appointment.findUniqueOrThrow({ where, select: { notes: true } });
    const token = await tx.queueToken.findFirst({ where: { clinicId, appointmentId: id }, select: { number: true } });
    return {
      ...appointment,
      notes: notes === null ? null : cipher.open('appointments', 'notes', id, notes),
      token: token?.number ?? null,
    };
  });
}

export const visitNoteSchema = z.object({
  appointmentId: z.uuid('is not an id'),
  /** Null empties them. */
  notes: paragraphOf(5_000).nullable(),
  /** As they were when the change was begun: what a colleague wrote meanwhile is not written over. */
  before: z.string('is not text').max(40_000, 'is too long').nullable(),
});

/**
 * Writes the notes of a visit: the desk of any, a doctor of their own. Nobody is told, and they follow the appointment when it is moved.
 * @throws {ClinicError} `not-found`; `conflict` where they were changed meanwhile.
 */
export async function noteVisit(
  ctx: ClinicContext,
  request: z.input<typeof visitNoteSchema>,
): Promise<{ notes: string | null }> {
  authorise(ctx, 'queue.call');
  const { appointmentId: id, notes, before } = parseInput(visitNoteSchema, request);
  const own = onlyDoctor(ctx);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    // Whoever writes the same notes at this moment waits here, and is told.
    await tx.$executeRaw`SELECT id FROM appointments WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    const row = await tx.appointment.findFirst({
      where: { clinicId, id, ...(own === null ? {} : { doctorId: own }) },
      select: { notes: true },
    });
    if (row === null) throw new ClinicError('not-found', 'There is no such appointment.', 'appointmentId');
    const old = row.notes === null ? null : cipher.open('appointments', 'notes', id, row.notes);
    if (old === notes) return { notes };
    if (old !== before)
      throw new ClinicError('conflict', 'Somebody else changed these notes meanwhile. Please look again.', 'notes');
    const sealed = notes === null ? null : cipher.seal('appointments', 'notes', id, notes);
    const where = { clinicId_id: { clinicId, id } };
    await tx.appointment.update({ where, data: { notes: sealed }, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'appointment.note',
      objectKind: 'appointment',
      objectId: id,
      old: { notes: old },
      new: { notes },
    });
    return { notes };
  });
}
