import type { CallTurnInput } from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import { type Floor, mayFollow } from '../turn/floor.ts';
import type { BrainLog } from './brain.ts';
import type { Caller, Utterance } from './caller.ts';
import type { FrameName } from './phone-line.ts';
import { isFiller, type Resources, WORD_FRAMES } from './providers.ts';

/** Silence that nobody should have to bear, when something is owed to them, and at all. */
const MOST_OWED_MS = 3_000;
const MOST_SILENCE_MS = 20_000;
/** What a reply that goes on may play again: the rewind, what the line was behind, and a word. */
const MOST_REPEATED_FRAMES = 12 + 6 + WORD_FRAMES;
/** Words may be cut a little early or late: the line is behind our clock, and a word is long. */
const WORDS_OFF = 2;
/** A number is whole so long after its last key, and an answer is heard so long after it is begun. */
const KEYED_MS = 6_000;
/** Words said so shortly before the end of a call need not have been answered. */
const TOO_LATE_MS = 12_000;

export interface Violation {
  at: number;
  rule: string;
  detail: string;
}

/** Watches a simulated call for what must never be. */
export interface Watcher {
  sent(frame: FrameName): void;
  cleared(): void;
  heard(frame: FrameName): void;
  turn(turn: CallTurnInput): void;
  lost(words: readonly string[]): void;
  /** The caller pressed a key while the agent had the talk. */
  keyed(key: string): void;
  /** It is known what the agent asks with an answer, which perhaps is cut before its first sound. */
  asked(step: string): void;
  /** Somebody else has the talk: what was being keyed is theirs to ask for. */
  keysLost(): void;
  ended(): void;
  /** Every 20 ms. */
  tick(state: { isAudible: boolean; floor: Floor; isThinking: boolean; isVoice: boolean }): void;
  /** When all is over. */
  conclude(state: { timers: number; resources: Resources }): void;
  readonly violations: readonly Violation[];
}

