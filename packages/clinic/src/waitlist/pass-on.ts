import type { Tenant } from '@vaani/db';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { publishWaitlist } from '../live-events.ts';
import { type Announce, writeCalendar } from '../scheduling/calendar-write.ts';
import { spanOf } from '../scheduling/claim-slot.ts';
import { lockDoctorDays } from '../scheduling/doctor-day-lock.ts';
import { SWEEP_DELAY_MS } from '../scheduling/sweep-hold.ts';
import { closeOffer } from './close-offer.ts';
import { type MadeOffer, offerNext } from './offer-next.ts';
import { type OfferRow, offerColumns } from './types.ts';

/**
 * The job of a time that came free: offers what an appointment had, which was cancelled or moved away, to who waits for it. Run twice it offers
 * once: the slot is then held, or taken.
 */
export async function offerFreed(ctx: ClinicContext, appointmentId: string): Promise<void> {
  const freed = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.appointment.findUnique({
      where: { clinicId_id: { clinicId, id: appointmentId } },
      select: { doctorId: true, startsAt: true, status: true },
    }),
  );
  // Restored meanwhile: then it has its time again.
  if (freed === null || (freed.status !== 'cancelled' && freed.status !== 'rescheduled')) return;
  const { doctorId, startsAt } = freed;
  const made = await writeCalendar(ctx, [doctorId], (tenant, announce) =>
    offerNext(tenant, ctx, { doctorId, startsAt: startsAt.getTime() }, announce, (startAfter) =>
      ctx.jobs.enqueue(tenant, 'waitlist.offer', { clinicId: ctx.clinicId, appointmentId }, { startAfter }),
    ),
  );
  if (made !== null) await publishWaitlist(ctx, { ...made, status: 'offered' });
}

/**
 * The job of an offer: where it was not answered in time it is closed, and in any case its slot goes to the next who waits, as long as nobody
 * has it. Safe to repeat.
 */
export async function passOnOffer(ctx: ClinicContext, offerId: string): Promise<void> {
  const found = await ctx.db.withTenant(ctx.clinicId, (tenant) => findOffer(tenant, offerId));
  if (found === null) return;
  const result = await writeCalendar(ctx, [found.doctorId], async (tenant, announce) => {
    const offer = await lockOffer(tenant, found);
    if (offer.status === 'accepted') return null;
    const isOpen = offer.status === 'open';
    if (isOpen && offer.expiresAt.getTime() > ctx.clock.now()) {
      const startAfter = new Date(offer.expiresAt.getTime() + SWEEP_DELAY_MS);
      await ctx.jobs.enqueue(tenant, 'waitlist.pass-on', { clinicId: ctx.clinicId, offerId }, { startAfter });
      return null;
    }
    if (isOpen) await closeOffer(tenant, ctx, offer, { offer: 'expired', entry: 'waiting' }, announce);
    return { isClosed: isOpen, entryId: offer.entryId, made: await offerAgain(tenant, ctx, offer, announce) };
  });
  if (result === null) return;
  if (result.isClosed) await publishWaitlist(ctx, { entryId: result.entryId, status: 'waiting', offerId });
  if (result.made !== null) await publishWaitlist(ctx, { ...result.made, status: 'offered' });
}

/** Offers the slot of an offer that is closed to the next. Under the lock of the day. */
export function offerAgain(
  tenant: Tenant,
  ctx: ClinicContext,
  { id: offerId, doctorId, startsAt }: OfferRow,
  announce: Announce,
): Promise<MadeOffer | null> {
  return offerNext(tenant, ctx, { doctorId, startsAt: startsAt.getTime() }, announce, (startAfter) =>
    ctx.jobs.enqueue(tenant, 'waitlist.pass-on', { clinicId: ctx.clinicId, offerId }, { startAfter }),
  );
}

export function findOffer({ tx, clinicId }: Tenant, offerId: string): Promise<OfferRow | null> {
  return tx.waitlistOffer.findUnique({ where: { clinicId_id: { clinicId, id: offerId } }, select: offerColumns });
}

/** Takes the lock of an offer's day, and reads it as it stands then. @throws {ClinicError} `busy` */
export async function lockOffer(tenant: Tenant, offer: OfferRow): Promise<OfferRow> {
  const { tx, clinicId } = tenant;
  const { zone } = await settingsOf(tenant);
  await lockDoctorDays(tenant, offer.doctorId, [spanOf(offer)], zone);
  const where = { clinicId_id: { clinicId, id: offer.id } };
  return tx.waitlistOffer.findUniqueOrThrow({ where, select: offerColumns });
}
