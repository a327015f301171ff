import type { VoicePrices } from '@vaani/config';
import type { Prisma, Tenant } from '@vaani/db';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { fromStored } from '../language.ts';
import { queueWebhooks } from '../webhooks/queue-webhooks.ts';
import { addTokens, callUsageSchema, costOf, type TokenUsage } from './cost.ts';
import type { CallFacts, Mood } from './types.ts';

/** What is made of a call that is over. */
export interface CallVerdict {
  /** A few sentences for the desk, and the same in Hindi. */
  summary: string;
  summaryHindi: string;
  mood: Mood;
  /** What it took to make it, by provider; nothing where rules made it. */
  tokens: Record<string, TokenUsage>;
}

/** Reads a call that is over. @throws where it could not and should be asked again. */
export type Summarise = (facts: CallFacts, signal: AbortSignal) => Promise<CallVerdict>;

/**
 * The job after a call: writes summary and mood, and adds what that took to what the call cost. It is done once: a call that has its summary keeps it.
 * Whoever summarises is asked between two transactions: a model takes seconds.
 */
export async function summariseCall(
  ctx: ClinicContext,
  callId: string,
  by: { summarise: Summarise; prices?: VoicePrices; signal?: AbortSignal },
): Promise<void> {
  const facts = await ctx.db.withTenant(ctx.clinicId, (tenant) => factsOf(tenant, callId));
  if (facts === null) return;
  const verdict = await by.summarise(facts, by.signal ?? new AbortController().signal);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const summary = cipher.seal('call_logs', 'summary', callId, verdict.summary);
    const summaryHindi = cipher.seal('call_logs', 'summary_hindi', callId, verdict.summaryHindi);
    // Of two workers that did it at once, the second finds it done.
    const { count } = await tx.callLog.updateMany({
      where: { clinicId, id: callId, summary: null },
      data: { summary, summaryHindi, sentiment: verdict.mood },
    });
    if (count === 0) return;
    await addCost(tenant, callId, verdict.tokens, by.prices ?? {});
    await queueWebhooks(tenant, ctx, [{ event: 'call.summarised', callId }]);
  });
}

/** Null where there is nothing to summarise: no such call, one that is not over, or one that has its summary. */
async function factsOf(tenant: Tenant, callId: string): Promise<CallFacts | null> {
  const { tx, clinicId, cipher } = tenant;
  const call = await tx.callLog.findUnique({
    where: { clinicId_id: { clinicId, id: callId } },
    select: { outcome: true, summary: true, language: true },
  });
  if (call === null || call.outcome === null || call.summary !== null) return null;
  const { zone } = await settingsOf(tenant);
  const turns = await tx.callTurn.findMany({
    where: { clinicId, callId },
    select: { id: true, who: true, text: true, isUnclear: true },
    orderBy: { index: 'asc' },
  });
  const appointments = await tx.appointment.findMany({
    where: { clinicId, callId },
    select: { startsAt: true, status: true, doctor: { select: { name: true, nameHindi: true } } },
    orderBy: { startsAt: 'asc' },
  });
  const [format, hindi] = [summaryDates(zone), summaryDates(zone, 'hi')];
  return {
    outcome: call.outcome,
    language: fromStored(call.language),
    turns: turns.map(({ id, who, text, isUnclear }) => ({
      ...{ who, isUnclear },
      text: cipher.open('call_turns', 'text', id, text),
    })),
    appointments: appointments.map(({ startsAt, status, doctor }) => ({
      ...{ status, doctorName: doctor.name },
      date: format.format(startsAt),
      hindi: { doctorName: doctor.nameHindi || doctor.name, date: hindi.format(startsAt) },
    })),
  };
}

/** How a summary writes the time of an appointment, in the clinic's zone. */
export const summaryDates = (zone: string, language: 'en' | 'hi' = 'en'): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(`${language}-IN`, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });

/** What the summary took is part of what the call used; where its price is not known, that of the call is not known any more. */
async function addCost(
  { tx, clinicId }: Tenant,
  callId: string,
  tokens: Record<string, TokenUsage>,
  prices: VoicePrices,
): Promise<void> {
  if (Object.keys(tokens).length === 0) return;
  const where = { clinicId_id: { clinicId, id: callId } };
  const row = await tx.callLog.findUniqueOrThrow({ where, select: { usage: true, costPaise: true } });
  const used = callUsageSchema.safeParse(row.usage);
  // Of a call whose worker died nobody knows what it used.
  if (!used.success) return;
  const usage = { ...used.data, tokens: addTokens(used.data.tokens, tokens) };
  const more = costOf({ phoneMs: 0, heardMs: {}, spokenCharacters: {}, tokens }, prices);
  await tx.callLog.update({
    where,
    data: {
      usage: usage as unknown as Prisma.InputJsonObject,
      costPaise: row.costPaise === null || more === null ? null : row.costPaise + more,
    },
    select: { id: true },
  });
}
