import type { Clock } from '@vaani/config';
import {
  ProviderFailure,
  type SpeechToText,
  type SpeechToTextEvent,
  type SpokenWord,
  type TextToSpeech,
} from '@vaani/providers';
import type { SileroVad } from '../turn/silero/silero.ts';
import type { Caller } from './caller.ts';
import type { Dice } from './dice.ts';
import { frameOf } from './phone-line.ts';

const FRAME_MS = 20;
const WINDOW_SAMPLES = 256;

/** What is opened and must be closed, by what it is. */
export interface Resources {
  opened(kind: string): () => void;
  readonly open: ReadonlyMap<string, number>;
}

export function createResources(): Resources {
  const open = new Map<string, number>();
  return {
    open,
    opened(kind) {
      open.set(kind, (open.get(kind) ?? 0) + 1);
      let isClosed = false;
      return () => {
        if (isClosed) return;
        isClosed = true;
        const left = (open.get(kind) ?? 0) - 1;
        if (left === 0) open.delete(kind);
        else open.set(kind, left);
      };
    },
  };
}

export const sleep = (clock: Clock, ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve));

const failed = (operation: string) =>
  new ProviderFailure({ provider: 'simulated', operation, message: 'as the seed says', isRetryable: false });

/** Voice activity as the script has it: no model is asked. */
export function scriptedVad(caller: () => Caller, clock: Clock, resources: Resources): SileroVad {
  return {
    open(onWindow) {
      const close = resources.opened('vad');
      let samples = 0;
      let isOpen = true;
      return {
        push(pcm) {
          for (samples += pcm.length; samples >= WINDOW_SAMPLES && isOpen; samples -= WINDOW_SAMPLES)
            onWindow(caller().isVoiceAt(clock.monotonic() - FRAME_MS) ? 0.95 : 0.02);
        },
        close() {
          isOpen = false;
          close();
        },
      };
    },
    close: async () => undefined,
  };
}

/** A recogniser that knows what was said, and tells it late, in parts, or not at all. */
export function scriptedRecogniser(options: {
  caller: () => Caller;
  clock: Clock;
  dice: Dice;
  resources: Resources;
  /** What was never told, or not understood: the call cannot know it. */
  onLost: (words: readonly string[]) => void;
}): SpeechToText {
  const { caller, clock, dice, resources } = options;
  const isFree = dice.chance(0.7);
  const interimEveryMs = dice.pick([250, 1_000] as const);
  const latency = { least: dice.between(20, 200), most: dice.between(200, 900) };
  const faults = dice.chance(0.25)
    ? { never: dice.between(0, 20) / 100, fails: dice.between(0, 10) / 100, rejects: dice.between(0, 20) / 100 }
    : { never: 0, fails: 0, rejects: 0 };
  const openMs = dice.chance(0.15) ? dice.between(500, 4_000) : dice.between(0, 150);
  const cannotOpen = dice.chance(0.01);

  return {
    name: 'simulated-stt',
    capabilities: {
      ...{ hasFreeText: isFree, hasInterims: true, hasEndOfTurn: false, needsVoiceActivity: true },
      languages: ['en', 'hi', 'hi-en'],
    },
    async open({ onEvent, signal }) {
      await sleep(clock, openMs);
      if (cannotOpen || signal.aborted) throw failed('open');
      const close = resources.opened('stt');
      let isOpen = true;
      const emit = (event: SpeechToTextEvent) => {
        if (isOpen) onEvent(event);
      };
      const untold = (before: number) =>
        caller()
          .utterances.flatMap(({ words }) => words)
          .filter((word) => !word.isTaken && word.endAt <= before);
      const stopInterims = clock.every(interimEveryMs, () => {
        const text = untold(clock.monotonic() - 200)
          .map((word) => word.text)
          .join(' ');
        if (text !== '') emit({ kind: 'interim', text });
      });
      return {
        write: () => undefined,
        expect: () => undefined,
        speechStarted: () => undefined,
        finalize() {
          const words = untold(clock.monotonic());
          for (const word of words) word.isTaken = true;
          const text = words.map((word) => word.text).join(' ');
          const afterMs = dice.between(latency.least, latency.most);
          const fate = dice.between(0, 99) / 100;
          const lose = () => options.onLost(words.map((word) => word.text));
          if (fate < faults.never) return lose();
          clock.after(afterMs, () => {
            if (fate < faults.never + faults.fails) {
              lose();
              return emit({ kind: 'failure', failure: failed('hear') });
            }
            const isRejected = text === '' ? !isFree : dice.chance(faults.rejects);
            if (isRejected) lose();
            emit({ kind: 'final', text: isRejected ? '' : text, confidence: 0.9, isRejected });
          });
        },
        async close() {
          isOpen = false;
          stopInterims();
          close();
        },
      };
    },
  };
}

/** The number in a sentence of the simulated brain ("s12a s12b."); fillers, which the house says itself, get numbers of their own. */
const FILLERS = 1_000_000;
export const isFiller = (sentence: number): boolean => sentence >= FILLERS;
/** A word of the brain's takes so long to say. */
export const WORD_FRAMES = 12;

/** A voice whose frames say which word they are. */
export function scriptedVoice(options: {
  clock: Clock;
  dice: Dice;
  resources: Resources;
}): TextToSpeech & { fillers(): number } {
  const { clock, dice, resources } = options;
  const hasWords = dice.chance(0.5);
  const firstMs = { least: dice.between(20, 200), most: dice.between(200, 650) };
  const isFaulty = dice.chance(0.03);
  let fillers = 0;

  return {
    name: 'simulated-tts',
    fillers: () => fillers,
    capabilities: { languages: ['en', 'hi', 'hi-en'], hasWordTimestamps: hasWords, isStreaming: true },
    async *speak({ text, signal }) {
      const close = resources.opened('tts');
      try {
        const told = /\bs(\d+)[a-z]/.exec(text)?.[1];
        const sentence = told === undefined ? FILLERS + fillers++ : Number(told);
        const words = text.split(' ');
        await sleep(clock, dice.between(firstMs.least, firstMs.most));
        if (isFaulty && dice.chance(0.2)) throw failed('speak');
        for (const [index, word] of words.entries()) {
          if (signal.aborted) return;
          const frames = Array.from({ length: WORD_FRAMES }, (_, at) =>
            frameOf({ sentence, frame: index * WORD_FRAMES + at }),
          );
          const startMs = index * WORD_FRAMES * FRAME_MS;
          const spoken: SpokenWord[] = [{ text: word, startMs, endMs: startMs + WORD_FRAMES * FRAME_MS }];
          yield { audio: Buffer.concat(frames), ...(hasWords ? { words: spoken } : {}) };
          // Faster than it is heard, and now and then not.
          await sleep(clock, dice.chance(0.03) ? dice.between(100, 600) : dice.between(5, 60));
        }
      } finally {
        close();
      }
    },
  };
}
