import {
  piecesOf,
  type SpeakRequest,
  type SpeechChunk,
  type SpokenWord,
  type TextToSpeech,
} from '../text-to-speech.ts';
import type { Phrase, PhraseStore } from './phrase-store.ts';

const BYTES_A_MS = 8;
const FRAME_BYTES = 160;
/** A beginning that is shared by chance alone ("The") is not worth a seam: so many words must be. */
const LEAST_WORDS = 2;

/**
 * A voice that keeps what it says again and again, and gives it at once the next time. A sentence that comes in pieces is compared word by word with those
 * that began in the same way: what is given is never more than what is known by then to be wanted. Where it goes another way, the voice itself speaks from that
 * word on, while what was kept is being heard. Filled by what was really said. In memory only, for each voice apart.
 */
export function withKeptPhrases(voice: TextToSpeech, store: PhraseStore): TextToSpeech {
  const voiceOf = ({ language, voices }: SpeakRequest) => `${voice.name}/${voices?.[voice.name] ?? ''}/${language}`;

  async function* speak(request: SpeakRequest): AsyncGenerator<SpeechChunk> {
    const key = voiceOf(request);
    const whole = request.more === undefined ? store.find(key, wordsIn(request.text)) : undefined;
    if (whole !== undefined) {
      yield { audio: whole.audio, isKept: true, ...(whole.words === null ? {} : { words: [...whole.words] }) };
      return;
    }
    const texts = wordsIn(request.text);
    const like = texts.length < LEAST_WORDS ? undefined : store.begins(key, texts);
    const noted = request.more === undefined ? request : { ...request, more: noting(request.more, texts) };
    const chunks = like === undefined ? voice.speak(noted) : alike(noted, like);
    yield* keeping(texts, chunks, request, key);
  }

  /** Passes on what is spoken, and keeps it where one voice has said all of it and nobody cut it off. */
  async function* keeping(
    texts: readonly string[],
    chunks: AsyncIterable<SpeechChunk>,
    { signal, isAhead = false }: SpeakRequest,
    key: string,
  ): AsyncGenerator<SpeechChunk> {
    const sound: Uint8Array[] = [];
    const words: SpokenWord[] = [];
    let isOurs = true;
    let isKept = true;
    for await (const chunk of chunks) {
      sound.push(chunk.audio);
      words.push(...(chunk.words ?? []));
      isOurs &&= chunk.madeBy === undefined || chunk.madeBy === voice.name;
      isKept &&= chunk.isKept === true;
      yield chunk;
    }
    if (signal.aborted || !isOurs || isKept || sound.length === 0) return;
    const audio = Uint8Array.from(Buffer.concat(sound));
    store.keep(key, { texts, audio, words: words.length === texts.length ? words : null }, isAhead);
  }

  /** As far as it is the same as a kept phrase, that; from then on the voice. */
  async function* alike(request: SpeakRequest, like: Phrase): AsyncGenerator<SpeechChunk> {
    const pieces = piecesOf(request)[Symbol.asyncIterator]();
    let wordsGiven = 0;
    let bytesGiven = 0;
    for (;;) {
      const next = await pieces.next();
      if (request.signal.aborted) return;
      const texts = next.done === true ? [] : wordsIn(next.value);
      const same = sameFrom(like.texts, wordsGiven, texts);
      const isAll = next.done === true && wordsGiven === like.texts.length;
      const until = isAll ? like.audio.length : endOf(like, wordsGiven + same);
      if (until > bytesGiven) {
        const words = (like.words ?? []).slice(wordsGiven, wordsGiven + same);
        yield { audio: like.audio.subarray(bytesGiven, until), words, isKept: true };
        bytesGiven = until;
      }
      wordsGiven += same;
      if (next.done === true) return;
      if (same === texts.length) continue;
      const offsetMs = bytesGiven / BYTES_A_MS;
      const { more: _, ...rest } = request;
      const left = texts.slice(same).join(' ');
      const goesOn = request.more === undefined ? {} : { more: rested(pieces) };
      for await (const chunk of voice.speak({ ...rest, text: left, ...goesOn })) yield later(chunk, offsetMs);
      return;
    }
  }

  return {
    get name() {
      return voice.name;
    },
    get capabilities() {
      return voice.capabilities;
    },
    speak,
    ...(voice.warm === undefined ? {} : { warm: (signal: AbortSignal) => voice.warm?.(signal) ?? Promise.resolve() }),
    ...(voice.close === undefined ? {} : { close: () => voice.close?.() ?? Promise.resolve() }),
  };
}

const wordsIn = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** How many of the words are the next of the phrase. */
function sameFrom(texts: readonly string[], from: number, words: readonly string[]): number {
  const other = words.findIndex((word, at) => texts[from + at] !== word);
  return other < 0 ? words.length : other;
}

/** Where in its sound the first so many words of a phrase end, and nothing of the next is to be heard. Bytes, to the frame. */
function endOf({ words, audio }: Phrase, count: number): number {
  if (words === null || count === 0) return 0;
  if (count >= words.length) return Math.min(audio.length, frameAt(words.at(-1)?.endMs ?? 0));
  return Math.min(audio.length, frameAt(Math.max(words[count - 1]?.endMs ?? 0, words[count]?.startMs ?? 0)));
}

const frameAt = (ms: number): number => Math.floor((ms * BYTES_A_MS) / FRAME_BYTES) * FRAME_BYTES;

async function* noting(more: AsyncIterable<string>, texts: string[]): AsyncGenerator<string> {
  for await (const piece of more) {
    texts.push(...wordsIn(piece));
    yield piece;
  }
}

async function* rested(pieces: AsyncIterator<string>): AsyncGenerator<string> {
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
}

const later = (chunk: SpeechChunk, byMs: number): SpeechChunk =>
  chunk.words === undefined
    ? chunk
    : {
        ...chunk,
        words: chunk.words.map((word) => ({ ...word, startMs: word.startMs + byMs, endMs: word.endMs + byMs })),
      };
