// Guards the stand-ins of hearing and speaking: OpenAI's transcription and speech, with the real library on loopback.
import { systemClock } from '@vaani/config';
import { type Fault, inOrder, type Openai, type OpenaiOptions, scripted, startOpenai } from '@vaani/sandbox';
import { decodeMulaw, rootMeanSquare } from '@vaani/speech';
import { afterEach, describe, expect, it } from 'vitest';
import { openaiTextToSpeech } from './openai-text-to-speech.ts';
import { openaiTranscriptionSpeechToText } from './openai-transcription-speech-to-text.ts';
import type { SpeechLanguage, SpeechToTextEvent, SpeechToTextStream } from './speech-to-text.ts';
import { framesOf, joined, silenceOf, voiceLike, word } from './testing/sound.ts';

const apiKey = 'sandbox-openai';
let room: Openai | undefined;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await room?.close();
  room = undefined;
});

async function start(over: Partial<OpenaiOptions> & { transcriptionModel?: string; speechModel?: string } = {}) {
  const sandbox = await startOpenai({ apiKey, clock: systemClock, policy: scripted([]), ...over });
  room = sandbox;
  const account = async () => ({
    apiKey,
    apiUrl: sandbox.url,
    model: 'gpt-4o',
    transcriptionModel: over.transcriptionModel ?? 'gpt-4o-transcribe',
    speechModel: over.speechModel ?? 'gpt-4o-mini-tts',
    voice: 'coral',
  });
  const events: SpeechToTextEvent[] = [];
  const stt = openaiTranscriptionSpeechToText({ account, clock: systemClock });
  const open = async (language: SpeechLanguage = 'hi-en', keyTerms = ['Dr Rao', 'thyroid']) => {
    const stream = await stt.open({
      language,
      keyTerms,
      onEvent: (event) => void events.push(event),
      signal: new AbortController().signal,
    });
    closing.push(() => stream.close());
    return stream;
  };
  return { sandbox, events, open, tts: openaiTextToSpeech({ account, clock: systemClock }) };
}

const say = (stream: SpeechToTextStream, sound: Uint8Array, heardAfterMs = 200) => {
  for (const [index, frame] of framesOf(sound).entries()) {
    stream.write(frame);
    if ((index + 1) * 20 === heardAfterMs) stream.speechStarted(heardAfterMs);
  }
  stream.finalize();
};

const voice = voiceLike(600, 11);
const told = {
  audio: voice,
  text: 'kal subah',
  language: 'hi-en' as const,
  words: [word('kal', 0, 300, 'hi', 0.9), word('subah', 300, 600, 'hi', 0.6)],
};

describe('an utterance', () => {
  it('is sent when it is over, from before it was noticed, with the clinic’s terms', async () => {
    const { open, sandbox, events } = await start();
    sandbox.tell(told);
    say(await open(), voice);
    await expect
      .poll(() => events)
      .toEqual([{ kind: 'final', text: 'kal subah', confidence: expect.closeTo(0.75, 5), isRejected: false }]);
    expect(sandbox.transcriptions()).toEqual([
      {
        model: 'gpt-4o-transcribe',
        response_format: 'json',
        prompt: 'Dr Rao, thyroid',
        'include[]': ['logprobs'],
        size: 44 + 2 * voice.length,
      },
    ]);
  });

  it('is heard wherever in a frame it begins', async () => {
    const { open, sandbox, events } = await start();
    sandbox.tell(told);
    const stream = await open();
    for (const frame of framesOf(joined(silenceOf(100), voice))) stream.write(frame);
    stream.speechStarted(346);
    for (const frame of framesOf(silenceOf(40))) stream.write(frame);
    stream.finalize();
    await expect.poll(() => events).toMatchObject([{ kind: 'final', text: 'kal subah' }]);
  });

  it('comes with its language from a model that tells it', async () => {
    const { open, sandbox, events } = await start({ transcriptionModel: 'gpt-transcribe' });
    sandbox.tell(told);
    say(await open(), voice);
    await expect.poll(() => events).toMatchObject([{ text: 'kal subah', language: 'hi', confidence: 0.6 }]);
    expect(sandbox.transcriptions()[0]).toMatchObject({
      'languages[]': ['hi', 'en'],
      'keywords[]': ['Dr Rao', 'thyroid'],
    });
  });

  it('is told no language before the caller was heard, and then the one that the talk has come to', async () => {
    const { open, sandbox, events } = await start();
    sandbox.tell(told);
    const stream = await open('en', []);
    stream.expect({ grammar: 'g', language: 'en' });
    say(stream, voice);
    await expect.poll(() => events).toMatchObject([{ text: 'kal subah' }]);
    expect(sandbox.transcriptions()[0]).not.toHaveProperty('language');
    expect(sandbox.transcriptions()[0]).not.toHaveProperty('prompt');
    for (const [at, language] of (['hi', 'hi-en', 'en'] as const).entries()) {
      stream.expect({ grammar: 'g', language });
      say(stream, voice);
      await expect.poll(() => events.length).toBe(at + 2);
    }
    expect(sandbox.transcriptions().map(({ language }) => language)).toEqual([undefined, 'hi', undefined, 'en']);
  });

  it('that nothing was made of is rejected, and a turn without speech is empty', async () => {
    const { open, events } = await start();
    const stream = await open();
    say(stream, voice);
    for (const frame of framesOf(silenceOf(100))) stream.write(frame);
    stream.finalize();
    await expect
      .poll(() => events)
      .toMatchObject([
        { text: '', isRejected: true },
        { text: '', isRejected: false },
      ]);
  });

  it('that could not be heard is lost, and the next is heard', async () => {
    const { open, sandbox, events } = await start({
      faults: inOrder([{ kind: 'server-error', status: 500, isTaken: false }]),
    });
    sandbox.tell(told);
    const stream = await open();
    say(stream, voice);
    say(stream, voice);
    await expect.poll(() => events.length).toBe(2);
    expect(events).toContainEqual({
      kind: 'failure',
      failure: expect.objectContaining({ provider: 'openai-transcription', reason: 'server', lost: 'utterance' }),
    });
    expect(events).toContainEqual(expect.objectContaining({ kind: 'final', text: 'kal subah' }));
  });

  it('is of no interest after the end of the call', async () => {
    const { open, sandbox, events } = await start({ faults: inOrder([{ kind: 'hang', isTaken: true }]) });
    const stream = await open();
    say(stream, voice);
    await expect.poll(() => sandbox.transcriptions().length).toBe(1);
    await stream.close();
    await stream.close();
    say(stream, voice);
    expect(events).toEqual([]);
  });
});

