import type { Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { appointmentColumns, iso, toAppointmentView } from './appointment-view.ts';
import type { Announce } from './calendar-write.ts';
import { DAY_MS } from './civil-time.ts';
import { queueConsequences } from './consequences.ts';
import { buffersOf, createClaim } from './create-claim.ts';
import type { DoctorSpan } from './doctor-day-lock.ts';
import { activeStatuses } from './statuses.ts';

/** Time that a claim has let go of. */
export interface FreedTime {
  id: string;
  doctorId: string;
  lane: number;
  startsAt: Date;
  endsAt: Date;
  callId: string | null;
}

/** Which claims are let go of; those that are free already are left alone. */
type Released = Parameters<Tenant['tx']['slotClaim']['updateManyAndReturn']>[0]['where'];

/**
 * Lets go of claims. Every release of time goes through here, and is followed by `placeOverbooked` once the write that needs the time has
 * taken what it wants of it. Under the lock of the days.
 */
export async function releaseClaims(
  { tx, clinicId }: Tenant,
  ctx: ClinicContext,
  which: Released,
): Promise<FreedTime[]> {
  const rows = await tx.slotClaim.updateManyAndReturn({
    where: { ...which, clinicId, releasedAt: null },
    data: { releasedAt: new Date(ctx.clock.now()) },
    select: { id: true, resourceId: true, lane: true, startsAt: true, endsAt: true, callId: true },
  });
  // In an order that is the same each time: what waits is given the earliest time and the lowest lane.
  return rows
    .map(({ resourceId, ...row }) => ({ doctorId: resourceId, ...row }))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.lane - b.lane);
}

/**
 * Lets go of holds of a doctor that have lapsed: a predicate of the constraint cannot say "now". Only within days whose lock is had, so that it
 * waits for nobody.
 */
export async function releaseExpiredHolds(
  tenant: Tenant,
  ctx: ClinicContext,
  days: DoctorSpan,
  announce: Announce,
): Promise<void> {
  const freed = await releaseClaims(tenant, ctx, {
    resourceId: days.doctorId,
    kind: 'hold',
    expiresAt: { lte: new Date(ctx.clock.now()) },
    // No claim is longer than a day: bounded on both sides, the plain index serves.
    startsAt: { gt: new Date(days.startsAt - DAY_MS), lt: new Date(days.endsAt) },
    endsAt: { gt: new Date(days.startsAt) },
  });
  announceFreed(announce, freed);
  await placeOverbooked(tenant, ctx, freed, announce);
}

/** Tells the desk of holds that are over. */
export function announceFreed(announce: Announce, freed: readonly Omit<FreedTime, 'id' | 'lane'>[]): void {
  for (const hold of freed) {
    const span = { doctorId: hold.doctorId, startsAt: iso(hold.startsAt), endsAt: iso(hold.endsAt) };
    announce.hold(span, false, hold.callId ?? undefined);
  }
}

/**
 * Gives time that came free to the appointments booked on top of it: the earliest that lies wholly inside takes a claim, and then whichever
 * fits into what is left, so that nobody sells the time again on top of them.
 */
export async function placeOverbooked(
  tenant: Tenant,
  ctx: ClinicContext,
  freed: readonly FreedTime[],
  announce: Announce,
): Promise<void> {
  for (const time of freed) await placeInto(tenant, ctx, time, announce);
}

async function placeInto(tenant: Tenant, ctx: ClinicContext, time: FreedTime, announce: Announce): Promise<void> {
  const { tx, clinicId, cipher } = tenant;
  const waiting = await tx.appointment.findMany({
    where: {
      clinicId,
      doctorId: time.doctorId,
      isOverbooked: true,
      status: { in: [...activeStatuses] },
      startsAt: { gte: time.startsAt, lt: time.endsAt },
      endsAt: { lte: time.endsAt },
    },
    select: { id: true, serviceId: true, startsAt: true, endsAt: true },
    orderBy: [{ startsAt: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
  });
  if (waiting.length === 0) return;
  const taken: { startsAt: Date; endsAt: Date }[] = await tx.slotClaim.findMany({
    where: {
      clinicId,
      resourceId: time.doctorId,
      lane: time.lane,
      releasedAt: null,
      // No claim is longer than a day: bounded on both sides, the plain index serves.
      startsAt: { gt: new Date(time.startsAt.getTime() - DAY_MS), lt: time.endsAt },
      endsAt: { gt: time.startsAt },
    },
    select: { startsAt: true, endsAt: true },
  });
  for (const { id, serviceId, ...span } of waiting) {
    if (taken.some((other) => other.startsAt < span.endsAt && other.endsAt > span.startsAt)) continue;
    taken.push(span);
    const { doctorId, lane } = time;
    const buffers = await buffersOf(tenant, doctorId, serviceId);
    const claimId = await createClaim(tenant, { doctorId, lane, ...span, buffers });
    const row = await tx.appointment.update({
      where: { clinicId_id: { clinicId, id } },
      data: { claimId, isOverbooked: false },
      select: appointmentColumns,
    });
    await recordAudit(tenant, ctx.actor, {
      action: 'appointment.place',
      objectKind: 'appointment',
      objectId: id,
      old: { isOverbooked: true },
      new: { isOverbooked: false },
    });
    const appointment = toAppointmentView(row, cipher);
    await queueConsequences(tenant, ctx, { kind: 'status', appointment, isTold: false });
    announce.appointment(appointment, 'status');
  }
}
