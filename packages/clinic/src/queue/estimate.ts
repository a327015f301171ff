import { MINUTE_MS } from '../scheduling/civil-time.ts';
import { nextWaiting, type Waiting } from './order.ts';

/** A consultation that is over: how long it was meant to take, and how long it took. Minutes. */
export interface Seen {
  plannedMin: number;
  actualMin: number;
}

/** So many consultations of the planned length are put beside today's, so that one long talk in the morning is not taken for the pace of the day. */
const PRIOR_VISITS = 3;
/** A token that nobody finished tells nothing of how long the patient was inside. */
const LONGEST_TIMES_PLAN = 4;

/**
 * How fast the doctor goes today: 1 as planned, 1.5 half as long again for each patient. Today's own times, weighed against three of the planned
 * length.
 */
export function paceOf(seen: readonly Seen[], usualMin: number): number {
  let planned = PRIOR_VISITS * usualMin;
  let actual = planned;
  for (const one of seen) {
    planned += one.plannedMin;
    actual += Math.min(one.actualMin, LONGEST_TIMES_PLAN * one.plannedMin);
  }
  return actual / planned;
}

export interface QueueState {
  now: number;
  /** When the doctor begins, late or not. */
  opensAt: number;
  /** Patients whom the doctor sees at once. */
  capacity: number;
  pace: number;
  running: readonly { calledAt: number; plannedMin: number }[];
  waiting: readonly (Waiting & { plannedMin: number })[];
  /** Appointments of the session who have not come yet: they go in when their time comes. */
  expected: readonly { startsAt: number; plannedMin: number }[];
}

interface InLine extends Waiting {
  plannedMin: number;
  /** Not here before this; 0 for those who are. */
  comesAt: number;
}

/** For the number that a new walk-in would get: higher than any that was issued. */
const NEWCOMER = Number.MAX_SAFE_INTEGER;

/**
 * Whole minutes until each number goes in, and until somebody who took a token now would. The queue is played through: whenever the doctor is
 * free, the next by the same rule as at the door, each taking their planned time at today's pace. Pure.
 */
export function estimateWaits(
  state: QueueState,
  newcomerMin: number,
): { byNumber: Map<number, number>; newcomer: number } {
  const byNumber = play(state, []);
  const withNewcomer = play(state, [
    { number: NEWCOMER, appointmentAt: null, recalledAt: null, plannedMin: newcomerMin, comesAt: 0 },
  ]);
  return { byNumber, newcomer: withNewcomer.get(NEWCOMER) ?? 0 };
}

function play(state: QueueState, more: readonly InLine[]): Map<number, number> {
  const { now, pace } = state;
  const length = (plannedMin: number) => plannedMin * pace * MINUTE_MS;
  const running = state.running.map(({ calledAt, plannedMin }) => Math.max(now, calledAt + length(plannedMin)));
  const idle = Array.from({ length: Math.max(0, state.capacity - running.length) }, () => Math.max(now, state.opensAt));
  const freeAt = [...running, ...idle];
  let line: InLine[] = [
    ...state.waiting.map((one) => ({ ...one, comesAt: 0 })),
    ...state.expected.map(({ startsAt, plannedMin }, index) => ({
      number: -1 - index,
      appointmentAt: startsAt,
      recalledAt: null,
      plannedMin,
      comesAt: startsAt,
    })),
    ...more,
  ];
  const waits = new Map<number, number>();
  const isHere = ({ number }: InLine) => number >= 0;
  while (line.some(isHere)) {
    const at = Math.min(...freeAt);
    const next = nextWaiting(
      line.filter(({ comesAt }) => comesAt <= at),
      at,
    );
    // Those who are here never have to wait for those who are not.
    if (next === undefined) break;
    if (isHere(next)) waits.set(next.number, Math.ceil((at - now) / MINUTE_MS));
    freeAt[freeAt.indexOf(at)] = at + length(next.plannedMin);
    line = line.filter((one) => one !== next);
  }
  return waits;
}
