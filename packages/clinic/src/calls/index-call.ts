import { type Prisma, type Tenant, wordTerms } from '@vaani/db';
import { z } from 'zod';
import type { ClinicContext } from '../context.ts';
import type { CallOutcome } from './types.ts';
import { wishesOf } from './wishes.ts';

/** What of a call that is over its search and its counts are made from. */
export interface EndedCall {
  id: string;
  startedAt: Date;
  outcome: CallOutcome;
  /** What was said, opened. */
  texts: readonly string[];
}

/** Keyed tokens of all that was said, by which the call is found. For rows that a caller of this writes itself, too. */
export function wordTokens({ clinicId, cipher }: Tenant, call: EndedCall): Prisma.CallTokenCreateManyInput[] {
  const { id: callId, startedAt, texts } = call;
  return wordTerms(texts.join('\n')).map((term) => ({
    ...{ clinicId, callId, startedAt, kind: term.kind },
    token: cipher.token(term),
  }));
}

/** Makes a call that is over findable by its words, and notes what the caller wanted. Doing it again changes nothing. */
export async function indexCall(tenant: Tenant, call: EndedCall, now: number): Promise<void> {
  const { tx, clinicId } = tenant;
  await tx.callToken.createMany({ data: wordTokens(tenant, call), skipDuplicates: true });
  await tx.callLog.update({
    where: { clinicId_id: { clinicId, id: call.id } },
    data: { wishes: wishesOf(call.outcome, await toolsOf(tenant, call.id)), indexedAt: new Date(now) },
    select: { id: true },
  });
}

const toolPayload = z.object({ tool: z.string() });

async function toolsOf({ tx, clinicId, cipher }: Tenant, callId: string): Promise<string[]> {
  const rows = await tx.callEvent.findMany({
    where: { clinicId, callId, kind: 'tool' },
    select: { id: true, payload: true },
  });
  return rows.flatMap(({ id, payload }) => {
    const opened = toolPayload.safeParse(cipher.openJson('call_events', 'payload', id, payload));
    return opened.success ? [opened.data.tool] : [];
  });
}

/** A batch at a time, so that no transaction is long. */
const BATCH = 50;

/**
 * Makes calls findable that ended before calls were: the newest first.
 * @param most so many at most.
 * @returns how many it were.
 */
export async function indexOldCalls(ctx: ClinicContext, most: number): Promise<number> {
  let done = 0;
  for (;;) {
    const count = await ctx.db.withTenant(ctx.clinicId, (tenant) => indexBatch(tenant, ctx.clock.now()), {
      timeoutMs: 30_000,
    });
    done += count;
    if (count < BATCH || done >= most) return done;
  }
}

async function indexBatch(tenant: Tenant, now: number): Promise<number> {
  const { tx, clinicId, cipher } = tenant;
  const calls = await tx.callLog.findMany({
    where: { clinicId, indexedAt: null, endedAt: { not: null }, outcome: { not: null } },
    select: { id: true, startedAt: true, outcome: true, transcript: true },
    orderBy: { startedAt: 'desc' },
    take: BATCH,
  });
  for (const { id, startedAt, outcome, transcript } of calls) {
    if (outcome === null) continue;
    const texts = transcript === null ? [] : spokenOf(cipher.open('call_logs', 'transcript', id, transcript));
    await indexCall(tenant, { id, startedAt, outcome, texts }, now);
  }
  return calls.length;
}

/** The lines of a stored transcript without who said them. */
const spokenOf = (transcript: string): string[] =>
  transcript.split('\n').map((line) => line.replace(/^(caller|agent|staff): /, ''));
