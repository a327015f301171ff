// Guards speaking by Cartesia, with the real SDK against its WebSocket protocol on loopback.
import { type Clock, systemClock } from '@vaani/config';
import { type Cartesia, type CartesiaOptions, type Fault, inOrder, startCartesia, untilTold } from '@vaani/sandbox';
import { decodeMulaw, rootMeanSquare } from '@vaani/speech';
import { afterEach, describe, expect, it } from 'vitest';
import { cartesiaTextToSpeech } from './cartesia-text-to-speech.ts';
import { createHandClock, settle } from './testing/hand-clock.ts';
import { joined } from './testing/sound.ts';
import type { SpeakRequest, SpeechChunk, TextToSpeech } from './text-to-speech.ts';

const apiKey = 'sandbox-cartesia';
const english = '11111111-1111-4111-8111-111111111111';
const hindi = '22222222-2222-4222-8222-222222222222';
const rooms: Cartesia[] = [];
const voices: TextToSpeech[] = [];
afterEach(async () => {
  for (const voice of voices.splice(0)) await voice.close?.();
  for (const room of rooms.splice(0)) await room.close();
});

async function start(over: Partial<CartesiaOptions> = {}, clock: Clock = systemClock) {
  const sandbox = await startCartesia({ apiKey, clock: systemClock, pieceEveryMs: 0, ...over });
  rooms.push(sandbox);
  let key = apiKey;
  const tts = cartesiaTextToSpeech({
    account: async () => ({ apiKey: key, apiUrl: sandbox.url, model: 'sonic-3', voices: { en: english, hi: hindi } }),
    clock,
  });
  voices.push(tts);
  const useKey = (next: string) => {
    key = next;
  };
  return { sandbox, tts, useKey };
}

const request = (over: Partial<SpeakRequest> = {}): SpeakRequest => ({
  text: 'Dr Rao is free at ten.',
  language: 'en',
  signal: new AbortController().signal,
  ...over,
});

async function spoken(tts: TextToSpeech, over: Partial<SpeakRequest> = {}) {
  const chunks: SpeechChunk[] = [];
  for await (const chunk of tts.speak(request(over))) chunks.push(chunk);
  return {
    chunks,
    audio: joined(...chunks.map(({ audio }) => audio)),
    words: chunks.flatMap(({ words }) => words ?? []),
  };
}

const generated = (sandbox: Cartesia) =>
  sandbox.asked().flatMap((asked) => (asked.kind === 'generate' ? [asked.request] : []));

