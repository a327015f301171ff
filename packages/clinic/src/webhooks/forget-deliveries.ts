import type { ClinicContext } from '../context.ts';
import { DAY_MS } from '../scheduling/civil-time.ts';

const KEPT_MS = 30 * DAY_MS;

/** Deletes what happened more than 30 days ago: bodies, answers, the record of it. @returns how many deliveries. */
export function forgetDeliveries(ctx: ClinicContext): Promise<number> {
  const before = new Date(ctx.clock.now() - KEPT_MS);
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const old = { clinicId, occurredAt: { lt: before } };
    await tx.webhookAttempt.deleteMany({ where: { clinicId, delivery: old } });
    return (await tx.webhookDelivery.deleteMany({ where: old })).count;
  });
}
