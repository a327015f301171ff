import { z } from 'zod';
import { recordAudit } from '../../audit/record.ts';
import { type ClinicContext, ClinicError } from '../../context.ts';
import { idempotencyKeySchema, once } from '../../idempotency.ts';
import { parseInput } from '../../input.ts';
import { authorise } from '../../people/authorise.ts';
import { appointmentColumns, toAppointmentView } from '../appointment-view.ts';
import type { AppointmentView } from '../types.ts';

export const reasonChangeSchema = z.object({
  appointmentId: z.uuid('is not an id'),
  /** What the patient says; null empties it. */
  reason: z.string().max(500, 'is longer than 500 characters').nullable(),
  idempotencyKey: idempotencyKeySchema.optional(),
});

/** Writes down anew what an appointment is for. Nobody else is told: neither its time nor its status changes. @throws {ClinicError} */
export async function changeReason(
  ctx: ClinicContext,
  request: z.input<typeof reasonChangeSchema>,
): Promise<AppointmentView> {
  authorise(ctx, 'schedule.write');
  const { idempotencyKey: key, ...body } = parseInput(reasonChangeSchema, request);
  const { appointmentId: id, reason } = body;
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { response } = await once(tenant, { key, operation: 'appointment.reason', body }, async () => {
      const where = { clinicId_id: { clinicId, id } };
      const before = await tx.appointment.findUnique({ where, select: { reason: true } });
      if (before === null) throw new ClinicError('not-found', 'There is no such appointment.', 'appointmentId');
      const sealed = reason === null ? null : cipher.seal('appointments', 'reason', id, reason);
      const row = await tx.appointment.update({ where, data: { reason: sealed }, select: appointmentColumns });
      const old = before.reason === null ? null : cipher.open('appointments', 'reason', id, before.reason);
      await recordAudit(tenant, ctx.actor, {
        action: 'appointment.reason',
        objectKind: 'appointment',
        objectId: id,
        old: { reason: old },
        new: { reason },
      });
      return { ok: true, appointment: toAppointmentView(row, cipher) };
    });
    return response.appointment;
  });
}