export function createWatcher(options: {
  clock: Clock;
  caller: () => Caller;
  log: BrainLog;
  /** A person has the call, or the caller is on hold. */
  isAway: () => boolean;
}): Watcher {
  const { clock, caller, log } = options;
  const violations: Violation[] = [];
  const lost = new Set<string>();
  /** Digits, as they were pressed; of each time that the agent has the talk its own. */
  let keys: { digit: string; at: number; isOfBefore: boolean }[] = [];
  let keysToldBefore = 0;
  const heardFrames = new Map<number, Set<number>>();
  const dead = new Set<number>();
  const cutSteps = new Set<string>();
  let lastSent: FrameName | null = null;
  let lastStep: string | undefined;
  let isAfterClear = false;
  let soundAt = 0;
  let owedSince: number | null = null;
  let answeredAt = -1;
  let endedAt: number | null = null;
  let ends = 0;
  let before: Floor = 'thinking';
  const reported = new Set<string>();

  function violate(rule: string, detail: string): void {
    // Once a rule is broken its echoes say nothing new.
    if (reported.has(rule)) return;
    reported.add(rule);
    violations.push({ at: clock.monotonic(), rule, detail });
  }
  const heardOf = (sentence: number): number => heardFrames.get(sentence)?.size ?? 0;
  const sentencesIn = (text: string): string[] => text.split(' ').filter((word) => /^s\d+[a-z]/.test(word));

  /** Does something wait for the agent? */
  function isOwed(floor: Floor, isThinking: boolean): boolean {
    if (floor === 'over' || floor === 'closing' || floor === 'person' || floor === 'waiting') return false;
    if (isThinking || floor === 'paused') return true;
    const asked = caller().utterances.findLast((one) => answerable(one) && one.endsAt <= clock.monotonic());
    const { keyedAt } = caller();
    // Whoever keys something is answered when it is whole.
    const saidAt = (asked?.endsAt ?? -1) > (keyedAt ?? -1) ? (asked?.endsAt ?? -1) : -1;
    return Math.max(saidAt, log.keyed.at(-1)?.at ?? -1) > answeredAt;
  }

  function judgeTurn(turn: CallTurnInput): void {
    if (turn.who !== 'agent') return;
    const words = sentencesIn(turn.text);
    const said = log.says.filter((say) => say.sentences.some((one) => words.some((word) => numberOf(word) === one)));
    for (const word of words) {
      const number = numberOf(word);
      const place = word.charCodeAt(`s${number}`.length) - 97;
      const isPlayed = heardOf(number) > (place - WORDS_OFF) * WORD_FRAMES;
      if (!isPlayed) violate('history holds only what was heard', `${word} of "${turn.text}" was not played`);
    }
    if (turn.isInterrupted !== true) return;
    for (const { sentences, text } of said) {
      for (const number of sentences) {
        const recorded = words.filter((word) => numberOf(word) === number).length;
        const played = Math.floor(heardOf(number) / WORD_FRAMES);
        if (played > recorded + WORDS_OFF)
          violate(
            'history holds all that was heard',
            `${played} words of ${number} were played: "${turn.text}" of "${text}"`,
          );
      }
    }
  }

  function judgeWrites(): void {
    for (const { readBackId, at } of log.writes) {
      const said = log.says.find((say) => say.readBackId === readBackId);
      if (said === undefined) continue;
      for (const number of said.sentences) {
        const all = said.text.split(' ').filter((word) => numberOf(word) === number).length * WORD_FRAMES;
        if (heardOf(number) < all - WORD_FRAMES)
          violate('nothing is written that was not read back', `${readBackId} at ${at}`);
      }
    }
    for (const id of log.early) violate('no tool runs on speculation', id);
    for (const [id, runs] of log.runs) if (runs > 1) violate('no tool runs twice', `${id} ran ${runs} times`);
  }

  function judgeWords(): void {
    const told = log.heard.join(' ').split(' ');
    for (const one of caller().utterances) {
      const mark = `w${one.id}x`;
      if (one.kind !== 'words' || lost.has(mark) || one.endsAt > (endedAt ?? 0) - TOO_LATE_MS) continue;
      if (!told.includes(mark)) violate('no words are lost', `${mark}, said until ${one.endsAt}`);
      if (told.filter((word) => word === mark).length > 1) violate('no words are answered twice', mark);
    }
  }

  /** Another answer was given, however late its sound: a number that was being keyed then is for the question before. */
  function leaveKeys(step: string): void {
    const saidAt = log.says.find((say) => say.step === step)?.at;
    if (saidAt === undefined) return;
    const since = saidAt - KEYED_MS;
    for (const key of keys) key.isOfBefore ||= key.at > since;
  }

  /** Each digit is told once, in its order; the last ones need not be any more, nor those of a number that another answer came between. */
  function judgeKeys(): void {
    const told = digitsIn(log.keyed.slice(keysToldBefore).map(({ digits }) => digits));
    const until = (endedAt ?? clock.monotonic()) - TOO_LATE_MS;
    const isGood = (key: number, next: number): boolean => {
      const one = keys[key];
      if (one === undefined) return next === told.length;
      if (one.digit === told[next] && isGood(key + 1, next + 1)) return true;
      return (one.isOfBefore || one.at > until) && isGood(key + 1, next);
    };
    if (!isGood(0, 0))
      violate(
        'no key is lost or counted twice',
        `${keys.map(({ digit }) => digit).join('')} was pressed, ${told} told`,
      );
  }

  return {
    violations,
    sent(frame) {
      if (endedAt !== null) violate('nothing is sent after the end', name(frame));
      if (options.isAway()) violate('nothing of the agent is sent while a person has the call', name(frame));
      if (dead.has(frame.sentence)) violate('nothing is sent of a reply that was cut', name(frame));
      const { step } = log.says.find(({ sentences }) => sentences.includes(frame.sentence)) ?? {};
      if (step !== undefined && cutSteps.has(step))
        violate('nothing more is said of an answer that was cut', name(frame));
      if (step !== undefined && step !== lastStep) leaveKeys(step);
      lastStep = step ?? lastStep;
      const isNext = lastSent !== null && frame.sentence === lastSent.sentence && frame.frame === lastSent.frame + 1;
      const isNew = frame.frame === 0 && (lastSent === null || after(frame, lastSent));
      if (isAfterClear && !isNew) {
        const heard = heardOf(frame.sentence);
        if (frame.frame > heard) violate('a reply goes on from where it was heard', `${name(frame)} after ${heard}`);
        if (frame.frame < heard - MOST_REPEATED_FRAMES)
          violate('a reply is not said twice', `${name(frame)} after ${heard}`);
      } else if (!isNext && !isNew)
        violate('never two replies at once', `${name(frame)} after ${lastSent === null ? 'nothing' : name(lastSent)}`);
      lastSent = frame;
      isAfterClear = false;
    },
    cleared() {
      isAfterClear = true;
    },
    heard(frame) {
      const frames = heardFrames.get(frame.sentence) ?? new Set();
      frames.add(frame.frame);
      heardFrames.set(frame.sentence, frames);
    },
    turn(turn) {
      if (turn.who !== 'agent' || turn.isInterrupted !== true) return judgeTurn(turn);
      // What was said of it until now is never heard again.
      const first = Math.min(...sentencesIn(turn.text).map(numberOf));
      for (const { sentences, step } of log.says) {
        if (step !== undefined && sentencesIn(turn.text).some((word) => sentences.includes(numberOf(word))))
          cutSteps.add(step);
        for (const one of sentences) if (one >= first && one <= (lastSent?.sentence ?? 0)) dead.add(one);
      }
      return judgeTurn(turn);
    },
    lost(words) {
      for (const word of words) lost.add(word);
    },
    keyed(key) {
      if (digitsIn([key]) !== '') keys.push({ digit: key, at: clock.monotonic(), isOfBefore: false });
    },
    asked: leaveKeys,
    keysLost() {
      keys = [];
      keysToldBefore = log.keyed.length;
    },
    ended() {
      ends++;
      endedAt ??= clock.monotonic();
    },
    tick({ isAudible, floor, isThinking, isVoice }) {
      const at = clock.monotonic();
      if (floor !== before && !mayFollow(before, floor))
        violate('the floor changes hands only as it is drawn', `${before} → ${floor}`);
      before = floor;
      if (isAudible) answeredAt = at;
      if (isAudible || isVoice) soundAt = at;
      if (floor === 'over') return;
      const quietMs = at - Math.max(soundAt, caller().keyedAt ?? 0);
      if (quietMs > MOST_SILENCE_MS) violate('nobody falls silent for good', `${quietMs} ms in ${floor}`);
      if (!isOwed(floor, isThinking)) owedSince = null;
      else owedSince ??= at;
      if (owedSince !== null && Math.min(quietMs, at - owedSince) > MOST_OWED_MS)
        violate('the caller never waits over three seconds in silence', `${quietMs} ms in ${floor}`);
    },
    conclude({ timers, resources }) {
      if (ends !== 1) violate('a call ends once', `${ends} times`);
      if (timers > 0) violate('every timer is stopped', `${timers} are left`);
      for (const [kind, count] of resources.open) violate('everything that was opened is closed', `${count} ${kind}`);
      judgeWrites();
      judgeWords();
      judgeKeys();
    },
  };
}

/** Is this one that a good listener answers? What is said over a reply is for the policy to judge. */
const answerable = ({ kind, isOver }: Utterance): boolean =>
  kind === 'words' || (!isOver && (kind === 'yes' || kind === 'stop'));
/** All but the yes, which says nothing before what it would confirm was heard. */
const digitsIn = (keyed: readonly string[]): string => keyed.join('').replace(/[^02-9]/g, '');
const numberOf = (word: string): number => Number(/^s(\d+)/.exec(word)?.[1] ?? -1);
const name = ({ sentence, frame }: FrameName): string => `${isFiller(sentence) ? 'filler' : sentence}:${frame}`;
const after = (frame: FrameName, last: FrameName): boolean =>
  isFiller(frame.sentence) || isFiller(last.sentence) || frame.sentence > last.sentence;
