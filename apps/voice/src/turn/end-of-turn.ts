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

/** What is dictated in groups: a recogniser takes the pauses between them for the end. */
const dictated: readonly Expectation['asked'][] = ['phone', 'birth'];
/** Two windows of silence after the recogniser says that it is the end: nobody has begun again. */
const TOLD_MS = 64;

/** Has the caller finished? `isTold` where the recogniser itself says so. */
export function isEndOfTurn(turn: { asked: Expectation['asked']; silenceMs: number; isTold?: boolean }): boolean {
  if (turn.isTold === true && !dictated.includes(turn.asked)) return turn.silenceMs >= TOLD_MS;
  return turn.silenceMs >= defaults[turn.asked];
}
