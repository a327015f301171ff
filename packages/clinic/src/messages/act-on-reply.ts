import type { ClinicContext } from '../context.ts';
import { changeStatus } from '../scheduling/appointments/change-status.ts';
import { latestOf } from '../scheduling/appointments/latest-of.ts';
import { cancelAppointment } from '../scheduling/cancel.ts';
import type { ReplyMeaning } from './reply-words.ts';

/** What came of an answer. `kept`: nothing, so that a person reads it. */
export type ReplyOutcome = 'confirmed' | 'cancelled' | 'stopped' | 'started' | 'kept';

/**
 * Does what somebody answered, on the appointment that they were last written to about, or on what it was moved to. What is past, over or under way is
 * left to a person.
 */
export async function actOnReply(
  ctx: ClinicContext,
  meaning: ReplyMeaning,
  appointmentId: string | null,
): Promise<ReplyOutcome> {
  if (meaning === 'stop') return 'stopped';
  if (meaning === 'start') return 'started';
  if (meaning === 'other' || appointmentId === null) return 'kept';
  const latest = await ctx.db.withTenant(ctx.clinicId, (tenant) => latestOf(tenant, appointmentId));
  if (latest.startsAt.getTime() <= ctx.clock.now()) return 'kept';
  if (meaning === 'confirm') {
    const result = await changeStatus(ctx, { appointmentId: latest.id, to: 'confirmed' });
    return result.ok ? 'confirmed' : 'kept';
  }
  const result = await cancelAppointment(ctx, { appointmentId: latest.id, by: 'patient' });
  return result.ok ? 'cancelled' : 'kept';
}
