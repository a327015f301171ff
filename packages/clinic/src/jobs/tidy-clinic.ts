import { settleAttempt } from '../callbacks/settle-attempt.ts';
import type { ClinicContext } from '../context.ts';
import { DAY_MS } from '../scheduling/civil-time.ts';
import { forgetDeliveries } from '../webhooks/forget-deliveries.ts';

/** What a repeated write answers is kept so long. */
const KEYS_KEPT_MS = DAY_MS;
/** An offer this long past its end was forgotten by its own job. */
const OFFER_OVERDUE_MS = 60 * 60_000;
/** No call that was placed takes so long. */
const CALL_FORGOTTEN_MS = 3 * 3_600_000;

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
  await closeForgottenCalls(ctx);
  await forgetDeliveries(ctx);
}

/** Twilio's last word on a call that was placed has been lost: whoever talked was rung back, all others were not. */
async function closeForgottenCalls(ctx: ClinicContext): Promise<void> {
  const forgotten = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.callbackAttempt.findMany({
      where: {
        ...{ clinicId, status: { in: ['placing', 'ringing', 'talking'] } },
        placedAt: { lt: new Date(ctx.clock.now() - CALL_FORGOTTEN_MS) },
      },
      select: { id: true, status: true },
    }),
  );
  for (const { id, status } of forgotten)
    await settleAttempt(ctx, { attemptId: id, status: status === 'talking' ? 'answered' : 'failed' });
}
