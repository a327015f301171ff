import type { ClinicContext } from '../context.ts';
import { DAY_MS } from '../scheduling/civil-time.ts';
import { forgetDeliveries } from '../webhooks/forget-deliveries.ts';

/** What a repeated write answers is kept so long. */
const KEYS_KEPT_MS = DAY_MS;
/** An offer this long past its end was forgotten by its own job. */
const OFFER_OVERDUE_MS = 60 * 60_000;

/** The job that deletes what a clinic need not keep: answers of writes after a day, webhook deliveries after 30; and closes what was left open. */
export async function tidyClinic(ctx: ClinicContext): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await tx.idempotencyKey.deleteMany({ where: { clinicId, createdAt: { lt: new Date(now - KEYS_KEPT_MS) } } });
    const overdue = await tx.waitlistOffer.findMany({
      where: { clinicId, status: 'open', expiresAt: { lt: new Date(now - OFFER_OVERDUE_MS) } },
      select: { id: true },
    });
    for (const { id } of overdue) await ctx.jobs.enqueue(tenant, 'waitlist.pass-on', { clinicId, offerId: id });
  });
  await forgetDeliveries(ctx);
}
