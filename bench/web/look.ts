import lighthouse, { desktopConfig } from 'lighthouse';
import { percentile } from '../report.ts';

/** What somebody who opens a page waits for, milliseconds. */
export interface Look {
  /** Until the largest thing of the page is drawn. */
  paintMs: number;
  /** For how long the page could not have answered to a key or a press, while it came up. */
  blockedMs: number;
}

export const limits: Look = { paintMs: 1_500, blockedMs: 150 };

const audits = { paintMs: 'largest-contentful-paint', blockedMs: 'total-blocking-time' } as const;
/** A figure that is further below its limit than this is not brought over it by noise. */
const CALM = 0.7;
const REPEATS = 3;

/**
 * Opens a page with Lighthouse's preset for desktops, or its own for mobile phones (a slower network, a fourth of the processor), in a browser that is
 * signed in already.
 * @param port of the browser's debugger.
 * @throws {UnreadLookError}; another error where another page came, or none.
 */
async function lookOnce(url: string, { port, isMobile }: { port: number; isMobile: boolean }): Promise<Look> {
  const flags = {
    port,
    logLevel: 'error' as const,
    onlyAudits: Object.values(audits),
    // The sign-in is a cookie: it stays.
    disableStorageReset: true,
  };
  const result = await lighthouse(url, flags, isMobile ? undefined : desktopConfig);
  if (result === undefined) throw new Error(`nothing came of ${url}`);
  const { lhr } = result;
  if (lhr.runtimeError !== undefined) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const shown = new URL(lhr.finalDisplayedUrl).pathname;
  if (shown !== new URL(url).pathname) throw new Error(`${url} led to ${shown}`);
  const figureOf = (audit: string): number => {
    const { numericValue, errorMessage } = lhr.audits[audit] ?? {};
    if (numericValue === undefined) throw new UnreadLookError(`${url}: ${errorMessage ?? `nothing of ${audit}`}`);
    return numericValue;
  };
  return { paintMs: figureOf(audits.paintMs), blockedMs: figureOf(audits.blockedMs) };
}

/** Lighthouse saw the page, and not what was asked: its trace lacked a paint. Such a look says nothing of the page, and is taken again. */
class UnreadLookError extends Error {}
/** So many in a row, and it is no accident. */
const MOST_UNREAD = 3;

/** Looks at a page; where a figure is near its limit or over it, three times, and takes the median of each. @param prepare runs before each look. */
export async function look(
  url: string,
  options: { port: number; isMobile: boolean; isWhole: boolean; prepare: () => Promise<void> },
): Promise<Look> {
  const { isMobile, isWhole, prepare } = options;
  const looks: Look[] = [];
  let unread = 0;
  do {
    await prepare();
    try {
      looks.push(await lookOnce(url, options));
      unread = 0;
    } catch (error) {
      unread += 1;
      if (!(error instanceof UnreadLookError) || unread === MOST_UNREAD) throw error;
    }
  } while (looks.length === 0 || (looks.length < REPEATS && (isWhole || (!isMobile && !looks.every(isCalm)))));
  return medianOf(looks);
}

const isCalm = ({ paintMs, blockedMs }: Look): boolean =>
  paintMs < CALM * limits.paintMs && blockedMs < CALM * limits.blockedMs;

/** Of each figure by itself. */
export function medianOf(looks: readonly Look[]): Look {
  const middle = (figure: keyof Look) =>
    percentile(
      looks.map((one) => one[figure]),
      0.5,
    );
  return { paintMs: middle('paintMs'), blockedMs: middle('blockedMs') };
}
