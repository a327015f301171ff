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

const failed = (operation: string, provider = 'simulated') =>
  new ProviderFailure({ provider, operation, message: 'as the seed says', isRetryable: false });

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

const letterA = 'a'.charCodeAt(0);

/** A voice whose frames say which word they are. */
export function scriptedVoice(options: {
  clock: Clock;
  dice: Dice;
  resources: Resources;
  /** One of several. */
  name?: string;
  counter?: { fillers: number };
  hasWords?: boolean;
  /** Shares of sentences that are refused, and of words after which it breaks off or falls silent. */
  faults?: { refuses: number; breaks: number; stalls: number };
}): TextToSpeech & { fillers(): number } {
  const { clock, dice, resources, counter = { fillers: 0 }, name = 'simulated-tts' } = options;
  const hasWords = options.hasWords ?? dice.chance(0.5);
  const firstMs = { least: dice.between(20, 200), most: dice.between(200, 650) };
  const faults = options.faults ?? { refuses: dice.chance(0.03) ? 0.2 : 0, breaks: 0, stalls: 0 };

  return {
    name,
    fillers: () => counter.fillers,
    capabilities: { languages: ['en', 'hi', 'hi-en'], hasWordTimestamps: hasWords, isStreaming: true },
    async *speak({ text, signal }) {
      const close = resources.opened('tts');
      try {
        const isFiller = !/\bs\d+[a-z]/.test(text);
        const filler = FILLERS + counter.fillers;
        if (isFiller) counter.fillers++;
        const words = text.split(' ');
        if (faults.refuses > 0 && dice.chance(faults.refuses)) {
          await sleep(clock, dice.between(5, 100));
          throw failed('speak', name);
        }
        await sleep(clock, dice.between(firstMs.least, firstMs.most));
        for (const [index, word] of words.entries()) {
          if (signal.aborted) return;
          const [, number, letter = 'a'] = /^s(\d+)([a-z])/.exec(word) ?? [];
          const sentence = isFiller ? filler : Number(number);
          // Whoever goes on in the middle of a sentence goes on in the middle of its frames.
          const first = (isFiller ? index : letter.charCodeAt(0) - letterA) * WORD_FRAMES;
          const frames = Array.from({ length: WORD_FRAMES }, (_, at) => frameOf({ sentence, frame: first + at }));
          const startMs = index * WORD_FRAMES * FRAME_MS;
          const spoken: SpokenWord[] = [{ text: word, startMs, endMs: startMs + WORD_FRAMES * FRAME_MS }];
          yield { audio: Buffer.concat(frames), ...(hasWords ? { words: spoken } : {}) };
          // Faster than it is heard, and now and then not.
          await sleep(clock, dice.chance(0.03) ? dice.between(100, 600) : dice.between(5, 60));
          if (faults.breaks > 0 && dice.chance(faults.breaks)) throw failed('speak', name);
          if (faults.stalls > 0 && dice.chance(faults.stalls)) await aborted(signal);
        }
      } finally {
        close();
      }
    },
  };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
