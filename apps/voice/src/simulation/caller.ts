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
  words: Word[];
}

export interface Word {
  text: string;
  startAt: number;
  endAt: number;
  /** Somebody was told of it, or nobody ever will be. */
  isTaken: boolean;
}

/** A caller who follows a script made from the seed: answers, pauses, talks over, keys, coughs, says nothing, hangs up. */
export interface Caller {
  readonly utterances: readonly Utterance[];
  /** When the last key was pressed. */
  readonly keyedAt: number | null;
  isVoiceAt(at: number): boolean;
  /** What is being said then. */
  wordsAt(at: number): string[];
  /** Every 20 ms; what the caller hears now. */
  tick(isAgentAudible: boolean): void;
}

const WORD_MS = 260;
/** Of the calls so many have a caller who keys while the agent speaks. */
const KEYS_OVER = 0.1;
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
  /** A number is asked for: then keys make one. */
  isNumberAsked: () => boolean;
  lengthMs: number;
}): Caller {
  const { dice, clock } = options;
  const utterances: Utterance[] = [];
  const voices: { from: number; to: number }[] = [];
  const hangsUpAt = dice.chance(0.7) ? dice.between(500, options.lengthMs) : Number.POSITIVE_INFINITY;
  const isMute = dice.chance(0.08);
  /** How often this caller talks over the agent, makes noise, keys. */
  const manner = { over: dice.between(0, 30) / 100, noise: dice.between(0, 10) / 100, keys: dice.between(0, 25) / 100 };
  const keyer = dice.apart('keys');
  const keysOver = keyer.chance(KEYS_OVER) ? 0.4 : 0;
  /** Digits that are still to be pressed, and when the next is. */
  let keying: { left: string[]; at: number } | undefined;
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
        words.push({ text, startAt: at, endAt: at + WORD_MS, isTaken: false });
        at += WORD_MS;
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

  function press(key: string): void {
    keyedAt = clock.monotonic();
    options.onKey(key);
  }

  /** A key, or a number key by key; some end it with #. */
  function beginToKey(): void {
    const count = options.isNumberAsked() ? keyer.between(3, 10) : 1;
    const left = Array.from({ length: count }, () => String(keyer.between(0, 9)));
    keying = { left: count > 1 && keyer.chance(0.4) ? [...left, '#'] : left, at: clock.monotonic() };
  }

  function goOnKeying(now: number): void {
    if (keying === undefined || now < keying.at) return;
    const key = keying.left.shift();
    if (key === undefined) keying = undefined;
    else {
      keying.at = now + keyer.between(120, 700);
      press(key);
    }
  }

  return {
    utterances,
    get keyedAt() {
      return keyedAt;
    },
    wordsAt: (at) =>
      (last()?.words ?? []).flatMap((word) => (word.startAt <= at && at < word.endAt ? [word.text] : [])),
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
      goOnKeying(now);
      if (isSpeaking(now) || keying !== undefined) return;
      if (overAt !== null && now >= overAt) {
        overAt = null;
        if (isAudible && keyer.chance(keysOver)) return beginToKey();
        const kinds = ['words', 'stop', 'backchannel', 'backchannel', 'noise', 'yes'] as const;
        speak(dice.pick(kinds), isAudible);
      } else if (!isAudible && answersAt !== null && now >= answersAt && now - quietSince >= 150) {
        answersAt = null;
        if (dice.chance(0.1)) return;
        if (dice.chance(manner.keys)) beginToKey();
        else speak(dice.pick(['words', 'words', 'words', 'yes', 'yes', 'backchannel'] as const), false);
      } else if (dice.chance(manner.noise / 250)) speak('noise', isAudible);
    },
  };
}