describe('speech', () => {
  const speak = async (
    tts: Awaited<ReturnType<typeof start>>['tts'],
    text: string,
    signal = new AbortController().signal,
  ) => {
    const pieces: Uint8Array[] = [];
    for await (const { audio } of tts.speak({ text, language: 'hi', signal, voices: { 'openai-speech': 'sage' } }))
      pieces.push(audio);
    return pieces;
  };

  it('streams in at the telephone’s rate, without silence in front', async () => {
    const silent = 24_000 * 0.2;
    const { tts, sandbox } = await start({
      voiceOf: async () =>
        Int16Array.from({ length: 24_000 }, (_, at) =>
          at < silent ? 0 : 8_000 * Math.sin((2 * Math.PI * 440 * at) / 24_000),
        ),
    });
    const pieces = await speak(tts, 'नमस्ते');
    expect(pieces.length).toBeGreaterThan(1);
    const pcm = decodeMulaw(joined(...pieces));
    expect(pcm.length / 8).toBeCloseTo(820, -1);
    expect(rootMeanSquare(pcm.subarray(400))).toBeGreaterThan(5_000);
    expect(sandbox.speeches()).toEqual([
      expect.objectContaining({ model: 'gpt-4o-mini-tts', voice: 'sage', input: 'नमस्ते', response_format: 'pcm' }),
    ]);
  });

  it('of nothing is nothing', async () => {
    const { tts, sandbox } = await start();
    expect(await speak(tts, ' … ')).toEqual([]);
    expect(sandbox.speeches()).toEqual([]);
  });

  it.each([
    [
      { kind: 'refuse', status: 400, code: 0 },
      { reason: 'refused', lost: 'nothing' },
    ],
    [
      { kind: 'busy', retryAfterS: 1 },
      { reason: 'busy', retryAfterMs: 1_000 },
    ],
    [
      { kind: 'garbage', isTaken: false },
      { reason: 'garbled', lost: 'nothing' },
    ],
    [{ kind: 'cut' }, { reason: 'closed', lost: 'rest' }],
  ] satisfies [Fault, object][])('that fails says why: %j', async (fault, failure) => {
    const { tts } = await start({ faults: inOrder([fault]), speechModel: 'tts-1' });
    await expect(speak(tts, 'A sentence that goes on for a while, and then some more.')).rejects.toMatchObject({
      provider: 'openai-speech',
      operation: 'speak',
      ...failure,
    });
  });

  it('that nobody wants any more ends without an error', async () => {
    const { tts } = await start({ faults: inOrder([{ kind: 'hang', isTaken: false }]) });
    const leaving = new AbortController();
    const speaking = speak(tts, 'Hello.', leaving.signal);
    leaving.abort();
    expect(await speaking).toEqual([]);
  });
});
