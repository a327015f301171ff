import { type BrainContext, type BrainInput, type BrainStep, createDialogue, decide } from '@vaani/receptionist';

/** A brain of one call. What it asks for is run by who drives it; it never sees a clinic or a clock. */
export interface EvalBrain {
  step(input: BrainInput, context: BrainContext): Promise<BrainStep<unknown>>;
}

/** Brains by the name that `--brain` takes. The one that needs a model joins here. */
export const brains: Record<string, (context: BrainContext) => EvalBrain> = {
  rules: (context) => {
    let state = createDialogue(context);
    return {
      step: async (input, now) => {
        const step = decide(state, input, now);
        state = step.state;
        return step;
      },
    };
  },
};
