import type { Logger } from '@vaani/observability';
import type { OnProviderEvent, ProviderEvent } from '@vaani/providers';
import type { VoiceMetrics } from '../metrics.ts';

type Switched = Extract<ProviderEvent, { kind: 'switched' }>;

/** What a call is told of its providers. */
export interface ProviderSwitch {
  stage: 'stt' | 'llm' | 'tts';
  from: string;
  /** Where none is left the rules think; of hearing and speaking nobody is, `none`. */
  to: string;
  reason: Switched['reason'];
}

const stages = { hearing: 'stt', thinking: 'llm', speaking: 'tts' } as const;

/** What a call is told while it lasts. */
export interface ProviderFollower {
  onSwitched(change: ProviderSwitch): void;
  /** A model has begun to answer. */
  onFirstToken(): void;
}

/** Takes what the chains tell, into log and metrics, and to the call that it is about. */
export interface ProviderWatch {
  onEvent: OnProviderEvent;
  /** @returns what ends it. */
  follow(callId: string, follower: ProviderFollower): () => void;
}

export function createProviderWatch(options: { metrics: VoiceMetrics; logger: Logger }): ProviderWatch {
  const { metrics, logger } = options;
  const followers = new Map<string, ProviderFollower>();

  function onSwitched({ stage, from, to, reason, callId }: Switched): void {
    const change = { stage: stages[stage], from, to: to ?? (stage === 'thinking' ? 'rules' : 'none'), reason };
    metrics.providerSwitches.inc(change);
    logger.warn('a provider was switched', {
      ...(callId === undefined ? {} : { callId }),
      ...{ stage: change.stage, state: `${from} → ${change.to}`, reason },
    });
    if (callId !== undefined) followers.get(callId)?.onSwitched(change);
  }

  return {
    onEvent(event) {
      switch (event.kind) {
        case 'switched':
          return onSwitched(event);
        case 'reopened':
          metrics.providerReopenings.inc({ stage: stages[event.stage], provider: event.provider });
          return;
        case 'down':
        case 'recovered': {
          const isUp = event.kind === 'recovered';
          metrics.providerUp.set({ stage: stages[event.stage], provider: event.provider }, isUp ? 1 : 0);
          return logger.warn(isUp ? 'a provider is back' : 'a provider is not asked any more', {
            ...{ stage: stages[event.stage], state: event.provider },
            ...('reason' in event ? { reason: event.reason } : {}),
          });
        }
        case 'hedged':
          metrics.hedges.inc({ provider: event.provider, winner: event.hasWon ? 'second' : 'first' });
          return;
        case 'measured': {
          const { stage, provider, operation, ms, isOk, callId } = event;
          if (operation === 'first-token' && isOk) {
            metrics.llmLatency.observe(ms);
            if (callId !== undefined) followers.get(callId)?.onFirstToken();
          }
          metrics.providerLatency.observe(
            { stage: stages[stage], provider, operation, result: isOk ? 'ok' : 'failed' },
            ms,
          );
        }
      }
    },
    follow(callId, follower) {
      followers.set(callId, follower);
      return () => void followers.delete(callId);
    },
  };
}
