import { type Brain, type BrainContext, type BrainInput, type BrainStep, rulesBrain } from '@vaani/receptionist';
import { openModel } from './model.ts';
import { obedient } from './obedient-policy.ts';

/** A brain of one call. What it asks for is run by who drives it; it never sees a clinic or a clock. */
export interface EvalBrain {
  step(input: BrainInput, context: BrainContext): Promise<BrainStep<unknown>>;
}

/** What thinks in all calls of one worker. */
export interface Mind {
  think(context: BrainContext): EvalBrain;
  /** The same brain around a model that obeys whoever talks to it, for attacks; none where the brain has no model. */
  obeys?(context: BrainContext): EvalBrain;
  close(): Promise<void>;
}

/** The account of a real model, or null for the emulated one. */
export type ModelAccount = { apiKey: string; apiUrl: string; model: string } | null;

/** Brains by the name that `--brain` takes. */
export const brains: Record<string, (account: ModelAccount) => Promise<Mind>> = {
  rules: async () => ({ think: rules, close: async () => undefined }),
  llm: async (account) => {
    const [model, traitor] = [await openModel(account), await openModel(null, obedient)];
    return {
      think: (context) => driven(model.brainOf(), context),
      obeys: (context) => driven(traitor.brainOf(), context),
      async close() {
        await model.close();
        await traitor.close();
      },
    };
  },
};

/** The rules, which need nothing opened. */
export const rules: Mind['think'] = (context) => driven(rulesBrain, context);

function driven<State>(brain: Brain<State>, context: BrainContext): EvalBrain {
  const { signal } = new AbortController();
  let state = brain.begin(context);
  return {
    async step(input, now) {
      const steps = brain.take(state, input, now, signal);
      let next = await steps.next();
      while (next.done !== true) next = await steps.next();
      state = next.value.state;
      return next.value;
    },
  };
}
