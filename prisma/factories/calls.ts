import { type CallOutcome, summaryDates, wishesOf, wordTokens } from '@vaani/clinic';
import type { Random } from '@vaani/config';
import { newId, phoneTerms, type Tenant } from '@vaani/db';
import { summariseByRules } from '@vaani/receptionist';
import { between, chance } from './chance.ts';
import { stored } from './clinics.ts';
import { conversation, type Line, type Subject } from './conversations.ts';

/** A call before it is written. */
export interface PlannedCall {
  id: string;
  /** E.164, or null where the number was withheld. */
  from: string | null;
  language: 'en' | 'hi' | 'hi-en';
  outcome: CallOutcome;
  /** Milliseconds since the epoch. */
  startedAt: number;
  patientId: string | null;
  subject: Subject;
}

export interface CallLine {
  phoneNumberId: string;
  number: string;
}

interface Turn extends Line {
  id: string;
  index: number;
  startedMs: number;
  endedMs: number;
  gapMs: number | null;
  confidence: number | null;
}

interface Spoken {
  call: PlannedCall;
  outcome: CallOutcome;
  turns: Turn[];
  durationMs: number;
  callSid: string;
}

/** Milliseconds that a person takes to say a text: about fourteen letters a second. */
const lengthOf = (random: Random, text: string) => 350 + Math.round([...text].length * between(random, 60, 80));

function timed(random: Random, lines: Line[]): Turn[] {
  let at = between(random, 300, 700);
  return lines.map((line, index) => {
    const isFirst = index === 0;
    const gapMs = isFirst
      ? null
      : between(random, line.who === 'agent' ? 420 : 250, line.who === 'agent' ? 980 : 1_400);
    const startedMs = at + (gapMs ?? 0);
    const whole = lengthOf(random, line.text);
    const endedMs = startedMs + (line.isInterrupted ? Math.round(whole * 0.6) : whole);
    at = endedMs;
    const confidence =
      line.who === 'agent' ? null : between(random, line.isUnclear ? 30 : 78, line.isUnclear ? 52 : 98) / 100;
    return { ...line, id: newId(), index, startedMs, endedMs, gapMs, confidence };
  });
}

/** What of the time until an answer went into waiting for the caller's end and into hearing. */
const heardIn = (gapMs: number) => ({ waitMs: Math.round(gapMs * 0.45), sttMs: Math.round(gapMs * 0.15) });

/** What a call of this machine uses: nobody has to be paid for it. */
function usageOf(turns: readonly Turn[], durationMs: number) {
  const of = (who: Turn['who'], amount: (turn: Turn) => number) =>
    turns.filter((turn) => turn.who === who).reduce((sum, turn) => sum + amount(turn), 0);
  return {
    phoneMs: durationMs,
    heardMs: { local: of('caller', ({ startedMs, endedMs }) => endedMs - startedMs) },
    spokenCharacters: { local: of('agent', ({ text }) => [...text].length) },
    tokens: {},
  };
}

/**
 * Writes calls that are over, with legs, turns, sealed transcripts and summaries, and tokens to find them by.
 * @param about the appointment that a call is about, where there is one.
 */
