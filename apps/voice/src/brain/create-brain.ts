import type { LanguageModel } from '@vaani/providers';
import { type Brain, rulesBrain } from '@vaani/receptionist';

/**
 * Who thinks in the calls of this worker: the rules, whatever model is set. A model's brain is there and proved against the guard
 * (`createModelBrain`), and comes in here once the emulated model answers by the receptionist's own policy, so that a whole call of it can be tested.
 * @param _settings.llm the chain of models, or null where none is set.
 */
export function createBrain(_settings: { llm: LanguageModel | null }): Brain<unknown> {
  return rulesBrain;
}
