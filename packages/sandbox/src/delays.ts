import type { Random } from '@vaani/config';

/** How long something takes, milliseconds. A log-normal one is told by its median and the value that one in twenty passes. */
export type Distribution =
  | { kind: 'fixed'; ms: number }
  | { kind: 'between'; fromMs: number; toMs: number }
  | { kind: 'log-normal'; p50: number; p95: number };

/** The stages of a voice provider that take time. */
export type Stage =
  /** From the last sample of speech to its final transcript. */
  | 'stt-final'
  /** From the request to the first token; and between tokens. */
  | 'llm-first-token'
  | 'llm-token'
  /** From the text to the first byte of sound. */
  | 'tts-first-audio'
  /** From an upgrade's request to its answer. */
  | 'handshake';

export type DelayProfile = Partial<Record<Stage, Distribution>>;

/** Draws how long a stage takes. */
export interface Delays {
  ms(stage: Stage): number;
}

export const noDelays: Delays = { ms: () => 0 };

const fixed = (ms: number): Distribution => ({ kind: 'fixed', ms });

/** Profiles by name. `field` is what others measured at the real services (medians and 95th percentiles). */
export const delayProfiles = {
  none: {},
  targets: {
    'stt-final': fixed(120),
    'llm-first-token': fixed(200),
    'llm-token': fixed(15),
    'tts-first-audio': fixed(150),
  },
  current: {
    'stt-final': fixed(150),
    'llm-first-token': fixed(350),
    'llm-token': fixed(15),
    'tts-first-audio': fixed(180),
  },
  field: {
    'stt-final': { kind: 'log-normal', p50: 247, p95: 298 },
    'llm-first-token': { kind: 'log-normal', p50: 546, p95: 1_369 },
    'llm-token': fixed(15),
    'tts-first-audio': { kind: 'log-normal', p50: 188, p95: 260 },
    handshake: { kind: 'between', fromMs: 131, toMs: 293 },
  },
} as const satisfies Record<string, DelayProfile>;

export function delaysOf(profile: DelayProfile, random: Random): Delays {
  return {
    ms(stage) {
      const distribution = profile[stage];
      return distribution === undefined ? 0 : draw(distribution, random);
    },
  };
}

/** The 95th percentile of the standard normal distribution. */
const Z95 = 1.644_853_627;

export function draw(distribution: Distribution, random: Random): number {
  switch (distribution.kind) {
    case 'fixed':
      return distribution.ms;
    case 'between':
      return distribution.fromMs + random.next() * (distribution.toMs - distribution.fromMs);
    case 'log-normal': {
      const { p50, p95 } = distribution;
      // Box–Muller; 1 − next() is never 0.
      const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
      return p50 * (p95 / p50) ** (normal / Z95);
    }
  }
}
