import { isEnoughToSpeak, type SpeakRequest, type SpeechChunk, type SpokenWord } from '../text-to-speech.ts';

const BYTES_A_MS = 8;

/** What is being said, and how much of it was given as sound: so that another voice can go on. */
export interface SpokenText {
  /** Notes a piece of sound; its words' times become those of the whole speech. */
  take(chunk: SpeechChunk): SpeechChunk;
  /** The voice has stopped: from here on its times are over, and what it did not say is left. */
  cutOff(): void;
  /** Sound given so far. */
  readonly heardMs: number;
  /** What is left to say: at least some text, and what follows it. */
  rest(): Promise<{ text: string; more?: AsyncIterable<string> }>;
  isAllHeard(): Promise<boolean>;
}

/** @param onWaiting told whenever a voice begins, or has ceased, to wait for more to say. */
export function createSpokenText({ text, more }: SpeakRequest, onWaiting: (isWaiting: boolean) => void): SpokenText {
  /** Pieces that were thought of so far: a voice that fails does not take them with it. */
  const pieces = [text];
  const source = more?.[Symbol.asyncIterator]();
  let pulling: Promise<boolean> | undefined;
  let heardMs = 0;
  /** Where the sound of the voice that speaks now begins. */
  let voiceFromMs = 0;
  /** Words of all pieces together that were heard wholly, before this voice and by it. */
  let wordsHeard = 0;
  let words: SpokenWord[] = [];

  /** One more piece, shared by all who wait for it; false where there is none. */
  function pull(): Promise<boolean> {
    if (source === undefined) return Promise.resolve(false);
    pulling ??= next(source);
    tellWaiting();
    return pulling;
  }

  async function next(from: AsyncIterator<string>): Promise<boolean> {
    try {
      const { done, value } = await from.next();
      if (done !== true) pieces.push(value);
      return done !== true;
    } finally {
      pulling = undefined;
      tellWaiting();
    }
  }

  /** A voice that has not begun waits for more only where there is too little to begin with. */
  function tellWaiting(): void {
    onWaiting(pulling !== undefined && (heardMs > voiceFromMs || !isEnoughToSpeak(left())));
  }

  async function* from(index: number): AsyncGenerator<string> {
    for (let at = index; ; at++) {
      if (at >= pieces.length && !(await pull())) return;
      yield pieces[at] ?? '';
    }
  }

  const left = (): string => wordsOf(pieces.join(' ')).slice(wordsHeard).join(' ');

  return {
    get heardMs() {
      return heardMs;
    },
    take({ audio, words: told }) {
      heardMs += audio.length / BYTES_A_MS;
      tellWaiting();
      if (told === undefined) return { audio };
      const shifted = told.map((word) => ({
        ...word,
        startMs: word.startMs + voiceFromMs,
        endMs: word.endMs + voiceFromMs,
      }));
      words.push(...shifted);
      return { audio, words: shifted };
    },
    cutOff() {
      wordsHeard += words.filter(({ endMs }) => endMs <= heardMs + 1).length;
      words = [];
      voiceFromMs = heardMs;
      tellWaiting();
    },
    async rest() {
      if (left() === '') await pull();
      const next = pieces.length;
      return { text: left(), ...(source === undefined ? {} : { more: from(next) }) };
    },
    isAllHeard: async () => left() === '' && !(await pull()),
  };
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
