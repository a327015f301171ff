import type { ClinicContext } from '../context.ts';
import { fromStored, type Language } from '../language.ts';
import type { CallTurnInput } from './types.ts';
import { LOOK_MS } from './write-calls.ts';

/** What was said in a call until it was handed on. */
export interface EarlierTalk {
  startedAt: string;
  language: Language;
  direction: 'inbound' | 'outbound' | 'browser';
  turns: Pick<CallTurnInput, 'turnId' | 'index' | 'who' | 'language' | 'text' | 'startedMs' | 'endedMs'>[];
  nextIndex: number;
}

/**
 * A call that was handed on, and whom nobody took, is under way again: what its end had written is written anew when it ends. Its turns stand.
 * @returns null where there is no such call, it is not over, or nothing was said in it.
 */
export async function reopenCall(
  ctx: ClinicContext,
  { callId, workerId }: { callId: string; workerId: string },
): Promise<EarlierTalk | null> {
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const rows = await tx.callTurn.findMany({
      where: { clinicId, callId },
      select: { id: true, index: true, who: true, language: true, text: true, startedMs: true, endedMs: true },
      orderBy: { index: 'asc' },
    });
    if (rows.length === 0) return null;
    const { count } = await tx.callLog.updateMany({
      where: { clinicId, id: callId, endedAt: { not: null } },
      data: {
        endedAt: null,
        outcome: null,
        summary: null,
        summaryHindi: null,
        sentiment: null,
        indexedAt: null,
        workerId,
      },
    });
    if (count === 0) return null;
    await tx.callLeg.updateMany({ where: { clinicId, callId, role: 'caller' }, data: { endedAt: null } });
    const { startedAt, language, direction } = await tx.callLog.findUniqueOrThrow({
      where: { clinicId_id: { clinicId, id: callId } },
      select: { startedAt: true, language: true, direction: true },
    });
    const job = { clinicId, callId, misses: 0 };
    await ctx.jobs.enqueue(tenant, 'call.reap', job, { startAfter: new Date(ctx.clock.now() + LOOK_MS) });
    return {
      startedAt: startedAt.toISOString(),
      language: fromStored(language),
      direction,
      turns: rows
        .map(({ id, language: stored, text, ...turn }) => ({
          ...turn,
          ...{ turnId: id, language: fromStored(stored), text: cipher.open('call_turns', 'text', id, text) },
        }))
        .filter(({ text }) => text !== ''),
      nextIndex: (rows.at(-1)?.index ?? -1) + 1,
    };
  });
}
