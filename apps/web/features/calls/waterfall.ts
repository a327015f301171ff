import type { CallDetail } from '../../server/routers/calls-schemas.ts';

export type Stage = 'waiting' | 'hearing' | 'reply' | 'thinking' | 'speaking';

/** One answer of the agent: how long the caller waited for it, and for what. */
export interface Answer {
  turnId: string;
  /** When its first sound was heard, from the start of the call. */
  startedMs: number;
  text: string;
  language: CallDetail['turns'][number]['language'];
  gapMs: number;
  /** One after the other, from the caller's last sound. */
  stages: { stage: Stage; fromMs: number; lengthMs: number }[];
}

/** The answers of a call with what their time went into, as far as it was timed: what is left is the reply as a whole. */
export function answersOf(turns: CallDetail['turns']): Answer[] {
  return turns.flatMap((turn, index): Answer[] => {
    if (turn.who !== 'agent' || turn.gapMs === null) return [];
    const before = turns[index - 1];
    const heard = before?.who === 'caller' ? before.stages : null;
    const lengths: [Stage, number | null][] = [
      ['waiting', heard?.waitMs ?? null],
      ['hearing', heard?.sttMs ?? null],
      ['thinking', turn.stages.llmMs],
      ['speaking', turn.stages.ttsMs],
    ];
    let at = 0;
    const { gapMs } = turn;
    const stages: Answer['stages'] = [];
    for (const [stage, ms] of lengths) {
      // What was timed on two clocks may come to a little more than the whole.
      const lengthMs = Math.min(ms ?? 0, gapMs - at);
      if (lengthMs <= 0) continue;
      stages.push({ stage, fromMs: at, lengthMs });
      at += lengthMs;
    }
    if (at < gapMs) stages.push({ stage: 'reply', fromMs: at, lengthMs: gapMs - at });
    const { turnId, startedMs, text, language } = turn;
    return [{ turnId, startedMs, text, language, gapMs, stages }];
  });
}

/** How long each side spoke, and how often the agent was cut off. */
export function talkOf(turns: CallDetail['turns']): {
  callerMs: number;
  agentMs: number;
  staffMs: number;
  cuts: number;
} {
  const lengthOf = (who: string) =>
    turns.filter((turn) => turn.who === who).reduce((sum, turn) => sum + Math.max(0, turn.endedMs - turn.startedMs), 0);
  return {
    ...{ callerMs: lengthOf('caller'), agentMs: lengthOf('agent'), staffMs: lengthOf('staff') },
    cuts: turns.filter(({ isInterrupted }) => isInterrupted).length,
  };
}
