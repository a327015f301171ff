import type { CommandAck, LiveCommand } from '@vaani/live';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError, type ClinicErrorCode } from '../context.ts';
import { authoriseStaff } from '../people/authorise.ts';
import type { Refusal } from '../refusals/refusal.ts';

/** So long may a worker take to say that it has done it. */
const ACK_MS = 300;

type WithoutWho<C> = C extends LiveCommand ? Omit<C, 'userId' | 'name'> : never;
/** An act of somebody at the desk, without who that is. */
export type CallAct = WithoutWho<LiveCommand>;

const codes: Record<Exclude<CommandAck, { ok: true }>['code'], ClinicErrorCode> = {
  'no-owner': 'not-found',
  timeout: 'unavailable',
  'redis-down': 'unavailable',
  refused: 'conflict',
  unknown: 'unavailable',
};

/**
 * Somebody of the staff acts on a call under way. It is in the audit before it is done, and once more where it is refused.
 * @param name by which colleagues see who it is.
 * @param ackMs how long the worker is waited for; 300 where it is not said.
 * @returns what the worker answered: the address of its socket, where the act needs one.
 * @throws {ClinicError} with the worker's own sentence, where it refuses, is silent for 300 ms, or is gone.
 */
export async function actOnCall(
  ctx: ClinicContext,
  { callId, name, act, ackMs = ACK_MS }: { callId: string; name: string; act: CallAct; ackMs?: number },
): Promise<{ url: string | null }> {
  authoriseStaff(ctx, 'live.act');
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new ClinicError('not-allowed', 'Only staff may do this.');
  const { kind, ...values } = act;
  const entry = { action: `live.${kind}` as const, objectKind: 'call', objectId: callId };
  const audit = (more: { outcome?: 'denied'; new?: Record<string, unknown> }) =>
    ctx.db.withTenant(ctx.clinicId, (tenant) => recordAudit(tenant, actor, { ...entry, ...more }));
  await audit({ new: values });
  const ack = await ctx.live.command(ctx.clinicId, callId, { ...act, userId: actor.userId, name } as LiveCommand, {
    timeoutMs: ackMs,
  });
  if (ack.ok) return { url: ack.url ?? null };
  await audit({ outcome: 'denied', new: { code: ack.code } });
  // A worker of an older release may say what is in no list: then a Hindi page says in general words that it was not done.
  throw new ClinicError(codes[ack.code], ack.sentence as Refusal);
}
