import { z } from 'zod';
import type { ClinicContext } from '../context.ts';
import { idempotencyKeySchema } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { toAppointmentView } from './appointment-view.ts';
import { applyMove, changeAppointment } from './appointments/change-appointment.ts';
import { mayMove } from './statuses.ts';
import type { AppointmentView } from './types.ts';

/** On whose wish something is done to an appointment; who did it stands in the audit. */
export const bySchema = z.enum(['patient', 'clinic'], 'is either patient or clinic');

export const cancellationSchema = z.object({
  appointmentId: z.uuid('is not an id'),
  by: bySchema,
  reason: z.string().max(500, 'is longer than 500 characters').optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type CancelResult =
  | { ok: true; appointment: AppointmentView }
  /** `not-allowed`: it is over, or under way. */
  | { ok: false; reason: 'not-found' | 'not-allowed' };

/** Cancels, and lets go of the time, in one transaction. Cancelling again answers the same. */
export async function cancelAppointment(
  ctx: ClinicContext,
  request: z.input<typeof cancellationSchema>,
): Promise<CancelResult> {
  authorise(ctx, 'schedule.write');
  const { idempotencyKey: key, ...body } = parseInput(cancellationSchema, request);
  const { appointmentId, by, reason } = body;
  return changeAppointment(
    ctx,
    { appointmentId, key, operation: 'appointment.cancel', body },
    async (tenant, announce, before): Promise<CancelResult> => {
      const { cipher } = tenant;
      if (before.status === 'cancelled') return { ok: true, appointment: toAppointmentView(before, cipher) };
      if (!mayMove(before.status, 'cancelled')) return { ok: false, reason: 'not-allowed' };
      const sealed = reason === undefined ? null : cipher.seal('appointments', 'cancel_reason', appointmentId, reason);
      const appointment = await applyMove(tenant, ctx, announce, before, {
        to: 'cancelled',
        kind: 'cancelled',
        isTold: true,
        data: { cancelledAt: new Date(ctx.clock.now()), cancelledBy: by, cancelReason: sealed },
        audit: { by, ...(reason === undefined ? {} : { reason }) },
      });
      return { ok: true, appointment };
    },
  );
}
