import { randomBytes } from 'node:crypto';
import type { Clock } from '@vaani/config';
import type { Redis } from 'ioredis';
import type { ChannelHub } from './channel-hub.ts';
import type { Decoder } from './decoder.ts';
import type { LiveEvent, LiveEventId } from './events.ts';
import { createInbox } from './inbox.ts';
import { keys } from './keys.ts';
import { type LiveCipher, type LogEntry, parseEntry, parseEventId } from './wire.ts';

/**
 * What a watcher gets. `snapshot`: what it knows is too old, or from before Redis was lost: read the state anew, events go on after `at`.
 * `behind`: the connection is lost; `caughtUp`: all that was missed has come.
 */
export type FeedItem =
  | { id: LiveEventId; publishedAt: number; event: LiveEvent }
  | { snapshot: true; at: LiveEventId }
  | { behind: true }
  | { caughtUp: true; at: LiveEventId };

interface FeedDeps {
  redis: Redis;
  hub: ChannelHub;
  cipher: LiveCipher;
  clock: Clock;
  decode: Decoder;
  onMalformed: () => void;
}

interface Position {
  epoch: string;
  number: number;
}

/** How long after a failed look into the log it is tried again. */
const RETRY_MS = 100;
/** How often a watcher that hears nothing looks whether there is something: a connection can be dead without saying so. */
const CHECK_MS = 5_000;

/**
 * All events of a clinic after the one named, without a gap or a double: listens first and buffers, reads the log from there, drops by number
 * what it has, then goes live. Does so again after each loss of the connection. Ends when the signal aborts.
 */
export async function* feed(
  deps: FeedDeps,
  clinicId: string,
  options: { after?: string; signal: AbortSignal },
): AsyncGenerator<FeedItem> {
  const { hub, onMalformed } = deps;
  const inbox = createInbox<LogEntry | 'lost' | 'resync' | 'check'>(options.signal, 'resync');
  const stops = [
    hub.onLoss(() => inbox.put('lost')),
    hub.onReconnect(() => inbox.put('resync')),
    deps.clock.every(CHECK_MS, () => inbox.put('check')),
  ];
  let position = parseEventId(options.after ?? '');
  let isBehind = false;

  /** Told in passing, a watcher that has everything hears nothing of it. */
  async function* catchUp(isInPassing = false): AsyncGenerator<FeedItem> {
    while (!options.signal.aborted) {
      const missed = await readMissed(deps, clinicId, position).catch(() => null);
      if (missed !== null) {
        const hasNews = isBehind || !isInPassing || missed.items.length > 1;
        position = missed.position;
        isBehind = false;
        if (hasNews) yield* missed.items;
        return;
      }
      if (!isBehind) yield { behind: true };
      isBehind = true;
      await pause(deps.clock, RETRY_MS, options.signal);
    }
  }

  const listening = hub.listen(keys.channel(clinicId), (line) => {
    const entry = tryParse(line);
    if (entry === null) onMalformed();
    else inbox.put(entry);
  });
  // Whoever stops watching before the subscription stands ends it too.
  listening.then(
    (stop) => (options.signal.aborted ? stop() : stops.push(stop)),
    () => undefined,
  );
  try {
    if (deps.redis.status !== 'ready') {
      isBehind = true;
      yield { behind: true };
    }
    if (!(await standsBefore(listening, options.signal))) return;
    yield* catchUp();
    for (;;) {
      const next = await inbox.take();
      if (next === 'ended') return;
      if (next === 'lost') {
        if (!isBehind) yield { behind: true };
        isBehind = true;
      } else if (next === 'check') {
        yield* catchUp(true);
      } else if (next === 'resync' || position === null || isGap(position, next)) {
        yield* catchUp();
      } else if (next.number > position.number) {
        position = { epoch: next.epoch, number: next.number };
        const item = itemOf(deps, clinicId, next);
        if (item !== null) yield item;
      }
    }
  } finally {
    for (const stop of stops) stop();
  }
}

const isGap = (position: Position, entry: LogEntry): boolean =>
  entry.epoch !== position.epoch || entry.number > position.number + 1;

/** False where the signal came first. */
async function standsBefore(listening: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<false>();
  const onAbort = () => resolve(false);
  signal.addEventListener('abort', onAbort);
  try {
    if (signal.aborted) return false;
    return await Promise.race([listening.then(() => true), promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function readMissed(
  deps: FeedDeps,
  clinicId: string,
  position: Position | null,
): Promise<{ position: Position; items: FeedItem[] }> {
  const { redis } = deps;
  let [epoch, sequence] = await redis.mget(keys.epoch(clinicId), keys.sequence(clinicId));
  if (epoch === null || epoch === undefined) {
    // Redis is new to this clinic. Its epoch begins with the first watcher, so that the first event is one event and no upheaval.
    await redis.set(keys.epoch(clinicId), randomBytes(6).toString('hex'), 'NX');
    [epoch, sequence] = await redis.mget(keys.epoch(clinicId), keys.sequence(clinicId));
    if (epoch === null || epoch === undefined) throw new Error('Redis keeps nothing');
  }
  const last = Number(sequence ?? 0);
  const at: LiveEventId = `${epoch}.${last}`;
  const here = { epoch, number: last };
  const anew = { position: here, items: [{ snapshot: true as const, at }] };
  if (position === null || position.epoch !== epoch || position.number > last) return anew;
  const lines = await redis.zrangebyscore(keys.log(clinicId), position.number + 1, last);
  const entries = lines.map(parseEntry).sort((a, b) => a.number - b.number);
  if (entries.length !== last - position.number) return anew;
  const events = entries.map((entry) => itemOf(deps, clinicId, entry)).filter((item) => item !== null);
  return { position: here, items: [...events, { caughtUp: true, at }] };
}

function itemOf({ cipher, decode }: FeedDeps, clinicId: string, entry: LogEntry): FeedItem | null {
  const event = decode(clinicId, entry, cipher);
  return event === null ? null : { id: entry.id, publishedAt: entry.publishedAt, event };
}

function tryParse(line: string): LogEntry | null {
  try {
    return parseEntry(line);
  } catch {
    return null;
  }
}

async function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(delayMs, resolve);
  const onAbort = () => resolve();
  signal.addEventListener('abort', onAbort);
  await promise;
  cancel();
  signal.removeEventListener('abort', onAbort);
}
