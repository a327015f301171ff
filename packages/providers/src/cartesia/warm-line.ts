import type { Cancel, CartesiaAccount, Clock } from '@vaani/config';
import { ProviderFailure } from '../failure.ts';
import { CARTESIA, type CartesiaLine, openCartesiaLine } from './line.ts';

/** A socket over which nothing was said for so long is dead at the service after five minutes: it is replaced before. */
const REPLACED_AFTER_MS = 240_000;
/** Without a call for so long no socket is kept. */
const KEPT_MS = 1_800_000;
const LOOK_EVERY_MS = 15_000;

/** What comes back for one context. */
export interface ContextListener {
  onEvent(event: unknown): void;
  onFailure(failure: ProviderFailure): void;
}

/** A context's place on a socket. */
export interface Seat {
  send: CartesiaLine['send'];
  /** Idempotent. */
  leave(): void;
}

/** The socket to the service that all calls of this process share, opened ahead of need and replaced before it dies. */
export interface WarmLine {
  /** A place on an open socket: the listener is told what comes for this context. @throws {ProviderFailure} */
  join(contextId: string, listener: ContextListener, signal: AbortSignal): Promise<Seat>;
  /** Never throws. */
  warm(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** A socket and the contexts on it. One that has been replaced is closed when the last of them has left. */
interface Held {
  line: CartesiaLine;
  apiKey: string;
  listeners: Map<string, ContextListener>;
  touchedAt: number;
  isReplaced: boolean;
}

export function createWarmLine(options: { account: () => Promise<CartesiaAccount>; clock: Clock }): WarmLine {
  const { clock } = options;
  const closing = new AbortController();
  let held: Held | undefined;
  let opening: Promise<Held> | undefined;
  let usedAt = clock.monotonic();
  let stopLooking: Cancel | undefined;

  /** One opening for all who wait: the one who gives up does not end it for the others. */
  function replaced(): Promise<Held> {
    opening ??= open().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  async function open(): Promise<Held> {
    const account = await options.account();
    const listeners = new Map<string, ContextListener>();
    const fail = (failure: ProviderFailure) => {
      if (held?.listeners === listeners) held = undefined;
      mine?.line.close();
      for (const listener of [...listeners.values()]) listener.onFailure(failure);
    };
    const line = await openCartesiaLine({
      account,
      clock,
      signal: closing.signal,
      onEnd: fail,
      onEvent(event) {
        const id = contextOf(event);
        if (id === undefined) fail(garbled());
        else listeners.get(id)?.onEvent(event);
      },
    });
    const mine: Held = { line, apiKey: account.apiKey, listeners, touchedAt: clock.monotonic(), isReplaced: false };
    if (held !== undefined) retire(held);
    held = mine;
    stopLooking ??= clock.every(LOOK_EVERY_MS, look);
    return mine;
  }

  function retire(old: Held): void {
    old.isReplaced = true;
    if (old.listeners.size === 0) old.line.close();
  }

  function look(): void {
    if (held === undefined || held.listeners.size > 0) return;
    const now = clock.monotonic();
    if (now - usedAt >= KEPT_MS) {
      retire(held);
      held = undefined;
    } else if (now - held.touchedAt >= REPLACED_AFTER_MS) {
      // What is wrong there is said when somebody wants to speak.
      replaced().catch(() => undefined);
    }
  }

  async function current(signal: AbortSignal): Promise<Held> {
    usedAt = clock.monotonic();
    const { apiKey } = await options.account();
    signal.throwIfAborted();
    return held?.line.isOpen && held.apiKey === apiKey ? held : replaced();
  }

  return {
    async join(contextId, listener, signal) {
      const on = await untilAborted(current(signal), signal);
      on.listeners.set(contextId, listener);
      on.touchedAt = clock.monotonic();
      return {
        send: (event) => on.line.send(event),
        leave() {
          if (!on.listeners.delete(contextId)) return;
          usedAt = clock.monotonic();
          on.touchedAt = usedAt;
          if (on.isReplaced && on.listeners.size === 0) on.line.close();
        },
      };
    },
    async warm(signal) {
      await untilAborted(current(signal), signal).catch(() => undefined);
    },
    async close() {
      closing.abort(new Error('the voice is closed'));
      stopLooking?.();
      await opening?.catch(() => undefined);
      held?.line.close();
      held = undefined;
    },
  };
}

const garbled = () =>
  new ProviderFailure({
    ...{ provider: CARTESIA, operation: 'speak', reason: 'garbled' },
    message: 'a message was not in the service’s form',
    isRetryable: true,
  });

const contextOf = (event: unknown): string | undefined =>
  typeof event === 'object' && event !== null && 'context_id' in event && typeof event.context_id === 'string'
    ? event.context_id
    : undefined;

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
