import type { Clock } from '@vaani/config';
import { type ClinicContext, ClinicError } from '../context.ts';
import { LOCK_TIMEOUT_MS } from './doctor-day-lock.ts';

/** Those of this process who write for one doctor. */
interface Line {
  count: number;
  /** Ends with the last of them. */
  tail: Promise<void>;
  /** Called whenever a turn has ended, for those who still wait. */
  waiting: Set<() => void>;
}

/** Whoever waits looks no more often than this: a look costs as much as half a turn, and serves all who look at the same time. */
const LOOK_PERIOD_MS = 150;

const lines = new WeakMap<ClinicContext['db'], Map<string, Line>>();

/**
 * Lets the writers of one doctor in this process go one after another, before they take a connection: those who wait for the lock of the
 * database would else keep every connection from everybody. Other processes are held off by the lock alone.
 * @param instead asked by whoever has to wait, at once and after turns of others: what it answers is the result, and there is no turn. It only
 * looks: where it fails, the turn will tell.
 * @throws {ClinicError} `busy` where the turn does not come in time.
 */
export async function inTurn<T>(
  ctx: ClinicContext,
  doctorId: string,
  work: () => Promise<T>,
  instead?: () => Promise<T | null>,
): Promise<T> {
  const ofProcess = lines.get(ctx.db) ?? new Map<string, Line>();
  lines.set(ctx.db, ofProcess);
  const key = `${ctx.clinicId}|${doctorId}`;
  const line = ofProcess.get(key) ?? { count: 0, tail: Promise.resolve(), waiting: new Set() };
  ofProcess.set(key, line);
  const isFirst = line.count === 0;
  const before = line.tail;
  const mine = Promise.withResolvers<void>();
  line.tail = before.then(() => mine.promise);
  line.count += 1;
  try {
    const early = isFirst ? null : await wait(line, before, ctx.clock, instead);
    if (early !== null) return early;
    try {
      return await work();
    } finally {
      for (const ask of line.waiting) ask();
    }
  } finally {
    mine.resolve();
    line.count -= 1;
    if (line.count === 0) ofProcess.delete(key);
  }
}

/** Until the turn comes (null), or there is another answer. */
async function wait<T>(
  line: Line,
  turn: Promise<void>,
  clock: Clock,
  instead: (() => Promise<T | null>) | undefined,
): Promise<T | null> {
  const early = Promise.withResolvers<T | null>();
  let mayAskAt = Number.NEGATIVE_INFINITY;
  const ask = (): void => {
    if (instead === undefined || clock.monotonic() < mayAskAt) return;
    mayAskAt = Number.POSITIVE_INFINITY;
    const answered = (answer: T | null): void => {
      mayAskAt = clock.monotonic() + LOOK_PERIOD_MS;
      if (answer !== null) early.resolve(answer);
    };
    instead().then(answered, theTurnWillTell);
  };
  const cancel = clock.after(LOCK_TIMEOUT_MS, () =>
    early.reject(new ClinicError('busy', 'Many others are booking just now. Please try again.')),
  );
  line.waiting.add(ask);
  try {
    ask();
    return await Promise.race([turn.then(() => null), early.promise]);
  } finally {
    line.waiting.delete(ask);
    cancel();
  }
}

function theTurnWillTell(error: unknown): void {
  void error;
}
