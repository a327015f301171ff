import { z } from 'zod';
import type { ClinicContext } from '../../context.ts';
import { idempotencyKeySchema } from '../../idempotency.ts';
import { parseInput } from '../../input.ts';
import { authorise } from '../../people/authorise.ts';
import { nearestFree } from '../alternatives.ts';
import { laneFor } from '../availability.ts';
import { limitOf, type OwnLimit } from '../booking-limits.ts';
import { localDate, localMinutes } from '../civil-time.ts';
import { spanOf } from '../claim-slot.ts';
import { createClaim } from '../create-claim.ts';
import { loadCalendar } from '../load-calendar.ts';
import { releaseExpiredHolds } from '../release-claims.ts';
import { mayMove } from '../statuses.ts';
import type { AppointmentView, Refused } from '../types.ts';
import { applyMove, changeAppointment } from './change-appointment.ts';

export const restorationSchema = z.object({
  appointmentId: z.uuid('is not an id'),
  idempotencyKey: idempotencyKeySchema,
  /** Staff were asked and want it although the patient has another then. */
  isDespiteOwn: z.boolean().optional(),
});

export type RestoreResult =
  | { ok: true; appointment: AppointmentView }
  /**
   * `not-allowed`: it is not cancelled; `taken`: somebody has its time; `outside`: it is past, or the doctor no longer sits then; else what stops a booking.
   */
  | Refused<'not-found' | 'not-allowed' | 'taken' | 'outside' | Exclude<OwnLimit, 'too-many'>>;

/**
 * Undoes a cancellation while its time is free: the appointment has its time again, and the patient is told. Asked again, it answers the same.
 * Notice, furthest day and daily cap do not count: the time was given before.
 * @throws {ClinicError} for bad input, a service or doctor no longer offered, or a role that may not.
 */
export async function restoreAppointment(
  ctx: ClinicContext,
  request: z.input<typeof restorationSchema>,
): Promise<RestoreResult> {
  authorise(ctx, 'schedule.write');
  const { idempotencyKey: key, ...body } = parseInput(restorationSchema, request);
  const { appointmentId, isDespiteOwn } = body;
  const result = await changeAppointment(
    ctx,
    { appointmentId, key, operation: 'appointment.restore', body, isPatientLocked: true },
    async (tenant, announce, before, zone): Promise<RestoreResult> => {
      if (!mayMove(before.status, 'scheduled')) return { ok: false, reason: 'not-allowed', alternatives: [] };
      const { doctorId, serviceId, patientId, branchId } = before;
      const span = spanOf(before);
      const [now, isStaff] = [ctx.clock.now(), ctx.actor.kind === 'staff'];
      await releaseExpiredHolds(tenant, ctx, { doctorId, ...span }, announce);
      const date = localDate(span.startsAt, zone);
      const calendar = await loadCalendar(tenant, { doctorId, serviceId, from: date, to: date, now, isStaff });
      const [doctor] = calendar.doctors;
      // As in a booking: staff may use a time that is under way.
      const isPast = isStaff ? span.endsAt <= now : span.startsAt <= now;
      const lane = doctor === undefined || isPast ? 'outside' : laneFor(calendar, doctor, { ...span, branchId });
      if (doctor === undefined || typeof lane !== 'number') {
        const reason = typeof lane === 'number' ? 'outside' : lane;
        const alternatives = await nearestFree(tenant, { doctorId, serviceId, ...span }, { zone, now, isStaff });
        return { ok: false, reason, alternatives };
      }
      const slot = { doctorId, branchId, ...span, lane, date, minute: localMinutes(span.startsAt, zone) };
      const limit = await limitOf(tenant, ctx, { patientId, isDespiteOwn, isFollowUpGranted: true }, slot, calendar);
      if (limit !== null && limit !== 'too-many') return { ok: false, reason: limit, alternatives: [] };
      const { bufferBeforeMin, bufferAfterMin } = doctor;
      const { startsAt, endsAt } = before;
      const buffers = { bufferBeforeMin, bufferAfterMin };
      const claimId = await createClaim(tenant, { doctorId, lane, startsAt, endsAt, buffers });
      const appointment = await applyMove(tenant, ctx, announce, before, {
        to: 'scheduled',
        kind: 'restored',
        isTold: true,
        data: { claimId, isOverbooked: false, cancelledAt: null, cancelledBy: null, cancelReason: null },
      });
      return { ok: true, appointment };
    },
  );
  return !result.ok && !('alternatives' in result) ? { ...result, alternatives: [] } : result;
}
