import { newId, type Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { messageLanguage } from '../messages/message-language.ts';
import { queueMessage } from '../messages/queue-message.ts';
import type { Announce } from '../scheduling/calendar-write.ts';
import { addDays, DAY_MS, isoOf, localDate, localMinutes, startOfDay } from '../scheduling/civil-time.ts';
import { checkSlot, type SlotCheck } from '../scheduling/claim-slot.ts';
import { withinDay } from '../scheduling/slot-choice.ts';
import { activeStatuses } from '../scheduling/statuses.ts';
import { SWEEP_DELAY_MS } from '../scheduling/sweep-hold.ts';
import type { PartOfDay } from '../scheduling/types.ts';
import { offerTimes } from './offer-times.ts';

/** Time of a doctor that came free. */
export interface FreedSlot {
  doctorId: string;
  /** Milliseconds since the epoch. */
  startsAt: number;
}

/** An offer that was made, for those who watch. */
export interface MadeOffer {
  offerId: string;
  entryId: string;
}

/** What is looked through at once; further down the line nobody is reached for one slot. */
const MOST_CANDIDATES = 200;

/**
 * Offers a freed slot to the first of those who wait for this doctor and day, suit it, and were not offered it before: the slot is held for them,
 * they are written to, and a job passes it on when they do not answer. Nothing happens where the slot is not free (any more), begins too soon
 * to be answered, or nobody waits. In the clinic's quiet hours it is put off to their end.
 * @param again puts the job of this offering off.
 */
export async function offerNext(
  tenant: Tenant,
  ctx: ClinicContext,
  freed: FreedSlot,
  announce: Announce,
  again: (startAfter: Date) => Promise<void>,
): Promise<MadeOffer | null> {
  const now = ctx.clock.now();
  const clinic = await tenant.tx.clinic.findUniqueOrThrow({
    where: { id: tenant.clinicId },
    select: { zone: true, waitlistOfferMin: true, minimumNoticeMin: true, quietFromMin: true, quietToMin: true },
  });
  const quiet = { fromMin: clinic.quietFromMin, toMin: clinic.quietToMin };
  const times = offerTimes(now, freed.startsAt, { ...clinic, quiet });
  if (times === null) return null;
  if ('notBefore' in times) {
    await again(new Date(times.notBefore));
    return null;
  }
  // Offers go by the rules for patients, whoever's change made them.
  const system: ClinicContext = { ...ctx, actor: { kind: 'system' } };
  const checks = new Map<string, SlotCheck>();
  for (const entry of await candidates(tenant, freed, clinic.zone)) {
    const { serviceId } = entry;
    const slot = { doctorId: freed.doctorId, serviceId, startsAt: isoOf(freed.startsAt) };
    const check = checks.get(serviceId) ?? (await checkSlot(tenant, system, slot, announce));
    checks.set(serviceId, check);
    if (!check.isFree || (await isElsewhere(tenant, entry.patientId, check.slot))) continue;
    return makeOffer(tenant, system, { entry, check, expiresAt: times.expiresAt }, announce);
  }
  return null;
}

interface Candidate {
  id: string;
  patientId: string;
  serviceId: string;
  part: PartOfDay | null;
}

/** Who waits for this doctor and day, in order; without those who have been offered it, or have a time with this doctor on that day. */
async function candidates({ tx, clinicId }: Tenant, freed: FreedSlot, zone: string): Promise<Candidate[]> {
  const { doctorId } = freed;
  const date = localDate(freed.startsAt, zone);
  const day = { gte: new Date(startOfDay(date, zone)), lt: new Date(startOfDay(addDays(date, 1), zone)) };
  const { speciality } = await tx.doctor.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: doctorId } },
    select: { speciality: true },
  });
  const rows = await tx.waitlistEntry.findMany({
    where: {
      clinicId,
      status: 'waiting',
      fromDate: { lte: new Date(date) },
      toDate: { gte: new Date(date) },
      OR: [{ doctorId }, { doctorId: null, OR: [{ speciality: null }, { speciality }] }],
      service: { doctorServiceByService: { some: { clinicId, doctorId } } },
      waitlistOfferByEntry: { none: { clinicId, doctorId, startsAt: new Date(freed.startsAt) } },
      patient: {
        appointmentByPatient: { none: { clinicId, doctorId, startsAt: day, status: { in: [...activeStatuses] } } },
      },
    },
    select: { id: true, patientId: true, serviceId: true, part: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MOST_CANDIDATES,
  });
  const slot = { ...freed, date, minute: localMinutes(freed.startsAt, zone) };
  return rows.filter(({ part }) => part === null || withinDay([slot], { part }).length > 0);
}

/** Does a patient sit somewhere else at that time? */
async function isElsewhere(
  { tx, clinicId }: Tenant,
  patientId: string,
  slot: { startsAt: number; endsAt: number },
): Promise<boolean> {
  const other = await tx.appointment.findFirst({
    where: {
      clinicId,
      patientId,
      status: { in: [...activeStatuses] },
      // No appointment is longer than a day: bounded on both sides, the plain index serves.
      startsAt: { lt: new Date(slot.endsAt), gt: new Date(slot.startsAt - DAY_MS) },
      endsAt: { gt: new Date(slot.startsAt) },
    },
    select: { id: true },
  });
  return other !== null;
}

async function makeOffer(
  tenant: Tenant,
  ctx: ClinicContext,
  made: { entry: Candidate; check: SlotCheck & { isFree: true }; expiresAt: number },
  announce: Announce,
): Promise<MadeOffer> {
  const { tx, clinicId } = tenant;
  const { entry, check } = made;
  const { slot, buffers } = check;
  const now = new Date(ctx.clock.now());
  const expiresAt = new Date(made.expiresAt);
  const [offerId, claimId] = [newId(), newId()];
  const span = { startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) };
  await tx.slotClaim.create({
    data: {
      id: claimId,
      clinicId,
      resourceId: slot.doctorId,
      lane: slot.lane,
      ...span,
      ...buffers,
      kind: 'hold',
      holdOwner: `waitlist|${newId()}`,
      expiresAt,
      createdAt: now,
    },
    select: { id: true },
  });
  const { doctorId, branchId } = slot;
  const about = { doctorId, serviceId: entry.serviceId, branchId, ...span };
  await tx.waitlistOffer.create({
    data: { id: offerId, clinicId, entryId: entry.id, ...about, claimId, expiresAt, createdAt: now },
    select: { id: true },
  });
  await tx.waitlistEntry.update({
    where: { clinicId_id: { clinicId, id: entry.id } },
    data: { status: 'offered' },
    select: { id: true },
  });
  await recordAudit(tenant, ctx.actor, {
    action: 'waitlist.offer',
    objectKind: 'waitlist-offer',
    objectId: offerId,
    new: { entryId: entry.id, doctorId, startsAt: isoOf(slot.startsAt), expiresAt: isoOf(made.expiresAt) },
  });
  await queueMessage(tenant, ctx, {
    kind: 'waitlist',
    offerId,
    patientId: entry.patientId,
    language: await messageLanguage(tenant, entry.patientId),
    notAfter: expiresAt,
  });
  const startAfter = new Date(made.expiresAt + SWEEP_DELAY_MS);
  await ctx.jobs.enqueue(tenant, 'waitlist.pass-on', { clinicId, offerId }, { startAfter });
  announce.hold({ doctorId, startsAt: isoOf(slot.startsAt), endsAt: isoOf(slot.endsAt) }, true);
  return { offerId, entryId: entry.id };
}
