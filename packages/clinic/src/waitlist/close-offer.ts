import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import type { Announce } from '../scheduling/calendar-write.ts';
import { announceFreed, placeOverbooked, releaseClaims } from '../scheduling/release-claims.ts';
import { markOffer } from './mark-offer.ts';
import type { OfferRow, OfferStatus, WaitlistStatus } from './types.ts';

/**
 * Ends an open offer without a booking: its hold is let go of, its message stopped where it has not left, and its person waits on (or has
 * left). Under the lock of the day.
 */
export async function closeOffer(
  tenant: Tenant,
  ctx: ClinicContext,
  offer: Pick<OfferRow, 'id' | 'entryId' | 'claimId'>,
  to: { offer: Exclude<OfferStatus, 'open' | 'accepted'>; entry: Extract<WaitlistStatus, 'waiting' | 'left'> },
  announce: Announce,
): Promise<void> {
  const { tx, clinicId } = tenant;
  await markOffer(tenant, ctx, offer.id, to.offer);
  await tx.waitlistEntry.update({
    where: { clinicId_id: { clinicId, id: offer.entryId } },
    data: { status: to.entry },
    select: { id: true },
  });
  const freed = await releaseClaims(tenant, ctx, { id: offer.claimId, kind: 'hold' });
  announceFreed(announce, freed);
  await placeOverbooked(tenant, ctx, freed, announce);
}
