import type { BoardCall } from './board.ts';
import { needOf } from './need.ts';

/** Rows as they stand, and what waits to be shown. */
export interface SteadyOrder {
  /** Ids of the rows, in their places. */
  order: string[];
  /** Calls that are not among the rows yet. */
  entering: number;
  /** Rows that began to want a person and would stand further up. */
  rising: number;
}

/**
 * Where rows stand while a hand is among them: where they stood. What would enter or rise is counted instead; an emergency goes to the top all the same.
 * @param order of the rows until now.
 * @param wanted the calls in order of need.
 */
export function holdOrder(order: readonly string[], wanted: readonly BoardCall[]): SteadyOrder {
  const there = new Set(wanted.map(({ callId }) => callId));
  const emergencies = wanted.filter((call) => !call.ended && needOf(call) === 'emergency').map(({ callId }) => callId);
  const others = order.filter((callId) => there.has(callId) && !emergencies.includes(callId));
  const held = [...emergencies, ...others];
  const places = new Map(held.map((callId, at) => [callId, at]));
  const rows = wanted.filter(({ callId }) => places.has(callId));
  // Of the calls that stand before a needy one, how many should stand after it?
  const rising = rows.filter((call, at) => {
    if (call.ended || needOf(call) === 'none') return false;
    const place = places.get(call.callId) ?? 0;
    return rows.slice(at + 1).some(({ callId }) => (places.get(callId) ?? 0) < place);
  });
  return { order: held, entering: wanted.length - rows.length, rising: rising.length };
}
