// Guards what the recogniser is given: early audio, so much, in order and no more; and new expectations between utterances alone.
import type { Expectation } from '@vaani/receptionist';
import { createVoice, encodeMulaw } from '@vaani/speech';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.ts';
import { slowRecogniser } from '../testing/stand-ins.ts';
import { createSileroVad, type SileroVad } from '../turn/silero/silero.ts';
import { createHearing } from './hearing.ts';

let vad: SileroVad;
beforeAll(async () => {
  vad = await createSileroVad();
});
afterAll(() => vad.close());

const frame = (index: number) => encodeMulaw(new Int16Array(160).fill(index % 100));
const open = (stt: ReturnType<typeof slowRecogniser>, bufferMs: number) =>
  createHearing({
    ...{ vad, stt, bufferMs, language: 'en' as const, keyTerms: [], zone: 'Asia/Kolkata' },
    clock: createManualClock(),
    signal: new AbortController().signal,
    events: {
      onSpeech: () => undefined,
      onSpeaking: () => undefined,
      onInterim: () => undefined,
      onTurn: () => undefined,
      onSwitched: () => undefined,
      onFailure: () => undefined,
    },
  });

it('holds early audio until the recogniser is there, and then hands it over in order', async () => {
  const stt = slowRecogniser();
  const hearing = open(stt, 30_000);
  const early = Array.from({ length: 50 }, (_, index) => frame(index));
  for (const one of early) hearing.frame(one);
  stt.let();
  await expect.poll(() => stt.frames.length).toBe(50);
  hearing.frame(frame(77));
  expect(stt.frames).toEqual([...early, frame(77)]);
  await hearing.close();
});

it('holds thirty seconds of a call, however much comes', async () => {
  const stt = slowRecogniser();
  const hearing = open(stt, 30_000);
  for (let index = 0; index < 6_000; index++) hearing.frame(frame(index));
  stt.let();
  await expect.poll(() => stt.frames.length).toBe(1_500);
  await hearing.close();
});

it('gives up what it held when the call ends first', async () => {
  const stt = slowRecogniser();
  const hearing = open(stt, 30_000);
  hearing.frame(frame(1));
  const closing = hearing.close();
  stt.let();
  await closing;
  expect(stt.frames).toEqual([]);
});

const expecting = (grammar: string): Expectation => ({
  asked: 'yes-no',
  language: 'en',
  grammar,
  activity: { key: 'listening' },
});

it('tells what is expected once, and never within an utterance: what is being said answers the question before', async () => {
  const voice = createVoice();
  const words = encodeMulaw(await voice.speakPcm({ text: 'I would like to see a doctor', language: 'en' }));
  voice.close();
  const stt = slowRecogniser();
  stt.let();
  const hearing = open(stt, 30_000);
  hearing.expect(expecting('one'));
  await expect.poll(() => stt.told).toEqual(['one']);
  hearing.expect(expecting('one'));
  const frames = Math.floor(words.length / 160);
  for (let index = 0; index < frames; index++) hearing.frame(words.subarray(index * 160, (index + 1) * 160));
  await expect.poll(() => stt.told).toEqual(['one', 'started']);
  hearing.expect(expecting('two'));
  expect(stt.told).toEqual(['one', 'started']);
  for (let index = 0; index < 50; index++) hearing.frame(encodeMulaw(new Int16Array(160)));
  await expect.poll(() => stt.told).toEqual(['one', 'started', 'finalize', 'two']);
  hearing.expect(expecting('three'));
  expect(stt.told.at(-1)).toBe('three');
  await hearing.close();
});
