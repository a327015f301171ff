import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import type { Span } from '../scheduling/availability.ts';
import type { Announce } from '../scheduling/calendar-write.ts';
import { DAY_MS } from '../scheduling/civil-time.ts';
import { announceFreed, releaseClaims } from '../scheduling/release-claims.ts';
import { closeOffer } from '../waitlist/close-offer.ts';
import { overlaps, type Place } from './plan.ts';

/**
 * Lets go of holds that stand where a session is shifted to: who holds one is told when they confirm it, and gets other times. An offer to
 * somebody who waits is taken back.
 */
export async function clearHolds(
  tenant: Tenant,
  ctx: ClinicContext,
  doctorId: string,
  places: readonly Place[],
  announce: Announce,
): Promise<void> {
  const from = Math.min(...places.map(({ startsAt }) => startsAt));
  const to = Math.max(...places.map(({ endsAt }) => endsAt));
  const holds = await holdsIn(tenant, doctorId, { startsAt: from, endsAt: to });
  const inTheWay = holds.filter((hold) =>
    places.some((place) => place.lane === hold.lane && overlaps(place, inMs(hold))),
  );
  await release(tenant, ctx, inTheWay, announce);
}

/** Takes back the offers that are open where a doctor will be away. Other holds there lapse by themselves. */
export async function withdrawOffers(
  tenant: Tenant,
  ctx: ClinicContext,
  doctorId: string,
  span: Span,
  announce: Announce,
): Promise<void> {
  const holds = await holdsIn(tenant, doctorId, span);
  await release(
    tenant,
    ctx,
    holds.filter(({ waitlistOfferByClaim }) => waitlistOfferByClaim.length > 0),
    announce,
  );
}

type Hold = Awaited<ReturnType<typeof holdsIn>>[number];

function holdsIn({ tx, clinicId }: Tenant, doctorId: string, span: Span) {
  return tx.slotClaim.findMany({
    where: {
      clinicId,
      resourceId: doctorId,
      kind: 'hold',
      releasedAt: null,
      startsAt: { gt: new Date(span.startsAt - DAY_MS), lt: new Date(span.endsAt) },
      endsAt: { gt: new Date(span.startsAt) },
    },
    select: {
      id: true,
      lane: true,
      startsAt: true,
      endsAt: true,
      waitlistOfferByClaim: { where: { status: 'open' }, select: { id: true, entryId: true, claimId: true } },
    },
  });
}

async function release(tenant: Tenant, ctx: ClinicContext, holds: readonly Hold[], announce: Announce): Promise<void> {
  for (const offer of holds.flatMap(({ waitlistOfferByClaim }) => waitlistOfferByClaim))
    await closeOffer(tenant, ctx, offer, { offer: 'withdrawn', entry: 'waiting' }, announce);
  const freed = await releaseClaims(tenant, ctx, { id: { in: holds.map(({ id }) => id) }, kind: 'hold' });
  announceFreed(announce, freed);
}

const inMs = (row: { startsAt: Date; endsAt: Date }): Span => ({
  startsAt: row.startsAt.getTime(),
  endsAt: row.endsAt.getTime(),
});
