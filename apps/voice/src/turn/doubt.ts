import type { Expectation } from '@vaani/receptionist';

/** How sure a recogniser must be of words that matter, by what was asked; what nothing is written by needs less, and names are seldom sure. */
export const defaults = {
  least: {
    confirm: 0.6,
    'yes-no': 0.6,
    phone: 0.5,
    birth: 0.5,
    day: 0.5,
    time: 0.5,
    slot: 0.5,
    doctor: 0.4,
    patient: 0.4,
    anything: 0.3,
    nothing: 0.3,
  },
} as const satisfies { least: Record<Expectation['asked'], number> };

export interface Doubt {
  /** Of a recogniser of free speech, 0–1; 0 where it does not tell. */
  confidence: number;
  asked: Expectation['asked'];
  /** The last words were doubted too. */
  hasJustDoubted: boolean;
  isEmergency: boolean;
}

/** How sure a recogniser is of what matters in a turn: of its least sure number, time or name, else of the whole. The local one does not tell. */
export const surenessOf = (turn: {
  hearing: 'local' | 'free';
  confidence: number;
  matterConfidence?: number;
}): number => (turn.hearing === 'local' ? 0 : (turn.matterConfidence ?? turn.confidence));

/** Are these words to be asked for once more? Not twice in a row, save a yes that would write; and nobody in an emergency is asked again. */
export function isDoubtful({ confidence, asked, hasJustDoubted, isEmergency }: Doubt): boolean {
  if (isEmergency || confidence === 0) return false;
  if (hasJustDoubted && asked !== 'confirm') return false;
  return confidence < defaults.least[asked];
}