describe('speech', () => {
  it('comes as the telephone wants it, without silence in front, and tells when each word is heard', async () => {
    const { tts, sandbox } = await start({ leadMs: 200 });
    const { chunks, audio, words } = await spoken(tts);
    expect(chunks.length).toBeGreaterThan(3);
    expect(rootMeanSquare(decodeMulaw(audio).subarray(200, 600))).toBeGreaterThan(3_000);
    expect(words.map(({ text }) => text).join(' ')).toBe('Dr Rao is free at ten.');
    // 20 ms are left of the silence.
    expect(words[0]).toEqual({ text: 'Dr', startMs: 20, endMs: 130 });
    expect(Math.abs((words.at(-1)?.endMs ?? 0) - audio.length / 8)).toBeLessThanOrEqual(1);
    expect(generated(sandbox)).toEqual([
      {
        context_id: expect.any(String),
        model_id: 'sonic-3',
        voice: { id: english },
        output_format: { container: 'raw', encoding: 'pcm_mulaw', sample_rate: 8_000 },
        language: 'en',
        add_timestamps: true,
        max_buffer_delay_ms: 0,
        transcript: 'Dr Rao is free at ten.',
        continue: false,
      },
    ]);
    expect(sandbox.asked().length).toBe(1);
  });

  it('of Hindi and Hinglish has a Hindi voice, or the clinic’s own', async () => {
    const { tts, sandbox } = await start();
    await spoken(tts, { language: 'hi-en', text: 'डॉक्टर राव' });
    const own = '33333333-3333-4333-8333-333333333333';
    await spoken(tts, { language: 'hi', text: 'नमस्ते', voices: { cartesia: own } });
    expect(generated(sandbox).map(({ voice, language }) => [voice, language])).toEqual([
      [{ id: hindi }, 'hi'],
      [{ id: own }, 'hi'],
    ]);
  });

  it('goes on in one context with what is thought of later', async () => {
    const { tts, sandbox } = await start();
    const { promise, resolve } = Promise.withResolvers<void>();
    async function* more() {
      await promise;
      yield 'Shall I book it?';
    }
    const heard: string[] = [];
    for await (const { words = [] } of tts.speak(request({ more: more() }))) {
      heard.push(...words.map(({ text }) => text));
      resolve();
    }
    expect(heard.join(' ')).toBe('Dr Rao is free at ten. Shall I book it?');
    const pieces = generated(sandbox);
    expect(pieces.map(({ transcript, continue: goesOn }) => [transcript, goesOn])).toEqual([
      ['Dr Rao is free at ten.', true],
      [' Shall I book it?', true],
      ['', false],
    ]);
    expect(new Set(pieces.map(({ context_id }) => context_id)).size).toBe(1);
  });

  it('goes on in a new context with what is thought of so late that the first has expired, and loses no word of it', async () => {
    const { tts, sandbox } = await start();
    const { promise: said, resolve: say } = Promise.withResolvers<void>();
    async function* more() {
      await said;
      yield 'Shall I book it?';
      yield 'Or another day?';
    }
    const speaking = spoken(tts, { more: more() });
    await expect.poll(() => sandbox.asked().length).toBe(1);
    await expect.poll(() => sandbox.contexts(), { timeout: 3_000 }).toBe(0);
    say();
    const { audio, words } = await speaking;
    expect(words.map(({ text }) => text).join(' ')).toBe('Dr Rao is free at ten. Shall I book it? Or another day?');
    for (const [index, { startMs }] of words.entries())
      expect(startMs).toBeGreaterThanOrEqual(words[index - 1]?.endMs ?? 0);
    expect(Math.abs((words.at(-1)?.endMs ?? 0) - audio.length / 8)).toBeLessThanOrEqual(1);
    const pieces = generated(sandbox);
    expect(pieces.map(({ transcript }) => transcript)).toEqual([
      'Dr Rao is free at ten.',
      'Shall I book it?',
      ' Or another day?',
      '',
    ]);
    expect(new Set(pieces.map(({ context_id }) => context_id)).size).toBe(2);
    await expect.poll(() => sandbox.contexts()).toBe(0);
  });

  it('that is over when its context has expired ends without asking the service again', async () => {
    const { tts, sandbox } = await start();
    async function* more() {
      await expect.poll(() => sandbox.contexts()).toBe(1);
      await expect.poll(() => sandbox.contexts(), { timeout: 3_000 }).toBe(0);
      yield* [];
    }
    const { words } = await spoken(tts, { more: more() });
    expect(words.length).toBe(6);
    expect(sandbox.asked().length).toBe(1);
  });

  it('that nobody wants any more is cancelled at the service', async () => {
    const { tts, sandbox } = await start({ pieceEveryMs: 20 });
    const leaving = new AbortController();
    for await (const _ of tts.speak(request({ signal: leaving.signal }))) leaving.abort();
    await expect.poll(() => sandbox.asked().at(-1)?.kind).toBe('cancel');
    for await (const _ of tts.speak(request())) break;
    await expect.poll(() => sandbox.asked().filter(({ kind }) => kind === 'cancel').length).toBe(2);
    await expect.poll(() => sandbox.contexts()).toBe(0);
  });

  it('of many calls shares one socket', async () => {
    const { tts, sandbox } = await start();
    await tts.warm?.(new AbortController().signal);
    const all = await Promise.all(['one', 'two', 'three'].map((text) => spoken(tts, { text })));
    expect(all.map(({ words }) => words.map(({ text }) => text).join())).toEqual(['one', 'two', 'three']);
    expect(sandbox.opened()).toBe(1);
  });
});

