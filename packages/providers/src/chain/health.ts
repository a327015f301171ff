import type { Cancel, Clock, Random } from '@vaani/config';
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import type { FailureReason, ProviderFailure } from '../failure.ts';
import { inTime } from '../in-time.ts';
import type { OnProviderEvent, StageName } from './events.ts';

/** So many failures in a row, and a provider is not asked any more. */
const MOST_FAILURES = 3;
/** Probes come so long after the break, then later and later. */
const FIRST_PROBE_MS = 5_000;
const LAST_PROBE_MS = 60_000;
const PROBE_DEADLINE_MS = 5_000;
/** One that is asked too much of rests for as long as it says; this, where it does not say. */
const REST_MS = 2_000;

/** Whether a provider is to be asked. One process keeps one for each provider, whichever clinics' chains it stands in. */
export interface Health {
  readonly provider: string;
  readonly isUp: boolean;
  succeeded(): void;
  failed(failure: ProviderFailure): void;
  /** Told whenever it is up again. Answers what ends that. */
  onRecovered(listener: () => void): () => void;
  /** Ends probing. Idempotent. */
  close(): void;
}

/**
 * A breaker (cockatiel's) whose time comes from outside: while it is open nobody is sent there but the probe, which runs in the background by our clock.
 * @param options.probe asks the provider for something small; rejects where it is still away.
 */
export function createHealth(options: {
  stage: StageName;
  provider: string;
  probe: (signal: AbortSignal) => Promise<void>;
  clock: Clock;
  random: Random;
  onEvent: OnProviderEvent;
}): Health {
  const { stage, provider, clock, random, onEvent } = options;
  const breaker = circuitBreaker(handleAll, { breaker: new ConsecutiveBreaker(MOST_FAILURES), halfOpenAfter: 0 });
  const listeners = new Set<() => void>();
  const closing = new AbortController();
  /** Down by our own word: too busy, or a key that is not good. */
  let isolation: { dispose(): void } | undefined;
  let downSince: number | undefined;
  let tries = 0;
  let cancelProbe: Cancel | undefined;

  function down(reason: FailureReason, probeAfterMs: number): void {
    if (downSince !== undefined || closing.signal.aborted) return;
    downSince = clock.monotonic();
    tries = 0;
    onEvent({ kind: 'down', stage, provider, reason });
    plan(probeAfterMs);
  }

  function plan(afterMs: number): void {
    // Never earlier than asked, and apart from each other, so that not all workers knock at once.
    cancelProbe = clock.after(afterMs * (1 + 0.3 * random.next()), () => void probe());
  }

  async function probe(): Promise<void> {
    const ask = () => inTime(clock, PROBE_DEADLINE_MS, closing.signal, { provider, operation: 'probe' }, options.probe);
    try {
      await (isolation === undefined ? breaker.execute(ask) : ask());
    } catch {
      // Still away: asked again later.
      tries += 1;
      if (!closing.signal.aborted) plan(Math.min(LAST_PROBE_MS, FIRST_PROBE_MS * 2 ** tries));
      return;
    }
    isolation?.dispose();
    isolation = undefined;
    const downMs = clock.monotonic() - (downSince ?? clock.monotonic());
    downSince = undefined;
    onEvent({ kind: 'recovered', stage, provider, downMs });
    for (const listener of [...listeners]) listener();
  }

  /** What the breaker learns from an operation that is over. */
  function record(outcome: () => Promise<void>): void {
    if (breaker.state !== CircuitState.Closed || closing.signal.aborted) return;
    breaker.execute(outcome).catch(() => undefined);
  }
  let lastReason: FailureReason = 'failed';
  breaker.onBreak((why) => {
    if (!('isolated' in why)) down(lastReason, FIRST_PROBE_MS);
  });

  return {
    provider,
    get isUp() {
      return downSince === undefined;
    },
    succeeded: () => record(async () => undefined),
    failed(failure) {
      const { reason } = failure;
      // What we asked was wrong: that says nothing of the provider.
      if (reason === 'refused') return;
      lastReason = reason;
      if (reason === 'busy' || reason === 'unauthorised') {
        if (downSince !== undefined) return;
        isolation = breaker.isolate();
        down(reason, reason === 'busy' ? (failure.retryAfterMs ?? REST_MS) : LAST_PROBE_MS / 2);
      } else
        record(async () => {
          throw failure;
        });
    },
    onRecovered(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closing.abort(new Error('the chain is closed'));
      cancelProbe?.();
      listeners.clear();
    },
  };
}

/** Of one that cannot be away: what runs in this process. */
export const alwaysUp = (provider: string): Health => ({
  provider,
  isUp: true,
  succeeded: () => undefined,
  failed: () => undefined,
  onRecovered: () => () => undefined,
  close: () => undefined,
});
