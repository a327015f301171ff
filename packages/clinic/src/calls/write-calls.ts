import { conflictOf, newId, type Prisma } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import { promiseAfterMissedCall } from '../callbacks/callback-messages.ts';
import { tellCallback } from '../callbacks/tell-callback.ts';
import type { ClinicContext } from '../context.ts';
import { toStored } from '../language.ts';
import { notePatientsSeen } from '../patients/last-seen.ts';
import { lockLivePatient } from '../patients/live-patient.ts';
import { queueWebhooks } from '../webhooks/queue-webhooks.ts';
import { indexCall } from './index-call.ts';
import { type CallStart, insertCall } from './insert-call.ts';
import { isOverStatus } from './leg-status.ts';
import { isDraftCall, ofCall, requireCall } from './require-call.ts';
import type { CallEnd, CallTurnInput } from './types.ts';

/** How often it is looked whether a call still has its worker. */
export const LOOK_MS = 60_000;

/** Writes that a call came in. Twilio repeats itself: the same leg gives the same call. */
export async function startCall(ctx: ClinicContext, start: CallStart): Promise<{ callId: string; isRepeat: boolean }> {
  const now = new Date(ctx.clock.now());
  try {
    const callId = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
      const id = await insertCall(tenant, newId(), start, now);
      await recordAudit(tenant, ctx.actor, { action: 'call.start', objectKind: 'call', objectId: id });
      const job = { clinicId: ctx.clinicId, callId: id, misses: 0 };
      await ctx.jobs.enqueue(tenant, 'call.reap', job, { startAfter: new Date(now.getTime() + LOOK_MS) });
      return id;
    });
    return { callId, isRepeat: false };
  } catch (error) {
    if (start.callSid === undefined || conflictOf(error) !== 'unique') throw error;
    const leg = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
      tx.callLeg.findFirst({ where: { clinicId, callSid: start.callSid ?? '' }, select: { callId: true } }),
    );
    if (leg === null) throw error;
    return { callId: leg.callId, isRepeat: true };
  }
}

/** Writes turns as they end; writing one again changes nothing. */
export async function recordTurns(ctx: ClinicContext, callId: string, turns: CallTurnInput[]): Promise<void> {
  if (turns.length === 0) return;
  await ofCall(() =>
    ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
      await tx.callTurn.createMany({
        data: turns.map((turn) => ({
          id: turn.turnId,
          clinicId,
          callId,
          index: turn.index,
          who: turn.who,
          text: cipher.seal('call_turns', 'text', turn.turnId, turn.text),
          language: toStored(turn.language),
          confidence: turn.confidence ?? null,
          isUnclear: turn.isUnclear ?? false,
          startedMs: Math.round(turn.startedMs),
          endedMs: Math.round(turn.endedMs),
          gapMs: turn.gapMs === undefined ? null : Math.round(turn.gapMs),
          isInterrupted: turn.isInterrupted ?? false,
          ...(turn.record === undefined ? {} : { record: turn.record as Prisma.InputJsonObject }),
        })),
        skipDuplicates: true,
      });
    }),
  );
}

/** Writes what happened beside the talk. */
export async function recordCallEvent(
  ctx: ClinicContext,
  callId: string,
  event: { kind: string; atMs: number; payload: unknown },
): Promise<void> {
  await ofCall(() =>
    ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
      const id = newId();
      const payload = cipher.sealJson('call_events', 'payload', id, event.payload);
      await tx.callEvent.create({
        data: { id, clinicId, callId, kind: event.kind, atMs: Math.round(event.atMs), payload },
        select: { id: true },
      });
    }),
  );
}

/** Notes on the call which patient it is about. @throws {ClinicError} `not-found` for an unknown call or patient. */
export async function linkCaller(
  ctx: ClinicContext,
  callId: string,
  patientId: string,
  isVerified: boolean,
): Promise<void> {
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    // A draft finds patients that it has made up, and nobody was seen in it.
    if (await isDraftCall(tenant, callId)) return;
    const live = await lockLivePatient(tenant, patientId);
    await tx.callLog.update({
      where: { clinicId_id: { clinicId, id: callId } },
      data: { patientId: live, isVerified },
      select: { id: true },
    });
    await notePatientsSeen(tenant, [live], ctx.clock.now());
    await recordAudit(tenant, ctx.actor, {
      action: 'call.link',
      objectKind: 'call',
      objectId: callId,
      new: { patientId: live, isVerified },
    });
  });
}

