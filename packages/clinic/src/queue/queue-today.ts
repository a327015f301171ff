import type { Tenant } from '@vaani/db';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { publishQueue } from '../live-events.ts';
import { localDate } from '../scheduling/civil-time.ts';
import { loadQueues, type Queue } from './load-queue.ts';
import { headOf } from './queue-status.ts';
import { fromMinOf } from './session-schema.ts';

/**
 * The queue of a doctor today, of the session that is named or meant now.
 * @throws {ClinicError} `not-found` for a doctor, or a session that is named and is not there.
 */
export async function queueToday(
  tenant: Tenant,
  now: number,
  of: { doctorId: string; session?: string | undefined },
): Promise<{ queue: Queue; zone: string; date: string }> {
  const { zone } = await settingsOf(tenant);
  const date = localDate(now, zone);
  const fromMin = of.session === undefined ? undefined : fromMinOf(of.session);
  const [queue] = await loadQueues(tenant, { zone, date, now, doctorIds: [of.doctorId], fromMin });
  if (queue === undefined) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
  if (of.session !== undefined && queue.session === null)
    throw new ClinicError('not-found', 'The doctor has no session that begins then.', 'session');
  return { queue, zone, date };
}

/** Tells those who watch where a queue stands, after the commit of what moved it. */
export async function tellQueue(
  ctx: ClinicContext,
  { doctorId, date, session }: { doctorId: string; date: string; session: string },
): Promise<void> {
  const now = ctx.clock.now();
  const head = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { zone } = await settingsOf(tenant);
    const [queue] = await loadQueues(tenant, { zone, date, now, doctorIds: [doctorId], fromMin: fromMinOf(session) });
    return queue === undefined ? null : headOf(queue, now);
  });
  if (head !== null) await publishQueue(ctx, head);
}
