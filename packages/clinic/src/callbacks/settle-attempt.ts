import { newId } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import { insertCall } from '../calls/insert-call.ts';
import { LOOK_MS } from '../calls/write-calls.ts';
import type { ClinicContext } from '../context.ts';
import type { Language } from '../language.ts';
import { MINUTE_MS } from '../scheduling/civil-time.ts';
import { queueOwnCall } from './request-call.ts';
import { tellCallback } from './tell-callback.ts';

/** How a call that the clinic placed ended. */
export type AttemptEnd = 'answered' | 'voicemail' | 'busy' | 'no_answer' | 'failed' | 'refused';

const open = ['waiting', 'placing', 'ringing', 'talking'] as const;
/** A busy phone is free sooner than somebody who is out comes home. */
const AGAIN_MS = { busy: 10 * MINUTE_MS, other: 60 * MINUTE_MS };

/**
 * What became of a call that was placed, told once: later callbacks, and those out of order, change nothing. Somebody who was reached has been rung back;
 * else the callback is open again, and a clinic that rings back by itself tries later.
 * @returns true where it was open until now.
 */
export async function settleAttempt(
  ctx: ClinicContext,
  { attemptId, status: told, callSid }: { attemptId: string; status: AttemptEnd; callSid?: string },
): Promise<boolean> {
  const changed = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const now = ctx.clock.now();
    const { count } = await tx.callbackAttempt.updateMany({
      where: { clinicId, id: attemptId, status: { in: [...open] } },
      data: { status: told, endedAt: new Date(now), ...(callSid === undefined ? {} : { callSid }) },
    });
    if (count === 0) return null;
    const where = { clinicId_id: { clinicId, id: attemptId } };
    const { callId, callback } = await tx.callbackAttempt.findUniqueOrThrow({
      where,
      select: { callId: true, callback: { select: { id: true, phone: true, status: true } } },
    });
    // A call that was ended while it rang is `completed` too: nobody was talked to in it.
    const status = told === 'answered' && callId === null ? 'failed' : told;
    if (status !== told) await tx.callbackAttempt.update({ where, data: { status }, select: { id: true } });
    const { id: callbackId, phone } = callback;
    await recordAudit(tenant, ctx.actor, {
      action: 'callback.called',
      objectKind: 'callback',
      objectId: callbackId,
      new: { result: status },
    });
    if (callback.status === 'done' || callback.status === 'dropped') return null;
    const next = status === 'answered' ? 'done' : 'open';
    await tx.callback.update({
      where: { clinicId_id: { clinicId, id: callbackId } },
      data: { status: next },
      select: { id: true },
    });
    if (status === 'busy' || status === 'no_answer' || status === 'voicemail') {
      const notBefore = now + (status === 'busy' ? AGAIN_MS.busy : AGAIN_MS.other);
      const number = phone === null ? null : cipher.open('callbacks', 'phone', callbackId, phone);
      await queueOwnCall(tenant, ctx, { callbackId, phone: number, notBefore });
    }
    return { callbackId, next };
  });
  if (changed === null) return false;
  await tellCallback(ctx, changed.callbackId, changed.next);
  return true;
}

/** A placed call, as the one who answers it must know it. */
export interface AnsweredCall {
  callId: string;
  /** The person's number. */
  phone: string;
  language: Language;
}

/**
 * Somebody answered a call that the clinic placed: it becomes a call of its own, once. Null where it is settled already, or there is no such attempt.
 */
export async function answerAttempt(
  ctx: ClinicContext,
  {
    attemptId,
    callSid,
    language,
    workerId,
    from,
  }: {
    attemptId: string;
    callSid: string;
    language: Language;
    workerId: string;
    /** The number that was shown. */
    from: string;
  },
): Promise<AnsweredCall | null> {
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const where = { clinicId_id: { clinicId, id: attemptId } };
    // Two answers at once: the second waits here, and finds what the first made.
    await tx.$queryRaw`SELECT 1 FROM callback_attempts WHERE clinic_id = ${clinicId}::uuid AND id = ${attemptId}::uuid FOR UPDATE`;
    const attempt = await tx.callbackAttempt.findUnique({
      where,
      select: { status: true, callId: true, callback: { select: { id: true, phone: true } } },
    });
    if (attempt === null || attempt.callback.phone === null) return null;
    const phone = cipher.open('callbacks', 'phone', attempt.callback.id, attempt.callback.phone);
    if (attempt.callId !== null) return { callId: attempt.callId, phone, language };
    if (!open.some((status) => status === attempt.status)) return null;
    const now = new Date(ctx.clock.now());
    const start = { callSid, direction: 'outbound' as const, from, to: phone, language, workerId };
    const callId = await insertCall(tenant, newId(), start, now);
    await recordAudit(tenant, ctx.actor, { action: 'call.start', objectKind: 'call', objectId: callId });
    const job = { clinicId, callId, misses: 0 };
    await ctx.jobs.enqueue(tenant, 'call.reap', job, { startAfter: new Date(now.getTime() + LOOK_MS) });
    await tx.callbackAttempt.update({ where, data: { status: 'talking', callId, callSid }, select: { id: true } });
    return { callId, phone, language };
  });
}

/** Every call that was placed for a callback, the first first. */
export async function listAttempts(
  ctx: ClinicContext,
  callbackId: string,
): Promise<{ attempt: number; status: string; callId: string | null; endedAt: string | null }[]> {
  const rows = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.callbackAttempt.findMany({
      where: { clinicId, callbackId },
      select: { attempt: true, status: true, callId: true, endedAt: true },
      orderBy: { attempt: 'asc' },
    }),
  );
  return rows.map(({ endedAt, ...row }) => ({ ...row, endedAt: endedAt?.toISOString() ?? null }));
}
