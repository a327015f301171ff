import type { Brain, BrainAction, BrainContext, BrainInput, BrainStep, SayAction } from '@vaani/receptionist';
import { gistOf } from '../turn/gist.ts';

export type HeardInput = BrainInput & { kind: 'heard' };

/** An answer that is made ahead of its time. Until it is taken nothing of it is said, and no tool of it runs. */
export interface Speculation<State> {
  /** Was it made for these words? Spelling, stops and what only rounds a sentence off aside. */
  isFor(input: BrainInput): boolean;
  /** The answer, from its beginning, as far as it is made, and then as it is made. Once. */
  take(): AsyncGenerator<BrainAction, BrainStep<State>>;
  /** It was in vain. */
  discard(): void;
}

type Result<State> = IteratorResult<BrainAction, BrainStep<State>>;

/** Begins to answer at once. The brain is pure: where this is discarded, nothing has happened. */
export function speculate<State>(options: {
  brain: Brain<State>;
  state: State;
  input: HeardInput;
  context: BrainContext;
  signal: AbortSignal;
  /** Told what will be said, as it is made: its sound can be made ahead too. The same objects come from `take`. */
  onSay?: (say: SayAction) => void;
}): Speculation<State> {
  const { brain, state, input, context } = options;
  const discarding = new AbortController();
  const steps = brain.take(state, input, context, AbortSignal.any([options.signal, discarding.signal]));
  const made: Promise<Result<State>>[] = [];

  /** Makes on by itself, so that it is there when it is taken. */
  function makeOn(): void {
    const next = steps.next();
    made.push(next);
    next.then(
      ({ done, value }) => {
        if (done === true || discarding.signal.aborted) return;
        if (value.kind === 'say') options.onSay?.(value);
        makeOn();
      },
      // Whoever takes it is told: the same promise throws there.
      () => undefined,
    );
  }
  makeOn();

  return {
    isFor: (other) =>
      other.kind === 'heard' &&
      other.source === input.source &&
      (other.language ?? null) === (input.language ?? null) &&
      gistOf(other.text) === gistOf(input.text),
    async *take() {
      for (let at = 0; ; at++) {
        const next = await made[at];
        if (next === undefined) throw new Error('an answer that was discarded cannot be taken');
        if (next.done === true) return next.value;
        yield next.value;
      }
    },
    discard() {
      discarding.abort();
      // What it holds open is given back; that it fails by then concerns nobody any more.
      steps.return(undefined as never).catch(() => undefined);
    },
  };
}
