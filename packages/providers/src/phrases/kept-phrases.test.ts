// Guards what is kept of a voice: given at once when it comes again, never a word more than is known to be wanted, and of another voice never.
import { describe, expect, it } from 'vitest';
import type { SpeakRequest, SpeechChunk, SpokenWord, TextToSpeech } from '../text-to-speech.ts';
import { withKeptPhrases } from './kept-phrases.ts';
import { createPhraseStore } from './phrase-store.ts';

const WORD_MS = 200;
const WORD_BYTES = WORD_MS * 8;

/** A voice that says each word in 200 ms, a byte of its own a word, and keeps what it was asked. */
function countingVoice() {
  const asked: string[] = [];
  const bytes = new Map<string, number>();
  const byteOf = (word: string) => bytes.get(word) ?? bytes.set(word, bytes.size + 1).size;
  let madeBy: string | undefined;
  const voice: TextToSpeech & { asked: string[]; makeBy(name: string): void } = {
    name: 'counting',
    asked,
    makeBy: (name) => {
      madeBy = name;
    },
    capabilities: { languages: ['en', 'hi', 'hi-en'], hasWordTimestamps: true, isStreaming: true, canGoOn: true },
    async *speak({ text, more }) {
      asked.push(text);
      const at = asked.length - 1;
      let atMs = 0;
      const say = function* (piece: string): Generator<SpeechChunk> {
        for (const word of piece.split(' ')) {
          const words: SpokenWord[] = [{ text: word, startMs: atMs, endMs: atMs + WORD_MS }];
          atMs += WORD_MS;
          yield {
            audio: new Uint8Array(WORD_BYTES).fill(byteOf(word)),
            words,
            ...(madeBy === undefined ? {} : { madeBy }),
          };
        }
      };
      yield* say(text);
      for await (const piece of more ?? []) {
        asked[at] += ` ${piece}`;
        yield* say(piece);
      }
    },
  };
  return { voice, byteOf };
}

