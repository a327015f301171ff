import type { ClinicContext } from '../context.ts';
import { fromStored } from '../language.ts';
import type { CallOutcome } from './types.ts';
import { endCall, LOOK_MS } from './write-calls.ts';

/** An entry that is gone may only have been lost with Redis: its worker puts it back within seconds. */
const LOOK_AGAIN_MS = 20_000;
/** While Redis is away nobody can be asked; no call is as long as this. */
const LONGEST_MS = 2 * 3_600_000;

/**
 * The job of a call: while it has a worker, looks again later. Twice without one, it is closed with what is known of it, so that no call stays open
 * for ever because a process died.
 * @returns true where the call was closed here.
 */
export async function reapCall(ctx: ClinicContext, callId: string, misses: number): Promise<boolean> {
  const now = ctx.clock.now();
  const call = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.callLog.findUnique({
      where: { clinicId_id: { clinicId, id: callId } },
      select: { startedAt: true, endedAt: true, language: true },
    }),
  );
  if (call === null || call.endedAt !== null) return false;
  const isUnknown = ctx.live.status() === 'down' && now - call.startedAt.getTime() < LONGEST_MS;
  const isOwned = isUnknown || (await ctx.live.calls.owner(ctx.clinicId, callId)) !== null;
  if (isOwned || misses === 0) {
    const next = isOwned ? { misses: 0, inMs: LOOK_MS } : { misses: 1, inMs: LOOK_AGAIN_MS };
    await ctx.db.withTenant(ctx.clinicId, (tenant) =>
      ctx.jobs.enqueue(
        tenant,
        'call.reap',
        { clinicId: ctx.clinicId, callId, misses: next.misses },
        { startAfter: new Date(now + next.inMs) },
      ),
    );
    return false;
  }
  const { outcome, durationMs } = await whatIsKnown(ctx, callId);
  const isClosed = await endCall(ctx, callId, { outcome, durationMs, language: fromStored(call.language) });
  if (!isClosed) return false;
  const at = new Date(ctx.clock.now()).toISOString();
  await ctx.live.publish(ctx.clinicId, {
    type: 'call.ended',
    at,
    data: { callId, outcome, durationMs, endedAt: at },
    personal: {},
  });
  return true;
}

/** As long as its last turn; booked where it booked, abandoned where nobody spoke, else broken off. */
async function whatIsKnown(ctx: ClinicContext, callId: string): Promise<{ outcome: CallOutcome; durationMs: number }> {
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const last = await tx.callTurn.findFirst({
      where: { clinicId, callId },
      orderBy: { index: 'desc' },
      select: { endedMs: true },
    });
    const booked = await tx.appointment.count({
      where: { clinicId, callId, status: { notIn: ['cancelled', 'rescheduled'] } },
    });
    const spoken = await tx.callTurn.count({ where: { clinicId, callId, who: 'caller' } });
    return { outcome: booked > 0 ? 'booked' : spoken > 0 ? 'failed' : 'abandoned', durationMs: last?.endedMs ?? 0 };
  });
}
