import type { CallDetail } from '@vaani/clinic';
import type { Gap } from './gaps.ts';

/** A gap as the caller's phone heard it, with what the record says of the reply that it led to. ms */
export interface Answer {
  /** To the first frame of anything: a filler too. */
  soundMs: number;
  /** To the first frame of the reply. */
  replyMs: number;
  hasTool: boolean;
}

/** The call's clock and the stream's differ by so much at most. */
const CLOCKS_MS = 300;
/** A reply that the worker says came so much later than the first sound began with a filler. */
const FILLER_MS = 100;

/** Puts each gap beside its reply in the record. A gap whose reply is not there is none of a reply's. */
export function answersOf(gaps: readonly Gap[], { turns, events }: Pick<CallDetail, 'turns' | 'events'>): Answer[] {
  const tools = events.filter(({ kind }) => kind === 'tool').map(({ atMs }) => atMs);
  return gaps.flatMap(({ gapMs, atMs, fromMs }) => {
    const reply = turns.find(({ who, startedMs }) => who === 'agent' && Math.abs(startedMs - atMs) <= CLOCKS_MS);
    if (reply === undefined || reply.gapMs === null) return [];
    const replyMs = reply.gapMs > gapMs + FILLER_MS ? reply.gapMs : gapMs;
    return [{ soundMs: gapMs, replyMs, hasTool: tools.some((tool) => tool >= fromMs && tool <= fromMs + replyMs) }];
  });
}
