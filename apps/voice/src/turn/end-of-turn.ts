import type { Expectation } from '@vaani/receptionist';

/** Silence that ends a turn, by what was asked: a yes needs less, a number spoken in groups far more. */
export const defaults = {
  anything: 800,
  doctor: 650,
  day: 700,
  time: 700,
  slot: 650,
  patient: 750,
  birth: 1_000,
  phone: 1_400,
  confirm: 600,
  'yes-no': 500,
  nothing: 800,
} as const satisfies Record<Expectation['asked'], number>;

/** Has the caller finished? */
export function isEndOfTurn(turn: { asked: Expectation['asked']; silenceMs: number }): boolean {
  return turn.silenceMs >= defaults[turn.asked];
}
