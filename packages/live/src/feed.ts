import type { Redis } from 'ioredis';
import type { ChannelHub } from './channel-hub.ts';
import type { LiveEvent, LiveEventId } from './events.ts';
import { keys } from './keys.ts';
import { decodeEvent, type LiveCipher, type LogEntry, parseEntry, parseEventId } from './wire.ts';

/**
 * What a watcher gets. `snapshot`: what is known is too old, or from before Redis was lost; read the state anew, events go on from `at`.
 * `behind`: the connection is lost; `caught-up`: all that was missed has come.
 */
export type FeedItem =
  | { kind: 'event'; id: LiveEventId; publishedAt: number; event: LiveEvent }
  | { kind: 'snapshot'; at: LiveEventId }
  | { kind: 'behind' }
  | { kind: 'caught-up'; at: LiveEventId };

interface FeedDeps {
  redis: Redis;
  hub: ChannelHub;
  cipher: LiveCipher;
  onMalformed: () => void;
}

/**
 * All events of a clinic after the one named, without a gap or a double: listens first and buffers, reads the log from there, drops by number
 * what it has, then goes live. Does so again after each loss of the connection. Ends when the signal aborts.
 */
export async function* feed(
  deps: FeedDeps,
  clinicId: string,
  options: { after?: string; signal: AbortSignal },
): AsyncGenerator<FeedItem> {
  const { signal } = options;
  const queue: (LogEntry | 'lost' | 'back')[] = [];
  let wake: () => void = () => undefined;
  const push = (item: LogEntry | 'lost' | 'back') => {
    queue.push(item);
    wake();
  };
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  const stops = [deps.hub.onLoss(() => push('lost')), deps.hub.onReconnect(() => push('back'))];
  try {
    stops.push(await deps.hub.listen(keys.channel(clinicId), (line) => tryParse(line, push, deps.onMalformed)));
    let position = parseEventId(options.after ?? '');
    const first = await catchUp(deps, clinicId, position);
    position = first.position;
    yield* first.items;
    let isBehind = false;
    while (!signal.aborted) {
      const next = queue.shift();
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (queue.length > 0 || signal.aborted) resolve();
        });
        continue;
      }
      if (next === 'lost') {
        if (!isBehind) yield { kind: 'behind' };
        isBehind = true;
        continue;
      }
      const isGap =
        next === 'back' || position === null || next.epoch !== position.epoch || next.number > position.number + 1;
      if (isGap) {
        const missed = await catchUp(deps, clinicId, position);
        position = missed.position;
        isBehind = false;
        yield* missed.items;
      } else if (position !== null && next.number > position.number) {
        position = { epoch: next.epoch, number: next.number };
        const item = decode(deps, next);
        if (item !== null) yield item;
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    for (const stop of stops) stop();
  }
}

type Position = { epoch: string; number: number } | null;

async function catchUp(
  { redis, ...deps }: FeedDeps,
  clinicId: string,
  position: Position,
): Promise<{ position: Position; items: FeedItem[] }> {
  const [epoch, sequence] = await redis.mget(keys.epoch(clinicId), keys.sequence(clinicId));
  if (epoch === null || epoch === undefined) {
    // Nothing was ever published, or Redis is new.
    return { position: null, items: [{ kind: 'snapshot', at: 'none.0' }] };
  }
  const last = Number(sequence ?? 0);
  const at: LiveEventId = `${epoch}.${last}`;
  const here = { epoch, number: last };
  if (position === null || position.epoch !== epoch || position.number > last)
    return { position: here, items: [{ kind: 'snapshot', at }] };
  const lines = await redis.zrangebyscore(keys.log(clinicId), position.number + 1, last);
  const entries = lines.map(parseEntry).sort((a, b) => a.number - b.number);
  if (entries.length !== last - position.number) return { position: here, items: [{ kind: 'snapshot', at }] };
  const events = entries.map((entry) => decode({ redis, ...deps }, entry)).filter((item) => item !== null);
  return { position: here, items: [...events, { kind: 'caught-up', at }] };
}

function decode({ cipher, onMalformed }: FeedDeps, entry: LogEntry): FeedItem | null {
  try {
    return { kind: 'event', id: entry.id, publishedAt: entry.publishedAt, event: decodeEvent(entry.body, cipher) };
  } catch {
    // Another version's event: counted and passed over, the number still moves on.
    onMalformed();
    return null;
  }
}

function tryParse(line: string, push: (entry: LogEntry) => void, onMalformed: () => void): void {
  let entry: LogEntry;
  try {
    entry = parseEntry(line);
  } catch {
    onMalformed();
    return;
  }
  push(entry);
}
