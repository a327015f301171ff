import type { Logger } from '@vaani/observability';
import type { LanguageModel, ModelUsage } from '@vaani/providers';
import { type Brain, createModelBrain, rulesBrain, type TalkModel } from '@vaani/receptionist';
import type { UsageMeter } from '../call/usage.ts';
import { createTokenCount } from './token-count.ts';

/**
 * Who thinks in a call: the model where one is set, with the rules' state kept in step behind it; else the rules. Where hearing has fallen to the local
 * recogniser the rules think, from the caller's next words to the end of the call: what it makes out is one of the phrases it expected, not a transcript.
 * @param options.llm the chain of models, or null where none is set.
 * @param options.usage is told of the tokens, by who took them.
 */
export function createBrain(options: {
  llm: LanguageModel | null;
  callId: string;
  usage: Pick<UsageMeter, 'thought'>;
  /** Told what was thrown away of that. */
  onWasted?: (tokens: ModelUsage) => void;
  /** Has the caller stopped speaking, and waits? */
  isUrgent?: () => boolean;
  logger: Logger;
}): Brain<unknown> {
  const { llm, callId, usage, onWasted, logger, isUrgent = () => false } = options;
  if (llm === null) return rulesBrain;
  const count = createTokenCount(llm.name, usage, onWasted);
  const model: TalkModel = { stream: (request) => count(llm, { ...request, callId, isUrgent: isUrgent() }) };
  const brain = createModelBrain({
    model,
    isInPieces: true,
    onFailure: (error) =>
      logger.warn('the model failed: the rules go on', {
        ...{ callId, stage: 'llm' },
        ...(error instanceof Error ? { error } : {}),
      }),
  });
  return {
    ...brain,
    take(state: Parameters<typeof brain.take>[0], input, context, signal) {
      // What a tool answers is for who asked for it.
      const isForRules = context.hearing === 'local' && input.kind !== 'tool-result';
      return brain.take(isForRules ? { ...state, mode: 'rules' } : state, input, context, signal);
    },
  };
}
