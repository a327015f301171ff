import type { Span } from '../scheduling/availability.ts';
import { type Decision, overlaps, type Standing } from './plan.ts';

export interface ShiftInput {
  now: number;
  /** How far the rest of the session moves. */
  byMs: number;
  /** Every active appointment of the session. */
  standing: readonly Standing[];
  /** Other time that is taken: blocks, and appointments of other sessions. Holds are not among it: they give way. */
  fixed: readonly (Span & { lane: number })[];
  /** Leave, and what is left of breaks. */
  closed: readonly Span[];
  /** How long the doctor stays. */
  latest: number;
  capacity: number;
}

/**
 * Moves what is left of a session by one length of time. Each keeps its lane where it can; what would run into something that does not move, or
 * past the time until which the doctor stays, is to be rung about. Pure.
 */
export function planShift(input: ShiftInput): Decision[] {
  const moving = input.standing.filter((one) => isLeft(one, input)).sort(byTime);
  const stays = input.standing.filter((one) => !moving.includes(one));
  const taken: (Span & { lane: number })[] = [...input.fixed, ...stays.flatMap(withLane)];
  const places = new Map<string, Span & { lane: number | null }>();
  const homeless: Standing[] = [];
  // First each in its own lane, where those that move cannot meet; then whoever was in the way of something else, in any lane that is left.
  for (const one of moving) {
    const to = shifted(one, input.byMs);
    if (one.lane === null ? isOpen(to, input) : fits({ ...to, lane: one.lane }, taken, input))
      places.set(one.id, { ...to, lane: one.lane });
    else homeless.push(one);
  }
  for (const place of places.values()) taken.push(...withLane(place));
  for (const one of homeless) {
    const to = shifted(one, input.byMs);
    const lane = lanes(input.capacity).find((free) => fits({ ...to, lane: free }, taken, input));
    if (one.lane === null || lane === undefined) continue;
    places.set(one.id, { ...to, lane });
    taken.push({ ...to, lane });
  }
  return moving.map((one): Decision => {
    const to = places.get(one.id);
    if (to !== undefined) return { appointmentId: one.id, outcome: 'shift', to };
    return {
      appointmentId: one.id,
      outcome: 'call',
      why: one.status === 'checked_in' ? 'already_here' : 'no_place',
    };
  });
}

/** The same patients, told of the delay and left where they are. */
export function planWarning(input: Pick<ShiftInput, 'now' | 'byMs' | 'standing'>): Decision[] {
  const left = input.standing.filter((one) => isLeft(one, input)).sort(byTime);
  return left.map(({ id }) => ({ appointmentId: id, outcome: 'warn' }));
}

/** Not with the doctor yet, and not so long past that even the delay does not bring them back. */
function isLeft(one: Standing, { now, byMs }: Pick<ShiftInput, 'now' | 'byMs'>): boolean {
  return one.status !== 'in_consultation' && one.startsAt + byMs >= now;
}

const shifted = (span: Span, byMs: number): Span => ({ startsAt: span.startsAt + byMs, endsAt: span.endsAt + byMs });
const byTime = (a: Standing, b: Standing) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1);
const lanes = (capacity: number): number[] => Array.from({ length: capacity }, (_, lane) => lane);
const withLane = ({ startsAt, endsAt, lane }: Span & { lane: number | null }) =>
  lane === null ? [] : [{ startsAt, endsAt, lane }];

const isOpen = (to: Span, input: ShiftInput): boolean =>
  to.endsAt <= input.latest && !input.closed.some((span) => overlaps(span, to));

function fits(to: Span & { lane: number }, taken: readonly (Span & { lane: number })[], input: ShiftInput): boolean {
  return isOpen(to, input) && !taken.some((other) => other.lane === to.lane && overlaps(other, to));
}
