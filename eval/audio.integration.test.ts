import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Exchange, openAudio } from './audio/line.ts';
import { openSample, type Sample } from './testing/sample.ts';

// A sample of the calls by voice: spoken by the local voices, heard by the constrained recogniser, on a real database. Nothing in it runs in real time.

let sample: Sample;
let exchange: Exchange;
beforeAll(async () => {
  [sample, exchange] = await Promise.all([openSample(), openAudio()]);
});
afterAll(async () => {
  await exchange?.close();
  await sample?.close();
});

test.each([
  ['book-doctor-tomorrow', 'en'],
  ['book-second-of-what-is-offered', 'hi'],
  ['cancel-one', 'hi-en'],
] as const)('%s, %s', async (name, language) => {
  const result = await sample.run(sample.scenario(name), language, { channel: 'audio', exchange });
  expect(result).toMatchObject({ why: [], silentWrong: 0, leaks: 0 });
});

test('a call can be had again to the word: equal sound is heard alike', async () => {
  const run = () => sample.run(sample.scenario('human-at-once'), 'en', { channel: 'audio', exchange });
  const [first, second] = [await run(), await run()];
  expect(second.transcript).toEqual(first.transcript);
  expect(first.transcript.some((line) => line.startsWith('   ['))).toBe(true);
});
