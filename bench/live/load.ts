import { randomUUID } from 'node:crypto';
import type { ClinicDeps } from '@vaani/clinic';
import type { CallSnapshot, LiveEvent } from '@vaani/live';

/** A mark in what an event says: by it the bench finds the event again on a screen or in a stream. */
export const markOf = (number: number): string => `mark-${number}-`;
export const marksIn = /mark-(\d+)-/g;

/** Synthetic calls of one clinic. */
export interface Load {
  /** Tells all of their events for so long, three a second a call. Its result: events that Redis did not take. */
  run(durationMs: number): Promise<number>;
  /** When each event was published, milliseconds since the epoch, by its number. */
  sentAt: readonly number[];
  stop(): Promise<void>;
}

const EVENTS_A_SECOND = 3;
const TICK_MS = 5;
const HEARTBEAT_MS = 10_000;

/** Puts calls into the registry and begins them, as a worker does. */
export async function startLoad(
  { live }: ClinicDeps,
  { clinicId, calls, signal }: { clinicId: string; calls: number; signal: AbortSignal },
): Promise<Load> {
  const startedAt = new Date().toISOString();
  const all = Array.from({ length: calls }, (_, index): CallSnapshot => {
    const number = String(index).padStart(4, '0');
    return {
      callId: randomUUID(),
      ...{ workerId: 'bench', state: 'talking', direction: 'inbound', language: 'en', startedAt, isVerified: false },
      ...{ activity: { key: 'listening', values: {} }, listenerIds: [], tools: [], fallbacks: [] },
      personal: { caller: `•••••• ${number}`, listenerNames: [], turns: [] },
    };
  });
  const callIds = all.map(({ callId }) => callId);
  for (const snapshot of all) {
    await live.calls.put(clinicId, snapshot);
    const { callId, language, personal } = snapshot;
    const data = { callId, direction: 'inbound' as const, language, startedAt, workerId: 'bench' };
    await live.publish(clinicId, { type: 'call.started', at: startedAt, data, personal: { caller: personal.caller } });
  }
  const heartbeat = setInterval(() => void live.calls.touch(clinicId, callIds), HEARTBEAT_MS);
  const sentAt: number[] = [];
  const talks = callIds.map((callId) => createTalk(callId));

  return {
    sentAt,
    async run(durationMs) {
      const began = performance.now();
      const first = sentAt.length;
      const rate = (calls * EVENTS_A_SECOND) / 1_000;
      const published: Promise<unknown>[] = [];
      for (let passed = 0; passed < durationMs; passed = performance.now() - began) {
        signal.throwIfAborted();
        for (let due = Math.floor(passed * rate) - (sentAt.length - first); due > 0; due--) {
          const number = sentAt.length;
          const event = talks[number % calls]?.(markOf(number));
          if (event === undefined) throw new Error('there are no calls');
          sentAt.push(Date.now());
          published.push(live.publish(clinicId, event));
        }
        await new Promise((resolve) => setTimeout(resolve, TICK_MS));
      }
      return (await Promise.all(published)).filter((id) => id === null).length;
    },
    async stop() {
      clearInterval(heartbeat);
      for (const callId of callIds) await live.calls.remove(clinicId, callId);
    },
  };
}

/** What one call says, in turn: words of a turn as they grow, who it is, words again. Each has its mark. */
function createTalk(callId: string): (mark: string) => LiveEvent {
  let step = 0;
  let turnId = randomUUID();
  let index = 0;
  return (mark) => {
    const at = new Date().toISOString();
    const phase = step++ % 6;
    if (phase === 2) {
      const data = { callId, patientId: callId, isVerified: false };
      return { type: 'call.caller', at, data, personal: { name: mark } };
    }
    const isFinal = phase === 5;
    const event: LiveEvent = {
      type: 'turn.words',
      at,
      data: {
        ...{ callId, turnId, index, who: index % 2 === 0 ? 'caller' : 'agent', language: 'en', isFinal },
        startedMs: step * 333,
      },
      personal: { text: `I would like to come on Tuesday at half past ten, ${mark}` },
    };
    if (isFinal) {
      turnId = randomUUID();
      index += 1;
    }
    return event;
  };
}
