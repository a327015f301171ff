import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import type { ClinicContext } from '../../context.ts';
import { idempotencyKeySchema } from '../../idempotency.ts';
import { parseInput } from '../../input.ts';
import { authorise } from '../../people/authorise.ts';
import { toAppointmentView } from '../appointment-view.ts';
import type { Announce } from '../calendar-write.ts';
import { DAY_MS, localDate } from '../civil-time.ts';
import { spanOf } from '../claim-slot.ts';
import { buffersOf, createClaim } from '../create-claim.ts';
import { releaseExpiredHolds } from '../release-claims.ts';
import { moveBetween } from '../statuses.ts';
import type { AppointmentView } from '../types.ts';
import { applyMove, changeAppointment, type LockedAppointment } from './change-appointment.ts';

export const statusChangeSchema = z.object({
  appointmentId: z.uuid('is not an id'),
  to: z.enum(
    ['confirmed', 'checked_in', 'in_consultation', 'completed', 'no_show'],
    'is none of confirmed, checked_in, in_consultation, completed and no_show',
  ),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type StatusResult =
  | { ok: true; appointment: AppointmentView }
  /** `not-allowed`: not from where it stands; `too-early`: its day, or for a no-show its time, has not come. */
  | { ok: false; reason: 'not-found' | 'not-allowed' | 'too-early' };

/**
 * Confirms, checks in, starts or completes an appointment, marks that the patient did not come, or corrects that: what the table of moves allows.
 * Asked for the status that it has, it answers the same.
 * @throws {ClinicError} for bad input, or a role that may not.
 */
export async function changeStatus(
  ctx: ClinicContext,
  request: z.input<typeof statusChangeSchema>,
): Promise<StatusResult> {
  authorise(ctx, 'schedule.write');
  const { idempotencyKey: key, ...body } = parseInput(statusChangeSchema, request);
  const { appointmentId, to } = body;
  return changeAppointment(
    ctx,
    { appointmentId, key, operation: 'appointment.status', body },
    async (tenant, announce, before, zone): Promise<StatusResult> => {
      if (before.status === to) return { ok: true, appointment: toAppointmentView(before, tenant.cipher) };
      const name = moveBetween(before.status, to);
      if (name === null) return { ok: false, reason: 'not-allowed' };
      if (isTooEarly(to, before.startsAt.getTime(), ctx.clock.now(), zone)) return { ok: false, reason: 'too-early' };
      const data = name === 'correct' ? await timeAgain(tenant, ctx, before, announce) : {};
      const move = { to, kind: 'status' as const, isTold: false, data };
      return { ok: true, appointment: await applyMove(tenant, ctx, announce, before, move) };
    },
  );
}

/** Nobody has come before the day of the appointment, nor stayed away before its time. */
function isTooEarly(
  to: z.output<typeof statusChangeSchema>['to'],
  startsAt: number,
  now: number,
  zone: string,
): boolean {
  if (to === 'confirmed') return false;
  if (to === 'no_show') return now < startsAt;
  return localDate(now, zone) < localDate(startsAt, zone);
}

/**
 * The time of a patient who was there after all: a claim in the lowest lane that is free, or on top of who got the time meanwhile. What
 * happened is put down, whether there was room for it or not.
 */
async function timeAgain(
  tenant: Tenant,
  ctx: ClinicContext,
  appointment: LockedAppointment,
  announce: Announce,
): Promise<{ claimId: string | null; isOverbooked: boolean }> {
  const { tx, clinicId } = tenant;
  const { doctorId, serviceId, startsAt, endsAt } = appointment;
  await releaseExpiredHolds(tenant, ctx, { doctorId, ...spanOf(appointment) }, announce);
  const { capacity } = await tx.doctor.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: doctorId } },
    select: { capacity: true },
  });
  const taken = await tx.slotClaim.findMany({
    where: {
      clinicId,
      resourceId: doctorId,
      releasedAt: null,
      // No claim is longer than a day: bounded on both sides, the plain index serves.
      startsAt: { gt: new Date(startsAt.getTime() - DAY_MS), lt: endsAt },
      endsAt: { gt: startsAt },
    },
    select: { lane: true },
  });
  const lanes = new Set(taken.map(({ lane }) => lane));
  const lane = Array.from({ length: capacity }, (_, index) => index).find((index) => !lanes.has(index));
  if (lane === undefined) return { claimId: null, isOverbooked: true };
  const buffers = await buffersOf(tenant, doctorId, serviceId);
  const claimId = await createClaim(tenant, { doctorId, lane, startsAt, endsAt, buffers });
  return { claimId, isOverbooked: false };
}