describe('the socket', () => {
  it('is replaced before it dies of silence, and let go where nobody calls any more', async () => {
    const clock = createHandClock();
    const { tts, sandbox } = await start({}, clock);
    await tts.warm?.(new AbortController().signal);
    expect(sandbox.opened()).toBe(1);
    await clock.pass(225_000);
    expect(sandbox.opened()).toBe(1);
    await clock.pass(15_000);
    await expect.poll(() => [sandbox.opened(), sandbox.connections]).toEqual([2, 1]);
    await clock.pass(1_800_000);
    await expect.poll(() => sandbox.connections).toBe(0);
  });

  it('is made anew with another key, and what is being said ends on the old one', async () => {
    const { tts, sandbox, useKey } = await start({ pieceEveryMs: 10 });
    const speaking = spoken(tts);
    await expect.poll(() => sandbox.contexts()).toBe(1);
    useKey('another-key');
    await expect(spoken(tts)).rejects.toMatchObject({ reason: 'unauthorised', isRetryable: false });
    useKey(apiKey);
    expect((await speaking).words.length).toBe(6);
  });
});

describe('a failure', () => {
  it.each([
    [{ kind: 'refuse', status: 400, code: 0 }, { reason: 'refused' }],
    [
      { kind: 'busy', retryAfterS: 4 },
      { reason: 'busy', retryAfterMs: 4_000 },
    ],
    [{ kind: 'server-error', status: 502, isTaken: false }, { reason: 'server' }],
    [{ kind: 'close', isTaken: false }, { reason: 'unreachable' }],
    [{ kind: 'garbage', isTaken: false }, { reason: 'garbled' }],
  ] satisfies [Fault, object][])('to connect says why, and the next try connects: %j', async (fault, failure) => {
    const { tts } = await start({ faults: inOrder([fault]) });
    await expect(spoken(tts)).rejects.toMatchObject({ provider: 'cartesia', operation: 'open', ...failure });
    expect((await spoken(tts)).words.length).toBe(6);
  });

  it.each([
    [{ kind: 'cut' }, 'closed'],
    [{ kind: 'server-error', status: 500, isTaken: false }, 'closed'],
    [{ kind: 'garbage', isTaken: false }, 'garbled'],
    [{ kind: 'half' }, 'garbled'],
  ] satisfies [Fault, string][])('in the middle says so, what came before stands: %j', async (fault, reason) => {
    const { tts } = await start({ faults: inOrder([null, null, null, null, fault]), leadMs: 0 });
    const heard: SpeechChunk[] = [];
    const listening = (async () => {
      for await (const chunk of tts.speak(request())) heard.push(chunk);
    })();
    await expect(listening).rejects.toMatchObject({ provider: 'cartesia', operation: 'speak', reason });
    expect(heard.length).toBeGreaterThan(0);
    expect((await spoken(tts)).words.length).toBe(6);
  });

  it('by the plan’s limit is a reason to ask another', async () => {
    const { tts } = await start({ mostContexts: 1, pieceEveryMs: 20 });
    const first = spoken(tts);
    await settle();
    await expect(spoken(tts)).rejects.toMatchObject({ operation: 'speak', reason: 'busy', isRetryable: true });
    expect((await first).words.length).toBe(6);
  });

  it('by silence is noticed', async () => {
    const clock = createHandClock();
    const faults = untilTold();
    const { tts, sandbox } = await start({ faults }, clock);
    await tts.warm?.(new AbortController().signal);
    faults.set({ kind: 'hang', isTaken: true });
    const speaking = spoken(tts).catch((error: unknown) => error);
    await expect.poll(() => sandbox.asked().length).toBe(1);
    await clock.pass(5_000);
    expect(await speaking).toMatchObject({ reason: 'timeout', operation: 'speak' });
  });

  it('to connect where nobody listens ends nothing but the speech', async () => {
    const tts = cartesiaTextToSpeech({
      account: async () => ({
        apiKey,
        apiUrl: 'http://127.0.0.1:9',
        model: 'sonic-3',
        voices: { en: english, hi: hindi },
      }),
      clock: systemClock,
    });
    voices.push(tts);
    await tts.warm?.(new AbortController().signal);
    await expect(spoken(tts)).rejects.toMatchObject({ reason: 'unreachable' });
  });
});

it('leaves no socket behind', async () => {
  const { tts, sandbox } = await start();
  await spoken(tts);
  await Promise.all([tts.close?.(), tts.close?.()]);
  await expect.poll(() => sandbox.connections).toBe(0);
  await sandbox.close();
  await expect.poll(() => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap')).toEqual([]);
});
