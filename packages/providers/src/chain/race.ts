import type { Cancel, Clock } from '@vaani/config';
import { type FailureReason, ProviderFailure } from '../failure.ts';

/** One who takes part: asked when it is its turn. */
export interface Contestant<M, E> {
  of: M;
  name: string;
  start(signal: AbortSignal): AsyncIterable<E>;
  /** It gave its first piece, so long after it was asked. */
  onFirst(ms: number): void;
  /** It failed: so long after it was asked, or (null) in the middle of what it gave. */
  onFailure(failure: ProviderFailure, ms: number | null): void;
}

export interface Race<M, E> {
  /** The first who gives something; null where the caller wants nothing any more. @throws {ProviderFailure} where none does */
  winner(): Promise<{ of: M; pieces(gapMs: (piece: E) => number): AsyncGenerator<E> } | null>;
  /** Those who were asked before the winner, and why it was not they. */
  passed(): { name: string; reason: FailureReason }[];
  hasFailed(name: string): boolean;
  /** Ends whoever still works. Idempotent. */
  close(): void;
}

interface Runner<M, E> {
  contestant: Contestant<M, E>;
  iterator: AsyncIterator<E>;
  ending: AbortController;
  startedAt: number;
}

/**
 * Asks one after the other: the next where one has failed, or has given nothing for `firstMs`. Those who were asked before go on meanwhile; the first to give
 * anything wins, the others are ended.
 */
export function startRace<M, E>(options: {
  contestants: readonly Contestant<M, E>[];
  clock: Clock;
  signal: AbortSignal;
  deadlines: { firstMs: number; lastMs: number };
}): Race<M, E> {
  const { clock, signal, deadlines } = options;
  const waiting = [...options.contestants];
  const running = new Map<string, Runner<M, E>>();
  const failed = new Map<string, ProviderFailure>();
  /** In the order in which they were asked. */
  const asked: string[] = [];
  let winnerName: string | undefined;
  const result = Promise.withResolvers<{ runner: Runner<M, E>; first: IteratorResult<E> } | null>();
  // Whoever asks for the winner hears of a failure; nobody may.
  result.promise.catch(() => undefined);
  let isOver = false;
  let cancelNext: Cancel = () => undefined;

  function askNext(): void {
    cancelNext();
    const contestant = waiting.shift();
    if (contestant === undefined || isOver) return;
    const ending = new AbortController();
    const iterator = contestant.start(AbortSignal.any([signal, ending.signal]))[Symbol.asyncIterator]();
    const runner: Runner<M, E> = { contestant, iterator, ending, startedAt: clock.monotonic() };
    running.set(contestant.name, runner);
    asked.push(contestant.name);
    cancelNext = clock.after(deadlines.firstMs, askNext, { keepAlive: true });
    iterator.next().then(
      (first) => win(runner, first),
      (error: unknown) => lose(runner, error),
    );
  }

  function win(runner: Runner<M, E>, first: IteratorResult<E>): void {
    if (isOver) return;
    isOver = true;
    winnerName = runner.contestant.name;
    runner.contestant.onFirst(clock.monotonic() - runner.startedAt);
    stopTimers();
    result.resolve({ runner, first });
    for (const other of running.values()) {
      if (other === runner) continue;
      if (asked.indexOf(other.contestant.name) < asked.indexOf(winnerName)) beaten(other);
      end(other);
    }
  }

  /** Asked before the winner and silent still: to be waited for each time it hangs is what its health is to spare everybody. */
  function beaten({ contestant, startedAt }: Runner<M, E>): void {
    const waitedMs = clock.monotonic() - startedAt;
    contestant.onFailure(tooLate(contestant.name, waitedMs), waitedMs);
  }

  function lose(runner: Runner<M, E>, error: unknown): void {
    if (isOver) return;
    running.delete(runner.contestant.name);
    const isFailure = error instanceof ProviderFailure;
    if (isFailure) note(runner, error, clock.monotonic() - runner.startedAt);
    if (isFailure && waiting.length > 0) askNext();
    else if (!isFailure || running.size === 0) giveUp(error);
  }

  function giveUp(error: unknown): void {
    if (isOver) return;
    isOver = true;
    stopTimers();
    for (const runner of running.values()) end(runner);
    if (signal.aborted) result.resolve(null);
    else result.reject(error);
  }

  function note(runner: Runner<M, E>, failure: ProviderFailure, ms: number | null): void {
    failed.set(runner.contestant.name, failure);
    runner.contestant.onFailure(failure, ms);
  }

  function onLast(): void {
    let last: ProviderFailure | undefined;
    for (const runner of running.values()) {
      last = tooLate(runner.contestant.name, deadlines.lastMs);
      note(runner, last, clock.monotonic() - runner.startedAt);
    }
    giveUp(last ?? tooLate('chain', deadlines.lastMs));
  }

  const cancelLast = clock.after(deadlines.lastMs, onLast, { keepAlive: true });
  const stopTimers = () => {
    cancelNext();
    cancelLast();
  };
  const onAbort = () => giveUp(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  else askNext();

  async function* pieces(
    runner: Runner<M, E>,
    first: IteratorResult<E>,
    gapMs: (piece: E) => number,
  ): AsyncGenerator<E> {
    for (let next = first; !next.done; ) {
      const waitMs = gapMs(next.value);
      yield next.value;
      next = await inGap(runner, waitMs);
    }
  }

  /** The next piece. @throws {ProviderFailure} where none has come in time, or the provider failed */
  async function inGap(runner: Runner<M, E>, gapMs: number): Promise<IteratorResult<E>> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const cancel = clock.after(gapMs, () => reject(tooLate(runner.contestant.name, gapMs)), { keepAlive: true });
    try {
      return await Promise.race([runner.iterator.next(), late]);
    } catch (error) {
      if (error instanceof ProviderFailure) note(runner, error, null);
      throw error;
    } finally {
      cancel();
    }
  }

  return {
    async winner() {
      const won = await result.promise;
      if (won === null) return null;
      const { runner, first } = won;
      return { of: runner.contestant.of, pieces: (gapMs) => pieces(runner, first, gapMs) };
    },
    passed: () =>
      asked
        .slice(0, winnerName === undefined ? undefined : asked.indexOf(winnerName))
        .map((name) => ({ name, reason: failed.get(name)?.reason ?? 'timeout' })),
    hasFailed: (name) => failed.has(name),
    close() {
      signal.removeEventListener('abort', onAbort);
      isOver = true;
      stopTimers();
      for (const runner of running.values()) end(runner);
      running.clear();
    },
  };
}

function end<M, E>({ ending, iterator }: Runner<M, E>): void {
  ending.abort(new Error('another was first'));
  // It may be in the middle of waiting: its end is not waited for, and how it ends is of no interest.
  void iterator.return?.()?.catch(() => undefined);
}

const tooLate = (provider: string, ms: number): ProviderFailure =>
  new ProviderFailure({
    ...{ provider, operation: 'answer', reason: 'timeout', message: `nothing within ${Math.round(ms)} ms` },
    isRetryable: true,
  });
