import { request } from 'node:http';
import { marksIn } from './load.ts';

/** Browsers without a screen: each holds the stream open as the desk's pages do. */
export interface Watchers {
  /** From publish to the client, milliseconds, of all clients' events since the last `reset`. */
  delays(): number[];
  /** How many different events from this number on each client was told. */
  countsFrom(first: number): number[];
  /** Delays are counted anew. */
  reset(): void;
  stop(): void;
}

/**
 * Opens streams, and resolves when all of them stand.
 * @param sentAt when each event was published, by its number.
 * @throws where the desk refuses one.
 */
export async function startWatchers(options: {
  webUrl: string;
  cookie: string;
  clients: number;
  sentAt: readonly number[];
}): Promise<Watchers> {
  const { webUrl, cookie, clients, sentAt } = options;
  let delays: number[] = [];
  const told = Array.from({ length: clients }, () => new Set<number>());
  const open = await Promise.all(
    told.map((numbers) =>
      openStream({ webUrl, cookie }, (text) => {
        const now = Date.now();
        for (const [, digits = ''] of text.matchAll(marksIn)) {
          const number = Number(digits);
          const at = sentAt[number];
          if (at === undefined || numbers.has(number)) continue;
          numbers.add(number);
          delays.push(now - at);
        }
      }),
    ),
  );
  return {
    delays: () => delays,
    countsFrom: (first) => told.map((numbers) => [...numbers].filter((number) => number >= first).length),
    reset() {
      delays = [];
    },
    stop() {
      for (const stream of open) stream.destroy();
    },
  };
}

/** One stream of tRPC's server-sent events. Resolves with the first thing that is told. */
function openStream(
  { webUrl, cookie }: { webUrl: string; cookie: string },
  onText: (text: string) => void,
): Promise<{ destroy(): void }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ destroy(): void }>();
  const input = encodeURIComponent(JSON.stringify({ json: {} }));
  const asked = request(`${webUrl}/api/trpc/live.events?input=${input}`, {
    headers: { cookie, accept: 'text/event-stream' },
    agent: false,
  });
  asked.on('response', (response) => {
    if (response.statusCode !== 200) reject(new Error(`the stream was refused with ${response.statusCode}`));
    response.setEncoding('utf8');
    let left = '';
    response.on('data', (chunk: string) => {
      const lines = `${left}${chunk}`.split('\n');
      left = lines.pop() ?? '';
      for (const line of lines) {
        if (!line.startsWith('data:')) continue;
        if (line.includes('"kind"')) resolve({ destroy: () => void asked.destroy() });
        onText(line);
      }
    });
    // It is destroyed when the bench is over.
    response.on('error', () => undefined);
  });
  asked.on('error', reject);
  asked.end();
  return promise;
}