/**
 * Closes a call: outcome, length, the sealed transcript, the words it is found by, the job that summarises it, and for a caller who rang off or was cut off a promise to ring back, in one
 * transaction. Closing it again changes nothing.
 * @returns true where it was open until now.
 */
export async function endCall(ctx: ClinicContext, callId: string, end: CallEnd): Promise<boolean> {
  const closed = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    // The row is claimed first: of two who close it at once, the second waits here and then finds it closed.
    const { count } = await tx.callLog.updateMany({
      where: { clinicId, id: callId, endedAt: null },
      data: { endedAt: new Date(ctx.clock.now()) },
    });
    if (count === 0) {
      await requireCall(tenant, callId);
      return null;
    }
    const turns = await tx.callTurn.findMany({
      where: { clinicId, callId },
      select: { id: true, who: true, text: true, isInterrupted: true },
      orderBy: { index: 'asc' },
    });
    const texts = turns.map((turn) => cipher.open('call_turns', 'text', turn.id, turn.text));
    const transcript = turns.map((turn, index) => `${turn.who}: ${texts[index]}`).join('\n');
    const { startedAt, isDraft } = await tx.callLog.update({
      where: { clinicId_id: { clinicId, id: callId } },
      data: {
        durationSeconds: Math.round(end.durationMs / 1_000),
        outcome: end.outcome,
        language: toStored(end.language),
        hasFallenBack: end.hasFallenBack ?? false,
        costPaise: end.costPaise ?? null,
        ...(end.usage === undefined ? {} : { usage: end.usage as Prisma.InputJsonObject }),
        turnCount: turns.length,
        interruptions: turns.filter((turn) => turn.isInterrupted).length,
        transcript: turns.length === 0 ? null : cipher.seal('call_logs', 'transcript', callId, transcript),
      },
      select: { startedAt: true, isDraft: true },
    });
    await indexCall(tenant, { id: callId, startedAt, outcome: end.outcome, texts }, ctx.clock.now());
    await tx.callLeg.updateMany({
      where: { clinicId, callId, endedAt: null },
      data: { endedAt: new Date(ctx.clock.now()) },
    });
    await recordAudit(tenant, ctx.actor, {
      action: 'call.end',
      objectKind: 'call',
      objectId: callId,
      new: { outcome: end.outcome },
    });
    const isDropped = end.outcome === 'abandoned' || end.outcome === 'failed';
    const callbackId = isDropped ? await promiseAfterMissedCall(tenant, ctx, callId) : null;
    if (!isDraft) {
      await ctx.jobs.enqueue(tenant, 'call.summarise', { clinicId, callId });
      await queueWebhooks(tenant, ctx, [{ event: 'call.ended', callId }]);
    }
    return { callbackId };
  });
  if (closed === null) return false;
  if (closed.callbackId !== null) await tellCallback(ctx, closed.callbackId, 'open');
  return true;
}

/** Notes Twilio's last word on a leg. */
export async function recordLegStatus(ctx: ClinicContext, callSid: string, status: string): Promise<void> {
  const isOver = isOverStatus(status);
  await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    await tx.callLeg.updateMany({
      where: { clinicId, callSid },
      data: { status, ...(isOver ? { endedAt: new Date(ctx.clock.now()) } : {}) },
    });
  });
}

/** True the first time a step of a leg's flow is asked for, false ever after: Twilio repeats its callbacks. */
export async function claimStep(ctx: ClinicContext, callSid: string, step: string): Promise<boolean> {
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const { count } = await tx.callStep.createMany({ data: [{ clinicId, callSid, step }], skipDuplicates: true });
    return count === 1;
  });
}

/** How many steps of a leg's flow were claimed whose names begin so. */
export async function countSteps(ctx: ClinicContext, callSid: string, prefix: string): Promise<number> {
  return ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.callStep.count({ where: { clinicId, callSid, step: { startsWith: prefix } } }),
  );
}
