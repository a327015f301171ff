import type { Random } from '@vaani/config';
import type { CallerVoice } from '@vaani/speech';
import { pick } from '../caller/chance.ts';

/** How somebody sounds: the same for the whole of their call. */
export interface CallerSound {
  voice: CallerVoice;
  speed: number;
}

const english = ['kal16', 'rms', 'awb'] as const;
const pitches = [35, 50, 65] as const;
/** Few steps, so that equal lines are spoken once. */
const speeds = [0.9, 1, 1.1] as const;

/** One of the voices that the engines have, at one of three speeds. */
export const soundOf = (random: Random): CallerSound => ({
  voice: { english: pick(random, english), pitch: pick(random, pitches) },
  speed: pick(random, speeds),
});