export async function insertCalls(
  tenant: Tenant,
  calls: PlannedCall[],
  options: {
    random: Random;
    zone: string;
    line: CallLine;
    about(callId: string): { doctorName: string; doctorNameHindi: string; startsAt: number } | undefined;
  },
): Promise<void> {
  const { tx, clinicId, cipher } = tenant;
  const { random, line } = options;
  const [dates, hindiDates] = [summaryDates(options.zone), summaryDates(options.zone, 'hi')];
  const spoken = calls.map((call): Spoken => {
    const { outcome, lines } = conversation(call.language, call.outcome, call.subject);
    const turns = timed(random, lines);
    const durationMs = (turns.at(-1)?.endedMs ?? 0) + between(random, 400, 1_500);
    return { call, outcome, turns, durationMs, callSid: `CA${call.id.replaceAll('-', '')}` };
  });
  await tx.callLog.createMany({
    data: spoken.map(({ call, outcome, turns, durationMs, callSid }) => {
      const seal = (column: string, value: string) => cipher.seal('call_logs', column, call.id, value);
      const made = options.about(call.id);
      const { summary, summaryHindi, mood } = summariseByRules({
        ...{ outcome, language: call.language },
        turns: turns.map(({ who, text, isUnclear = false }) => ({ who, text, isUnclear })),
        appointments:
          made === undefined
            ? []
            : [
                {
                  ...{ doctorName: made.doctorName, date: dates.format(made.startsAt), status: 'scheduled' },
                  hindi: { doctorName: made.doctorNameHindi, date: hindiDates.format(made.startsAt) },
                },
              ],
      });
      return {
        id: call.id,
        clinicId,
        callSid,
        direction: 'inbound' as const,
        fromNumber: call.from === null ? null : seal('from_number', call.from),
        toNumber: seal('to_number', line.number),
        phoneNumberId: line.phoneNumberId,
        patientId: call.patientId,
        isVerified: call.patientId !== null && ['booked', 'moved', 'cancelled'].includes(outcome),
        language: stored(call.language),
        startedAt: new Date(call.startedAt),
        endedAt: new Date(call.startedAt + durationMs),
        durationSeconds: Math.round(durationMs / 1_000),
        outcome,
        transcript: seal('transcript', turns.map(({ who, text }) => `${who}: ${text}`).join('\n')),
        summary: seal('summary', summary),
        summaryHindi: seal('summary_hindi', summaryHindi),
        sentiment: mood,
        turnCount: turns.length,
        interruptions: turns.filter(({ isInterrupted }) => isInterrupted).length,
        hasFallenBack: chance(random, 0.06),
        usage: usageOf(turns, durationMs),
        wishes: wishesOf(outcome, []),
        indexedAt: new Date(call.startedAt + durationMs),
        createdAt: new Date(call.startedAt),
      };
    }),
  });
  await tx.callLeg.createMany({
    data: spoken.map(({ call, durationMs, callSid }) => ({
      id: newId(),
      clinicId,
      callId: call.id,
      callSid,
      role: 'caller',
      startedAt: new Date(call.startedAt),
      endedAt: new Date(call.startedAt + durationMs),
      status: 'completed',
    })),
  });
  await tx.callTurn.createMany({
    data: spoken.flatMap(({ call, turns }) =>
      turns.map((turn) => ({
        id: turn.id,
        clinicId,
        callId: call.id,
        index: turn.index,
        who: turn.who,
        text: cipher.seal('call_turns', 'text', turn.id, turn.text),
        language: stored(call.language),
        confidence: turn.confidence,
        isUnclear: turn.isUnclear ?? false,
        startedMs: turn.startedMs,
        endedMs: turn.endedMs,
        gapMs: turn.gapMs,
        isInterrupted: turn.isInterrupted ?? false,
        ...(turn.who === 'caller' ? { record: heardIn(turns[turn.index + 1]?.gapMs ?? 600) } : {}),
        createdAt: new Date(call.startedAt + turn.endedMs),
      })),
    ),
  });
  await tx.callToken.createMany({
    data: spoken.flatMap(({ call }) =>
      (call.from === null ? [] : phoneTerms(call.from)).map((term) => ({
        clinicId,
        kind: term.kind,
        token: cipher.token(term),
        callId: call.id,
        startedAt: new Date(call.startedAt),
      })),
    ),
  });
  await tx.callToken.createMany({
    data: spoken.flatMap(({ call, outcome, turns }) =>
      wordTokens(tenant, {
        ...{ id: call.id, startedAt: new Date(call.startedAt), outcome },
        texts: turns.map(({ text }) => text),
      }),
    ),
    skipDuplicates: true,
  });
}

/** Promises to ring back, open, each from the call that left it. */
export async function insertCallbacks(
  { tx, clinicId, cipher }: Tenant,
  left: { call: PlannedCall; reason: string; dueAt: number }[],
): Promise<void> {
  await tx.callback.createMany({
    data: left.map(({ call, reason, dueAt }) => {
      const id = newId();
      return {
        id,
        clinicId,
        callId: call.id,
        phone: call.from === null ? null : cipher.seal('callbacks', 'phone', id, call.from),
        reason: cipher.seal('callbacks', 'reason', id, reason),
        dueAt: new Date(dueAt),
        createdAt: new Date(call.startedAt),
        updatedAt: new Date(call.startedAt),
      };
    }),
  });
}
