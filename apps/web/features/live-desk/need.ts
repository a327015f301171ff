import { type Mood, moodOf } from '@vaani/clinic/mood';
import type { BoardCall, Turn } from './board.ts';

/** Why a call wants a person, strongest first. */
export type Need = 'emergency' | 'not-understood' | 'wants-person' | 'upset' | 'failed' | 'none';

/** Twice in a row not understood: the caller is about to give up. */
const UNCLEAR_IN_A_ROW = 2;

const known = new WeakMap<BoardCall, Need>();

/** Why this call wants a person, if it does. Asked for every row at every drawing: found once for each state of a call. */
export function needOf(call: BoardCall): Need {
  const need = known.get(call) ?? findNeed(call);
  known.set(call, need);
  return need;
}

function findNeed(call: BoardCall): Need {
  if (call.activity.key === 'emergency' || call.ended?.outcome === 'emergency') return 'emergency';
  if (call.ended) return call.ended.outcome === 'failed' ? 'failed' : 'none';
  // A person has it already.
  if (call.state === 'staff' || call.ownerId !== undefined) return 'none';
  if (unclearInARow(call.personal.turns) >= UNCLEAR_IN_A_ROW) return 'not-understood';
  if (call.activity.key === 'transferring') return 'wants-person';
  return moodNow(call) === 'negative' ? 'upset' : 'none';
}

/** How the caller is, by the last that they said and that was understood. */
export function moodNow({ personal }: BoardCall): Mood {
  const last = personal.turns.findLast(({ who, isFinal, isUnclear }) => who === 'caller' && isFinal && !isUnclear);
  return last === undefined ? 'neutral' : moodOf([last.text]);
}

function unclearInARow(turns: readonly Turn[]): number {
  const said = turns.filter(({ who }) => who === 'caller');
  const lastClear = said.findLastIndex(({ isUnclear }) => isUnclear !== true);
  return said.length - 1 - lastClear;
}

const needRank: Record<Need, number> = {
  emergency: 0,
  'not-understood': 1,
  'wants-person': 2,
  upset: 3,
  failed: 4,
  none: 5,
};
const stateRank: Record<BoardCall['state'], number> = { ringing: 0, talking: 1, 'on-hold': 0, staff: 2, ended: 9 };

/** Calls in order of need: who wants a person, then those under way, oldest first, then what ended just now, newest first. */
export function inOrderOfNeed(calls: Iterable<BoardCall>): BoardCall[] {
  return [...calls].sort(
    (a, b) =>
      (a.ended ? 1 : 0) - (b.ended ? 1 : 0) ||
      needRank[needOf(a)] - needRank[needOf(b)] ||
      stateRank[a.state] - stateRank[b.state] ||
      (a.ended && b.ended ? compare(b.ended.endedAt, a.ended.endedAt) : compare(a.startedAt, b.startedAt)) ||
      compare(a.callId, b.callId),
  );
}

/** By code units: instants and ids need no collation, which costs a hundred times as much. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
