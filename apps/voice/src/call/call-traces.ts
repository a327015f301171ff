import type { CallTurnInput } from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import { type OpenSpan, openSpan, type SpanFields, traced } from '@vaani/observability';
import type { OnProviderEvent, ProviderEvent } from '@vaani/providers';
import type { ToolRunner } from './tools.ts';

const stages = { hearing: 'stt', thinking: 'llm', speaking: 'tts' } as const;

/** One call's trace. */
export interface CallTrace {
  /** A turn, when it is written: its stages are read from its record. */
  turn(turn: CallTurnInput): void;
  /** The same tools, each a span of the call. */
  around(run: ToolRunner): ToolRunner;
  end(fields: SpanFields): void;
}

/** The traces of this worker's calls. What a span says is made of names, times and ids: of a turn its words stay here. */
export interface CallTraces {
  begin(call: { callId: string; clinicId: string; language: string }): CallTrace;
  /** What the chains measured within a call. */
  onEvent: OnProviderEvent;
}

export function createCallTraces(options: { clock: Clock }): CallTraces {
  const { clock } = options;
  const open = new Map<string, OpenSpan>();

  function onEvent(event: ProviderEvent): void {
    if (!('callId' in event) || event.callId === undefined) return;
    const span = open.get(event.callId);
    if (span === undefined) return;
    const endedAt = clock.now();
    const stage = stages[event.stage];
    if (event.kind === 'measured') {
      const { provider, operation, ms, isOk } = event;
      span.add(`${stage} ${operation}`, { startedAt: endedAt - ms, endedAt }, { stage, provider, operation, isOk });
    }
    if (event.kind === 'switched')
      span.add(
        `${stage} switched`,
        { startedAt: endedAt, endedAt },
        { stage, provider: event.from, code: event.reason },
      );
  }

  return {
    onEvent,
    begin({ callId, clinicId, language }) {
      const startedAt = clock.now();
      const span = openSpan('call', { callId, clinicId, language }, startedAt);
      open.set(callId, span);
      return {
        turn: (turn) => traceTurn(span, startedAt, turn),
        around: (run) => (call, context) =>
          span.within(() => traced('tool', { tool: call.name }, () => run(call, context))),
        end(fields) {
          open.delete(callId);
          span.end(fields, clock.now());
        },
      };
    },
  };
}

/**
 * A turn and its stages, by the times of its record. Of the caller: the silence that ended it and the transcript, both from their last sound on. Of the agent: the gap
 * before its first sound.
 */
function traceTurn(call: OpenSpan, callStartedAt: number, turn: CallTurnInput): void {
  const { who, turnId, language, record = {}, gapMs, isUnclear, isInterrupted } = turn;
  const startedAt = callStartedAt + turn.startedMs;
  const endedAt = callStartedAt + turn.endedMs;
  const times = Object.entries(record).filter(([key, value]) => key.endsWith('Ms') && typeof value === 'number');
  const span = call.add(
    `turn ${who}`,
    { startedAt, endedAt: Math.max(startedAt, endedAt) },
    {
      ...{ who, turnId, language, isUnclear, isInterrupted, gapMs },
      ...Object.fromEntries(times),
      ...(typeof record.endedBy === 'string' ? { endedBy: record.endedBy } : {}),
    },
  );
  const after = (name: string, ms: unknown) => {
    if (typeof ms === 'number') span.add(name, { startedAt: endedAt, endedAt: endedAt + ms }, { stage: name });
  };
  after('endpoint', record.waitMs);
  after('stt', record.sttMs);
  if (gapMs !== undefined) span.add('gap', { startedAt: startedAt - gapMs, endedAt: startedAt }, { stage: 'gap' });
}
