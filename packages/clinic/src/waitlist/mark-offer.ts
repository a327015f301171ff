import type { Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import type { OfferStatus } from './types.ts';

/** Writes what became of an offer, and stops its message where it has not left. */
export async function markOffer(
  tenant: Tenant,
  ctx: ClinicContext,
  offerId: string,
  status: Exclude<OfferStatus, 'open'>,
): Promise<void> {
  const { tx, clinicId } = tenant;
  await tx.waitlistOffer.update({
    where: { clinicId_id: { clinicId, id: offerId } },
    data: { status, closedAt: new Date(ctx.clock.now()) },
    select: { id: true },
  });
  await tx.messageJob.updateMany({ where: { clinicId, offerId, status: 'waiting' }, data: { status: 'cancelled' } });
  await recordAudit(tenant, ctx.actor, {
    action: `waitlist.offer-${status}`,
    objectKind: 'waitlist-offer',
    objectId: offerId,
    new: { status },
  });
}
