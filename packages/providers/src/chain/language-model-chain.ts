import type { Clock } from '@vaani/config';
import { ProviderFailure } from '../failure.ts';
import type { LanguageModel, ModelEvent, ModelMessage, ModelRequest } from '../language-model.ts';
import type { OnProviderEvent } from './events.ts';
import type { Health } from './health.ts';
import { type Contestant, startRace } from './race.ts';

export interface ModelMember {
  model: LanguageModel;
  health: Health;
}

export const thinkingDeadlines = {
  /** Without a word by then the next one is asked as well, and whoever speaks first is listened to. */
  firstMs: 900,
  /** Nobody has said a word by then: all have failed. */
  lastMs: 2_500,
  /** Between two pieces of a reply. */
  gapMs: 2_000,
} as const;

const STAGE = 'thinking';

/** Told to one who takes over in the middle: the words before it are heard already. */
const goOn: ModelMessage = {
  role: 'system',
  content:
    'Your last message was cut off by a technical fault after the words above, which the caller has heard. Go on from there: do not repeat or greet.',
};

/**
 * Models one behind the other. A turn is never given up while one of them may answer: one that fails is followed by the next at once, one that is slow is
 * raced by the next. Where the words of a reply were begun, the next one goes on from there.
 */
export function languageModelChain(options: {
  members: readonly ModelMember[];
  clock: Clock;
  onEvent: OnProviderEvent;
  deadlines?: { [K in keyof typeof thinkingDeadlines]: number };
}): LanguageModel {
  const { members, clock, onEvent, deadlines = thinkingDeadlines } = options;
  const first = members[0]?.model;

  async function* stream(request: ModelRequest): AsyncGenerator<ModelEvent> {
    const { signal } = request;
    let left = members.filter(({ health }) => health.isUp);
    let said = '';
    let failure = noneIsUp();
    let from: string | undefined;
    const inCall = request.callId === undefined ? {} : { callId: request.callId };
    while (left.length > 0 && !signal.aborted) {
      const race = startRace({
        contestants: left.map((member) => contestant(member, continued(request, said))),
        clock,
        signal,
        deadlines,
      });
      try {
        const winner = await race.winner();
        if (winner === null) return;
        const { name } = winner.of.model;
        const passed = race.passed();
        if (from !== undefined) passed.unshift({ name: from, reason: failure.reason });
        for (const one of passed)
          onEvent({ kind: 'switched', stage: STAGE, from: one.name, to: name, reason: one.reason, ...inCall });
        for await (const event of winner.pieces(() => deadlines.gapMs)) {
          if (event.kind === 'text') said += event.text;
          // Whoever runs tools is told of one: another model would ask for another.
          if (event.kind === 'tool-call') left = [];
          yield event;
        }
        if (!signal.aborted) winner.of.health.succeeded();
        return;
      } catch (error) {
        if (!(error instanceof ProviderFailure)) throw error;
        failure = error;
        from = error.provider;
        left = left.filter(({ model }) => model.name !== error.provider && !race.hasFailed(model.name));
      } finally {
        race.close();
      }
    }
    if (signal.aborted) return;
    if (from !== undefined)
      onEvent({ kind: 'switched', stage: STAGE, from, to: null, reason: failure.reason, ...inCall });
    throw failure;
  }

  function contestant(member: ModelMember, request: ModelRequest): Contestant<ModelMember, ModelEvent> {
    return {
      of: member,
      name: member.model.name,
      start: (signal) => member.model.stream({ ...request, signal }),
      onFirst: (ms) => measure(member, ms, true, request),
      onFailure(failure, ms) {
        member.health.failed(failure);
        if (ms !== null) measure(member, ms, false, request);
      },
    };
  }

  const measure = ({ model }: ModelMember, ms: number, isOk: boolean, { callId }: ModelRequest) =>
    onEvent({
      ...{ kind: 'measured', stage: STAGE, provider: model.name, operation: 'first-token', ms, isOk },
      ...(callId === undefined ? {} : { callId }),
    });

  return {
    name: first?.name ?? 'none',
    model: first?.model ?? 'none',
    stream,
    async warm(signal) {
      await members.find(({ health }) => health.isUp)?.model.warm?.(signal);
    },
  };
}

const continued = (request: ModelRequest, said: string): ModelRequest =>
  said === '' ? request : { ...request, messages: [...request.messages, { role: 'assistant', content: said }, goOn] };

const noneIsUp = (): ProviderFailure =>
  new ProviderFailure({
    ...{ provider: 'chain', operation: 'think', message: 'no model is up', reason: 'busy' },
    isRetryable: true,
  });
