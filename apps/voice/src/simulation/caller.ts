import type { Clock } from '@vaani/config';
import type { Dice } from './dice.ts';

/** What somebody on the line makes heard. A backchannel, a yes and words hold words; a noise has none. */
export type UtteranceKind = 'words' | 'stop' | 'backchannel' | 'yes' | 'noise';

export interface Utterance {
  id: number;
  kind: UtteranceKind;
  /** Of the whole, its pauses included. */
  startedAt: number;
  endsAt: number;
  /** It began while the agent was to be heard. */
  isOver: boolean;
  words: { text: string; endAt: number; isTaken: boolean }[];
}

/** A caller who follows a script made from the seed: answers, pauses, talks over, keys, coughs, says nothing, hangs up. */
export interface Caller {
  readonly utterances: readonly Utterance[];
  /** When the last key was pressed. */
  readonly keyedAt: number | null;
  isVoiceAt(at: number): boolean;
  /** Every 20 ms; what the caller hears now. */
  tick(isAgentAudible: boolean): void;
}

const WORD_MS = 260;
const texts: Record<Exclude<UtteranceKind, 'noise'>, readonly [string, ...string[]]> = {
  words: [
    'mujhe doctor se milna chahiye',
    'I would like to see Doctor Rao on Friday',
    'kal subah ka time dijiye aur papa ke liye',
    'मुझे कल डॉक्टर से मिलना है',
    'what are your fees',
  ],
  stop: ['ruko', 'wait', 'nahi', 'ek minute'],
  backchannel: ['haan', 'hmm', 'achha', 'ok', 'ji', 'हाँ'],
  yes: ['haan book kar dijiye', 'yes book it'],
};

export function createCaller(options: {
  dice: Dice;
  clock: Clock;
  onKey: (key: string) => void;
  onHangUp: () => void;
  lengthMs: number;
}): Caller {
  const { dice, clock } = options;
  const utterances: Utterance[] = [];
  const voices: { from: number; to: number }[] = [];
  const hangsUpAt = dice.chance(0.7) ? dice.between(500, options.lengthMs) : Number.POSITIVE_INFINITY;
  const isMute = dice.chance(0.08);
  /** How often this caller talks over the agent, makes noise, keys. */
  const manner = { over: dice.between(0, 30) / 100, noise: dice.between(0, 10) / 100, keys: dice.between(0, 25) / 100 };
  let wasAudible = false;
  let quietSince = 0;
  let answersAt: number | null = null;
  let overAt: number | null = dice.chance(0.3) ? dice.between(0, 2_000) : null;
  let keyedAt: number | null = null;
  let hasHungUp = false;

  const last = () => utterances.at(-1);
  const isSpeaking = (at: number) => (last()?.endsAt ?? -1) > at;

  function speak(kind: UtteranceKind, isOver: boolean): void {
    const startedAt = clock.monotonic();
    const id = utterances.length;
    const words: Utterance['words'] = [];
    let at = startedAt;
    if (kind === 'noise') {
      at += dice.chance(0.15) ? dice.between(2_000, 9_000) : dice.between(60, 900);
      voices.push({ from: startedAt, to: at });
    } else {
      const all = dice.pick(texts[kind]).split(' ');
      // A word that stands for the utterance: what becomes of it can be followed.
      if (kind === 'words') all.push(`w${id}x`);
      let from = at;
      for (const [index, text] of all.entries()) {
        at += WORD_MS;
        words.push({ text, endAt: at, isTaken: false });
        const isPause = kind === 'words' && index < all.length - 1 && dice.chance(0.12);
        if (!isPause) continue;
        voices.push({ from, to: at });
        at += dice.between(200, 1_500);
        from = at;
      }
      voices.push({ from, to: at });
    }
    utterances.push({ id, kind, startedAt, endsAt: at, isOver, words });
  }

  function key(): void {
    keyedAt = clock.monotonic();
    options.onKey(String(dice.between(0, 9)));
  }

  return {
    utterances,
    get keyedAt() {
      return keyedAt;
    },
    isVoiceAt: (at) => voices.some(({ from, to }) => from <= at && at < to),
    tick(isAudible) {
      const now = clock.monotonic();
      if (hasHungUp) return;
      if (now >= hangsUpAt) {
        hasHungUp = true;
        options.onHangUp();
        return;
      }
      if (isAudible !== wasAudible) {
        quietSince = now;
        if (isAudible && dice.chance(manner.over)) overAt = now + dice.between(0, 3_000);
        answersAt = !isAudible && !isMute ? now + dice.between(150, 2_500) : answersAt;
        wasAudible = isAudible;
      }
      if (isSpeaking(now)) return;
      if (overAt !== null && now >= overAt) {
        overAt = null;
        const kinds = ['words', 'stop', 'backchannel', 'backchannel', 'noise', 'yes'] as const;
        speak(dice.pick(kinds), isAudible);
      } else if (!isAudible && answersAt !== null && now >= answersAt && now - quietSince >= 150) {
        answersAt = null;
        if (dice.chance(0.1)) return;
        if (dice.chance(manner.keys)) key();
        else speak(dice.pick(['words', 'words', 'words', 'yes', 'yes', 'backchannel'] as const), false);
      } else if (dice.chance(manner.noise / 250)) speak('noise', isAudible);
    },
  };
}
