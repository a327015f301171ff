import type { Cancel, Clock } from '@vaani/config';
import type { LanguageModel, ModelEvent, ModelRequest } from '../language-model.ts';
import type { OnProviderEvent } from './events.ts';
import { createWaits, type Waits } from './waits.ts';

/** One of the two requests: its first event, and what follows. */
interface Runner {
  iterator: AsyncIterator<ModelEvent>;
  ending: AbortController;
  first: Promise<IteratorResult<ModelEvent>>;
}

/**
 * A model whose slow answers are hedged: where the first token is later than most recent ones were, the same request goes out once more, and whichever speaks
 * first is listened to; the other is ended. Where a model's answers lie far apart, one that somebody waits for is asked for twice at once. How late is late is learned from the calls of this process; no more than a share of all requests is made twice, and
 * what the second cost is in the usage.
 */
export function hedgedModel(options: {
  model: LanguageModel;
  clock: Clock;
  onEvent: OnProviderEvent;
  waits?: Waits;
}): LanguageModel {
  const { model, clock, onEvent, waits = createWaits() } = options;

  function start(request: ModelRequest): Runner {
    const ending = new AbortController();
    const signal = AbortSignal.any([request.signal, ending.signal]);
    const iterator = model.stream({ ...request, signal })[Symbol.asyncIterator]();
    const first = iterator.next();
    // Whoever waits for it hears of a failure.
    first.catch(() => undefined);
    return { iterator, ending, first };
  }

  async function* stream(request: ModelRequest): AsyncGenerator<ModelEvent> {
    const boundMs = waits.boundMs(request.isUrgent);
    const askedAt = clock.monotonic();
    const one = start(request);
    let other: Runner | undefined;
    let winner = one;
    try {
      const isLate =
        boundMs === 0 || (boundMs !== null && (await isLaterThan(one.first, boundMs, clock, request.signal)));
      if (isLate) {
        other = start(request);
        winner = await firstOf(one, other);
        const { callId } = request;
        onEvent({
          ...{ kind: 'hedged', stage: 'thinking', provider: model.name, hasWon: winner === other },
          ...(callId === undefined ? {} : { callId }),
        });
        end(winner === one ? other : one);
      }
      waits.asked(isLate);
      const isDouble = other !== undefined;
      const first = await winner.first;
      waits.answered(clock.monotonic() - askedAt);
      for (let next = first; next.done !== true; next = await winner.iterator.next())
        yield isDouble ? withBoth(next.value) : next.value;
    } finally {
      end(one);
      if (other !== undefined) end(other);
    }
  }

  return {
    name: model.name,
    model: model.model,
    stream,
    ...(model.warm === undefined ? {} : { warm: (signal: AbortSignal) => model.warm?.(signal) ?? Promise.resolve() }),
  };
}

/** False where it came, or failed, in time; and where nobody waits any more. */
async function isLaterThan(first: Promise<unknown>, ms: number, clock: Clock, signal: AbortSignal): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const cancel: Cancel = clock.after(ms, () => resolve(true), { keepAlive: true });
  const onAbort = () => resolve(false);
  signal.addEventListener('abort', onAbort, { once: true });
  const inTime = first.then(
    () => false,
    () => false,
  );
  try {
    return (await Promise.race([inTime, late])) && !signal.aborted;
  } finally {
    cancel();
    signal.removeEventListener('abort', onAbort);
  }
}

/** Who answers first; where one fails, the other. Where both do, the first: its failure is the one to tell. */
async function firstOf(one: Runner, other: Runner): Promise<Runner> {
  const answered = (runner: Runner) => runner.first.then(() => runner);
  return Promise.any([answered(one), answered(other)]).catch(() => one);
}

/** The prompt was read twice, and is billed so. */
function withBoth(event: ModelEvent): ModelEvent {
  if (event.kind !== 'done' || event.usage === null) return event;
  const { promptTokens, cachedTokens, completionTokens } = event.usage;
  return { ...event, usage: { promptTokens: 2 * promptTokens, cachedTokens: 2 * cachedTokens, completionTokens } };
}

function end({ ending, iterator }: Runner): void {
  ending.abort(new Error('the other was first, or nobody listens'));
  void iterator.return?.()?.catch(() => undefined);
}
