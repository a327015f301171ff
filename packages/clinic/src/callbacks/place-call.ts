import type { ClinicContext } from '../context.ts';
import { normalisePhone } from '../patients/phone.ts';
import { nextCallingTime } from '../phone/calling-hours.ts';
import { againstRinging } from './may-ring.ts';
import { callingRules } from './request-call.ts';
import { settleAttempt } from './settle-attempt.ts';

/** Places calls for the clinic: brought by who knows a phone line. */
export interface CallPlacer {
  /** `refused` for good; anything else that goes wrong is thrown, and tried again. */
  place(
    call: { clinicId: string; attemptId: string; to: string; from: string },
    signal: AbortSignal,
  ): Promise<{ kind: 'placed'; callSid: string } | { kind: 'refused' }>;
  /** The newest call from one number to the other since then. */
  find(query: { to: string; from: string; since: Date }, signal: AbortSignal): Promise<{ callSid: string } | null>;
}

/**
 * The job that places a call. Rules are looked at again, because it may run late; whoever may not be rung any more is not. After a try of unknown outcome
 * the line is asked for the call first, so that nobody is rung twice.
 */
export async function placeCall(
  ctx: ClinicContext,
  attemptId: string,
  by: { placer: CallPlacer | null; signal: AbortSignal },
): Promise<void> {
  const due = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const where = { clinicId_id: { clinicId, id: attemptId } };
    const attempt = await tx.callbackAttempt.findUnique({
      where,
      select: {
        status: true,
        placedAt: true,
        isByPerson: true,
        callback: { select: { id: true, phone: true, status: true } },
      },
    });
    if (attempt === null || (attempt.status !== 'waiting' && attempt.status !== 'placing')) return null;
    // Nobody came to speak, or their worker died: nothing is rung without them.
    if (attempt.isByPerson) return { kind: 'missed' as const };
    const { callback } = attempt;
    const rules = await callingRules(tenant);
    const now = ctx.clock.now();
    const next = nextCallingTime(now, rules.zone, rules);
    if (attempt.status === 'waiting' && next !== now) {
      const startAfter = new Date(next);
      await tx.callbackAttempt.update({ where, data: { dueAt: startAfter }, select: { id: true } });
      await ctx.jobs.enqueue(tenant, 'callback.place', { clinicId, attemptId }, { startAfter });
      return null;
    }
    const kept = callback.phone === null ? null : cipher.open('callbacks', 'phone', callback.id, callback.phone);
    const to = kept === null ? null : normalisePhone(kept, rules.country);
    const isClosed = callback.status === 'done' || callback.status === 'dropped';
    const own = await tx.phoneNumber.findFirst({
      where: { clinicId, isActive: true },
      select: { number: true },
      orderBy: { createdAt: 'asc' },
    });
    const from = rules.callerId ?? own?.number ?? null;
    const mayNot = isClosed || (await againstRinging(tenant, kept, rules.country)) !== null;
    if (mayNot || to === null || from === null || by.placer === null) return { kind: 'refused' as const };
    await tx.callbackAttempt.update({
      where,
      data: { status: 'placing', placedAt: attempt.placedAt ?? new Date(now) },
      select: { id: true },
    });
    return { kind: 'place' as const, to, from, placer: by.placer, since: attempt.placedAt };
  });
  if (due === null) return;
  if (due.kind === 'missed') {
    await settleAttempt(ctx, { attemptId, status: 'failed' });
    return;
  }
  if (due.kind === 'refused') {
    await settleAttempt(ctx, { attemptId, status: 'refused' });
    return;
  }
  const { to, from, placer, since } = due;
  const found = since === null ? null : await placer.find({ to, from, since }, by.signal);
  const placed =
    found === null
      ? await placer.place({ clinicId: ctx.clinicId, attemptId, to, from }, by.signal)
      : { kind: 'placed' as const, ...found };
  if (placed.kind === 'refused') {
    await settleAttempt(ctx, { attemptId, status: 'failed' });
    return;
  }
  // Its callbacks may have been quicker: they know the call's name too.
  await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    await tx.callbackAttempt.updateMany({
      where: { clinicId, id: attemptId, callSid: null },
      data: { callSid: placed.callSid },
    });
    await tx.callbackAttempt.updateMany({
      where: { clinicId, id: attemptId, status: 'placing' },
      data: { status: 'ringing' },
    });
  });
}

/** The job failed for good: what it was to place is not placed. */
export async function giveUpCall(ctx: ClinicContext, attemptId: string): Promise<void> {
  await settleAttempt(ctx, { attemptId, status: 'failed' });
}
