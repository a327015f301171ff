import type { BoardCall, Turn } from './board.ts';

/** Why a call wants a person, strongest first. */
export type Need = 'emergency' | 'not-understood' | 'failed' | 'none';

/** Twice in a row not understood: the caller is about to give up. */
const UNCLEAR_IN_A_ROW = 2;

export function needOf(call: BoardCall): Need {
  if (call.activity.key === 'emergency' || call.ended?.outcome === 'emergency') return 'emergency';
  if (call.ended) return call.ended.outcome === 'failed' ? 'failed' : 'none';
  if (call.state === 'staff') return 'none';
  return unclearInARow(call.personal.turns) >= UNCLEAR_IN_A_ROW ? 'not-understood' : 'none';
}

function unclearInARow(turns: readonly Turn[]): number {
  const said = turns.filter(({ who }) => who === 'caller');
  const lastClear = said.findLastIndex(({ isUnclear }) => isUnclear !== true);
  return said.length - 1 - lastClear;
}

const needRank: Record<Need, number> = { emergency: 0, 'not-understood': 1, failed: 3, none: 4 };
const stateRank: Record<BoardCall['state'], number> = { ringing: 0, talking: 1, 'on-hold': 0, staff: 2, ended: 9 };

/** Calls in order of need: who wants a person, then those under way, oldest first, then what ended just now, newest first. */
export function inOrderOfNeed(calls: Iterable<BoardCall>): BoardCall[] {
  return [...calls].sort(
    (a, b) =>
      (a.ended ? 1 : 0) - (b.ended ? 1 : 0) ||
      needRank[needOf(a)] - needRank[needOf(b)] ||
      stateRank[a.state] - stateRank[b.state] ||
      (a.ended && b.ended ? b.ended.endedAt.localeCompare(a.ended.endedAt) : a.startedAt.localeCompare(b.startedAt)) ||
      a.callId.localeCompare(b.callId),
  );
}
