import { addTokens, type CallVerdict, type Summarise, type TokenUsage } from '@vaani/clinic';
import { type Clock, withinDeadline } from '@vaani/config';
import type { Logger, Metrics } from '@vaani/observability';
import type { LanguageModel } from '@vaani/providers';
import { summariseByModel, summariseByRules, type TalkModel } from '@vaani/receptionist';

/** Nobody waits for a summary, but a job must end. */
export const summaryDeadlines = { firstMs: 8_000, lastMs: 15_000, gapMs: 8_000, wholeMs: 25_000 } as const;

/**
 * Who summarises calls: the model where one is set, else the rules. Where the model fails, or writes what is no summary, the rules do it: a call is never left without.
 * A call in which the caller said nothing costs nobody a token.
 */
export function createSummariser(options: {
  model: LanguageModel | null;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}): Summarise {
  const { model, clock, logger } = options;
  const written = options.metrics.counter('worker_summaries_total', 'Summaries of calls, by who wrote them', ['by']);

  return async (facts, signal): Promise<CallVerdict> => {
    let tokens: Record<string, TokenUsage> = {};
    const isSilent = facts.turns.every(({ who, text }) => who !== 'caller' || text === '');
    if (model !== null && !isSilent) {
      const counted: TalkModel = {
        async *stream(request) {
          for await (const event of model.stream(request)) {
            if (event.kind === 'done' && event.usage !== null)
              tokens = addTokens(tokens, { [event.provider]: event.usage });
            yield event;
          }
        },
      };
      try {
        const summary = await withinDeadline(clock, summaryDeadlines.wholeMs, signal, (ended) =>
          summariseByModel(counted, facts, ended),
        );
        written.inc({ by: 'model' });
        return { ...summary, tokens };
      } catch (error) {
        // The worker stops: the job is another's.
        signal.throwIfAborted();
        logger.warn('the model wrote no summary: the rules do', error instanceof Error ? { error } : {});
      }
    }
    written.inc({ by: 'rules' });
    return { ...summariseByRules(facts), tokens };
  };
}
