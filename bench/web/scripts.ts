import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { BrowserContext, Request } from '@playwright/test';

/** What a first visit brings of JavaScript, in bytes as gzip sends them. */
export interface Weight {
  /** For the page itself. */
  ownBytes: number;
  /** For the pages that it links to, which the router fetches ahead while nothing else is to be done. */
  aheadBytes: number;
}

/** A page is done when it has asked for nothing for so long; the live stream stays open and does not count. */
const QUIET_MS = 1_500;
const DEADLINE_MS = 30_000;

/**
 * Weighs the scripts that a browser with an empty cache fetches for a page before anybody touches it. Those of other pages come after the router has
 * asked for these pages ahead, which its requests say: on a first visit such requests are refused, and what comes more on a second one is theirs.
 */
export async function weighScripts(context: BrowserContext, url: string): Promise<Weight> {
  const own = await visit(context, url, { isAheadRefused: true });
  const all = await visit(context, url, { isAheadRefused: false });
  return { ownBytes: gzipBytes(own), aheadBytes: gzipBytes([...all].filter(([address]) => !own.has(address))) };
}

/** The sum of files each sent on its own. */
export function gzipBytes(files: Iterable<readonly [address: string, body: Buffer]>): number {
  let bytes = 0;
  for (const [, body] of files) bytes += gzipSync(body).byteLength;
  return bytes;
}

/** Every script that is fetched, by its address. */
async function visit(
  context: BrowserContext,
  url: string,
  { isAheadRefused }: { isAheadRefused: boolean },
): Promise<Map<string, Buffer>> {
  const page = await context.newPage();
  try {
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    if (isAheadRefused)
      await page.route('**/*', (route) => (isAhead(route.request()) ? route.abort() : route.continue()));
    let lastAt = performance.now();
    const bodies = new Map<string, Promise<Buffer>>();
    page.on('request', () => {
      lastAt = performance.now();
    });
    page.on('response', (response) => {
      lastAt = performance.now();
      if (response.request().resourceType() === 'script') bodies.set(response.url(), response.body());
    });
    await page.goto(url, { waitUntil: 'load', timeout: DEADLINE_MS });
    while (performance.now() - lastAt < QUIET_MS) await delay(50);
    return new Map(await Promise.all([...bodies].map(async ([address, body]) => [address, await body] as const)));
  } finally {
    await page.close();
  }
}

/** The router says in a header that it asks for a page which nobody has opened yet. */
function isAhead(request: Request): boolean {
  const headers = request.headers();
  return 'next-router-prefetch' in headers || 'next-router-segment-prefetch' in headers;
}
