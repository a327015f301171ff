import { type ClinicContext, ClinicError } from '../context.ts';
import { authorise } from '../people/authorise.ts';

/**
 * Only staff whose role may do so book on top of others: never the AI, a patient's link or another system.
 * @throws {ClinicError} `not-allowed`
 */
export function authoriseOverbooking(ctx: ClinicContext, request: { isOverbooked?: boolean | undefined }): void {
  if (request.isOverbooked !== true) return;
  authorise(ctx, 'schedule.overbook');
  if (ctx.actor.kind !== 'staff')
    throw new ClinicError('not-allowed', 'Only staff may book on top of another appointment.', 'isOverbooked');
}
