import { z } from 'zod';
import type { ClinicDeps } from '../context.ts';
import { parseInput } from '../input.ts';
import { changeStatus } from '../scheduling/appointments/change-status.ts';
import { rescheduleAppointment } from '../scheduling/appointments/reschedule.ts';
import { restoreAppointment } from '../scheduling/appointments/restore.ts';
import { cancelAppointment } from '../scheduling/cancel.ts';
import { type LinkTarget, targetOf } from './appointment-link.ts';
import { slotsOfDay } from './link-slots.ts';
import { type ClosedLink, isClosed, type LinkRequest, mayAct, type OpenLink, openLink } from './open-link.ts';

export const linkActionSchema = z.discriminatedUnion('action', [
  z.object({ action: z.enum(['confirm', 'cancel', 'undo']), seen: z.iso.datetime('is not an instant') }),
  z.object({
    action: z.literal('move'),
    seen: z.iso.datetime('is not an instant'),
    /** The free time that was chosen. */
    to: z.iso.datetime('is not an instant'),
  }),
]);
export type LinkAction = z.input<typeof linkActionSchema>;

/**
 * What came of it. `changed`: the appointment is not the one that was on the page any more; `not-possible`: it is over, under way, or called off;
 * `taken`: somebody else has the time; `own`: the patient has another appointment then, or with the same doctor that day.
 */
export type LinkActionResult = 'done' | 'changed' | 'not-possible' | 'taken' | 'own' | ClosedLink['state'];

/**
 * Confirms, cancels, brings back or moves the appointment of a link, as its patient. The form says which time was on the page: what has changed since is
 * looked at again first. Pressed twice, it is done once.
 */
export async function actOnAppointmentLink(
  deps: ClinicDeps,
  request: LinkRequest,
  asked: LinkAction,
): Promise<LinkActionResult> {
  const action = parseInput(linkActionSchema, asked);
  const link = await openLink(deps, request, 'appointment');
  if (isClosed(link)) return link.state;
  if (!(await mayAct(link))) return 'busy';
  const target = await targetOf(link);
  if (target === null) return 'forged';
  // Pressed twice: what was asked for is so already.
  if (isDone(target, action)) return 'done';
  if (target.startsAt.getTime() !== Date.parse(action.seen)) return 'changed';
  if (!target.view.may[action.action]) return 'not-possible';
  return act(link, target, action);
}

function isDone({ view, startsAt }: LinkTarget, action: z.output<typeof linkActionSchema>): boolean {
  switch (action.action) {
    case 'confirm':
      return view.status === 'confirmed';
    case 'cancel':
      return view.status === 'cancelled';
    case 'undo':
      return view.status === 'booked';
    case 'move':
      return view.may.move && startsAt.getTime() === Date.parse(action.to);
  }
}

async function act(
  { ctx, claims }: OpenLink,
  target: LinkTarget,
  action: z.output<typeof linkActionSchema>,
): Promise<LinkActionResult> {
  const { id: appointmentId } = target;
  const keyOf = (what: string) => `link|${claims.messageId}|${appointmentId}|${what}`;
  switch (action.action) {
    case 'confirm': {
      const result = await changeStatus(ctx, { appointmentId, to: 'confirmed' });
      return result.ok ? 'done' : 'not-possible';
    }
    case 'cancel': {
      const result = await cancelAppointment(ctx, { appointmentId, by: 'patient' });
      return result.ok ? 'done' : 'not-possible';
    }
    case 'undo': {
      const idempotencyKey = keyOf(`undo|${target.cancelledAt?.getTime() ?? 0}`);
      const result = await restoreAppointment(ctx, { appointmentId, idempotencyKey });
      return result.ok ? 'done' : refusalOf(result.reason);
    }
    case 'move': {
      const at = Date.parse(action.to);
      const slot = (await slotsOfDay(ctx, target, at)).find(({ startsAt }) => Date.parse(startsAt) === at);
      if (slot === undefined) return 'taken';
      const idempotencyKey = keyOf(`move|${slot.startsAt}`);
      const result = await rescheduleAppointment(ctx, { appointmentId, slot, by: 'patient', idempotencyKey });
      return result.ok ? 'done' : refusalOf(result.reason);
    }
  }
}

function refusalOf(reason: string): LinkActionResult {
  if (reason === 'same-day' || reason === 'same-time') return 'own';
  return reason === 'taken' || reason === 'outside' || reason === 'busy' ? 'taken' : 'not-possible';
}
