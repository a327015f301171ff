import { z } from 'zod';
import { recordAudit } from '../../audit/record.ts';
import type { ClinicContext } from '../../context.ts';
import { expectedStart } from '../../day/expected-start.ts';
import { parseInput } from '../../input.ts';
import { authorise } from '../../people/authorise.ts';
import { MINUTE_MS } from '../civil-time.ts';
import { applyMove, changeAppointment } from './change-appointment.ts';

/**
 * The job: marks an appointment to which nobody came, once the clinic's grace after its start is over, and lets go of its time. Where the patient
 * came, where it was cancelled or moved, or where the clinic wants none of this, nothing happens; where the grace has become longer, it looks again.
 */
export async function markNoShow(asked: ClinicContext, appointmentId: string): Promise<void> {
  const ctx: ClinicContext = { ...asked, actor: { kind: 'system' } };
  await changeAppointment(
    ctx,
    { appointmentId, key: undefined, operation: 'appointment.no-show', body: { appointmentId } },
    async (tenant, announce, before, zone) => {
      const { tx, clinicId } = tenant;
      const isAwaited = before.status === 'scheduled' || before.status === 'confirmed';
      const { noShowGraceMin } = await tx.clinic.findUniqueOrThrow({
        where: { id: clinicId },
        select: { noShowGraceMin: true },
      });
      if (!isAwaited || noShowGraceMin === null) return { ok: true };
      // Whoever was told that the doctor is late comes later.
      const due = (await expectedStart(tenant, before, zone)) + noShowGraceMin * MINUTE_MS;
      if (ctx.clock.now() < due) {
        const again = { startAfter: new Date(due) };
        await ctx.jobs.enqueue(tenant, 'appointment.no-show', { clinicId, appointmentId }, again);
        return { ok: true };
      }
      const audit = { graceMin: noShowGraceMin };
      await applyMove(tenant, ctx, announce, before, { to: 'no_show', kind: 'status', isTold: false, audit });
      return { ok: true };
    },
  );
}

export const noShowGraceSchema = z.object({
  /** Minutes after the start; null: never by itself. */
  graceMin: z.int('is not a whole number').min(0, 'is less than none').max(1_440, 'is longer than a day').nullable(),
});

/**
 * Sets when those who did not come are marked so by themselves; it holds for appointments that are booked already.
 * @throws {ClinicError} for bad input, or a role that may not.
 */
export async function setNoShowGrace(ctx: ClinicContext, request: z.input<typeof noShowGraceSchema>): Promise<void> {
  authorise(ctx, 'settings.write');
  const { graceMin } = parseInput(noShowGraceSchema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { id: clinicId };
    const before = await tx.clinic.findUniqueOrThrow({ where, select: { noShowGraceMin: true } });
    await tx.clinic.update({ where, data: { noShowGraceMin: graceMin }, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'clinic.no-show-grace',
      objectKind: 'clinic',
      objectId: clinicId,
      old: { graceMin: before.noShowGraceMin },
      new: { graceMin },
    });
  });
}