async function* piecesOf(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

/** The words that are heard, with those that were kept in brackets. */
async function said(tts: TextToSpeech, byteOf: (word: string) => number, over: Partial<SpeakRequest>, all: string) {
  const signal = over.signal ?? new AbortController().signal;
  const nameOf = new Map(all.split(' ').map((word) => [byteOf(word), word]));
  const heard: string[] = [];
  const words: SpokenWord[] = [];
  for await (const chunk of tts.speak({ text: '', language: 'en', signal, ...over })) {
    words.push(...(chunk.words ?? []));
    for (let at = 0; at < chunk.audio.length; at += WORD_BYTES) {
      const word = nameOf.get(chunk.audio[at] ?? 0) ?? '?';
      heard.push(chunk.isKept === true ? `[${word}]` : word);
    }
  }
  return { heard: heard.join(' '), words };
}

const whole = 'On which day would you like to come?';

describe('a sentence that comes again', () => {
  it('is kept from its second time on, and costs nothing the third', async () => {
    const { voice, byteOf } = countingVoice();
    const tts = withKeptPhrases(voice, createPhraseStore(1 << 20));
    for (let time = 0; time < 2; time++) await said(tts, byteOf, { text: whole }, whole);
    expect(voice.asked).toHaveLength(2);
    const third = await said(tts, byteOf, { text: whole }, whole);
    expect(third.heard).toBe('[On] [which] [day] [would] [you] [like] [to] [come?]');
    expect(voice.asked).toHaveLength(2);
  });

  it('is kept at once where it was spoken ahead of any call', async () => {
    const { voice, byteOf } = countingVoice();
    const tts = withKeptPhrases(voice, createPhraseStore(1 << 20));
    await said(tts, byteOf, { text: whole, isAhead: true }, whole);
    await said(tts, byteOf, { text: whole }, whole);
    expect(voice.asked).toHaveLength(1);
  });

  it.each<[string, Partial<SpeakRequest>]>([
    ['in another language', { language: 'hi' }],
    ['in another of the clinics’ voices', { voices: { counting: 'another' } }],
  ])('is spoken anew %s', async (_, over) => {
    const { voice, byteOf } = countingVoice();
    const tts = withKeptPhrases(voice, createPhraseStore(1 << 20));
    await said(tts, byteOf, { text: whole, isAhead: true }, whole);
    await said(tts, byteOf, { text: whole, ...over }, whole);
    expect(voice.asked).toHaveLength(2);
  });

  it('is not kept where somebody cut it off, or another voice said some of it', async () => {
    const { voice, byteOf } = countingVoice();
    const tts = withKeptPhrases(voice, createPhraseStore(1 << 20));
    const cut = new AbortController();
    for await (const _ of tts.speak({ text: whole, language: 'en', isAhead: true, signal: cut.signal })) cut.abort();
    voice.makeBy('another');
    await said(tts, byteOf, { text: whole, isAhead: true }, whole);
    voice.makeBy('counting');
    await said(tts, byteOf, { text: whole }, whole);
    expect(voice.asked).toHaveLength(3);
  });
});

describe('a sentence that comes in pieces', () => {
  async function kept() {
    const { voice, byteOf } = countingVoice();
    const tts = withKeptPhrases(voice, createPhraseStore(1 << 20));
    await said(tts, byteOf, { text: whole, isAhead: true }, whole);
    return { voice, tts, byteOf };
  }

  it('begins with what was kept as soon as two words are the same, and is no further ahead than what is known', async () => {
    const { tts } = await kept();
    const { promise, resolve } = Promise.withResolvers<void>();
    const later = async function* () {
      await promise;
      yield 'day would you like to come?';
    };
    const sound = tts.speak({
      ...{ text: 'On which', more: later(), language: 'en', signal: new AbortController().signal },
    });
    const iterator = sound[Symbol.asyncIterator]();
    const first = await iterator.next();
    expect(first.value?.audio.length).toBe(2 * WORD_BYTES);
    resolve();
    const second = await iterator.next();
    expect(second.value?.audio.length).toBe(6 * WORD_BYTES);
  });

  it('is the voice’s own from the word on where it goes another way, and its words keep their times', async () => {
    const { voice, tts, byteOf } = await kept();
    const text = 'On which day does the doctor sit?';
    const { heard, words } = await said(
      tts,
      byteOf,
      { text: 'On which', more: piecesOf('day does', 'the doctor sit?') },
      text,
    );
    expect(heard).toBe('[On] [which] [day] does the doctor sit?');
    expect(voice.asked.at(-1)).toBe('does the doctor sit?');
    expect(words.map(({ startMs }) => startMs)).toEqual([0, 200, 400, 600, 800, 1_000, 1_200]);
    // Twice said, it is kept as a whole.
    await said(tts, byteOf, { text: 'On which', more: piecesOf('day does', 'the doctor sit?') }, text);
    await said(tts, byteOf, { text }, text);
    expect(voice.asked).toHaveLength(3);
  });

  it('ends where its words end, though the kept one goes on', async () => {
    const { tts, byteOf } = await kept();
    const { heard } = await said(tts, byteOf, { text: 'On which', more: piecesOf('day') }, whole);
    expect(heard).toBe('[On] [which] [day]');
  });
});

it('forgets what was longest unused when there is too much', async () => {
  const { voice, byteOf } = countingVoice();
  const store = createPhraseStore(10 * 2 * WORD_BYTES);
  const tts = withKeptPhrases(voice, store);
  for (let index = 0; index < 30; index++)
    await said(tts, byteOf, { text: `phrase ${index}`, isAhead: true }, `phrase ${index}`);
  expect(store.bytes).toBeLessThanOrEqual(10 * 2 * WORD_BYTES);
  await said(tts, byteOf, { text: 'phrase 29' }, 'phrase 29');
  expect(voice.asked).toHaveLength(30);
  await said(tts, byteOf, { text: 'phrase 0' }, 'phrase 0');
  expect(voice.asked).toHaveLength(31);
});
