import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createCipher, systemClock } from '@vaani/config';
import { afterEach } from 'vitest';
import type { CallSnapshot, LiveEvent } from '../events.ts';
import { createLive, type Live } from '../live.ts';
import { createRedis } from '../redis.ts';
import type { LiveCipher } from '../wire.ts';

/** The same key in every process of a test, as all of a product's have. */
export function testCipher(key: Uint8Array = randomBytes(32)): LiveCipher {
  const cipher = createCipher(key, 'test');
  return {
    sealText: (context, plain) => cipher.seal(plain, context),
    openText: (context, envelope) => cipher.open(envelope, context),
  };
}

const opened: Live[] = [];
afterEach(async () => {
  for (const live of opened.splice(0)) await live.close();
});

/**
 * One more process' view of Redis, connected; closed after the test. On a busy machine a publish takes its time, so that it gets ten seconds here
 * where a test does not say otherwise.
 */
export async function connect(
  url: string,
  options: { cipher?: LiveCipher; publishDeadlineMs?: number; log?: { mostEntries: number; mostAgeMs: number } } = {},
): Promise<Live> {
  const redis = createRedis(url);
  const cipher = options.cipher ?? sharedCipher;
  const live = createLive({
    redis,
    cipherFor: async () => cipher,
    clock: systemClock,
    publishDeadlineMs: options.publishDeadlineMs ?? 10_000,
    ...(options.log === undefined ? {} : { log: options.log }),
  });
  opened.push(live);
  if (redis.status !== 'ready') await once(redis, 'ready');
  return live;
}

const sharedCipher = testCipher();

/** Words that must not be readable in Redis. */
export const personalWords = ['Asha Kulkarni', '+919810012345', 'मुझे बुखार है'] as const;

/** An event that says which of many it is, and holds something personal. */
export function wordsEvent(index: number, callId: string = randomUUID()): LiveEvent {
  return {
    type: 'turn.words',
    at: '2026-11-23T05:30:00Z',
    data: {
      callId,
      turnId: randomUUID(),
      index,
      who: 'caller',
      language: 'hi',
      isFinal: true,
      startedMs: index * 10,
    },
    personal: { text: personalWords.join(' ') },
  };
}

export function snapshotOf(callId: string, workerId: string, startedAt = '2026-11-23T05:30:00Z'): CallSnapshot {
  return {
    callId,
    workerId,
    state: 'talking',
    direction: 'inbound',
    language: 'hi',
    startedAt,
    activity: { key: 'greeting', values: {} },
    isVerified: false,
    listenerIds: [],
    tools: [],
    fallbacks: [],
    personal: { caller: personalWords[1], patientName: personalWords[0], listenerNames: [], turns: [] },
  };
}
