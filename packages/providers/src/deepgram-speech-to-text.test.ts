// Guards hearing by Deepgram, with the real SDK against its live protocol on loopback: v1 (nova) and v2 (Flux).
import { type Clock, systemClock } from '@vaani/config';
import { type Deepgram, type DeepgramOptions, inOrder, startDeepgram } from '@vaani/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { deepgramSpeechToText } from './deepgram-speech-to-text.ts';
import { ProviderFailure } from './failure.ts';
import type { SpeechToTextEvent, SpeechToTextStream } from './speech-to-text.ts';
import { framesOf, joined, silenceOf, voiceLike, word } from './testing/sound.ts';

const apiKey = 'sandbox-deepgram';
let room: Deepgram | undefined;
let stream: SpeechToTextStream | undefined;
afterEach(async () => {
  await stream?.close();
  await room?.close();
  room = undefined;
  stream = undefined;
});

const namaste = joined(voiceLike(400, 1), voiceLike(1_000, 2));
const told = {
  audio: namaste,
  text: 'नमस्ते appointment चाहिए',
  language: 'hi-en' as const,
  words: [
    word('नमस्ते', 0, 400, 'hi', 0.9),
    word('appointment', 400, 800, 'en', 0.8),
    word('चाहिए', 800, 1_400, 'hi', 0.99),
  ],
};

async function start(model: string, over: Partial<DeepgramOptions> = {}, clock: Clock = systemClock) {
  const sandbox = await startDeepgram({ apiKey, clock: systemClock, ...over });
  room = sandbox;
  const events: SpeechToTextEvent[] = [];
  const stt = deepgramSpeechToText({
    account: async () => ({ apiKey, apiUrl: sandbox.url, model }),
    model,
    clock,
  });
  const open = async () => {
    const opened = await stt.open({
      language: 'hi-en',
      keyTerms: ['Dr Asha Rao', 'Dr Asha Rao', ' ', 'Thyroid & sugar'],
      onEvent: (event) => void events.push(event),
      signal: new AbortController().signal,
    });
    stream = opened;
    return opened;
  };
  const kinds = () => events.map(({ kind }) => kind);
  const finals = () => events.filter((event) => event.kind === 'final');
  return { sandbox, stt, events, open, kinds, finals };
}

const send = (to: SpeechToTextStream, sound: Uint8Array) => {
  for (const frame of framesOf(sound)) to.write(frame);
};

describe('nova', () => {
  it('is asked for code-switched telephone speech, with the clinic’s terms, each frame as it comes', async () => {
    const { open, sandbox } = await start('nova-3');
    send(await open(), silenceOf(100));
    await expect.poll(() => sandbox.streams()[0]?.messages).toBe(5);
    expect(sandbox.streams()[0]?.bytes).toBe(800);
    const { path, query } = sandbox.streams()[0] ?? {};
    expect(path).toBe('/v1/listen');
    expect([...(query ?? [])]).toEqual([
      ['model', 'nova-3'],
      ['language', 'multi'],
      ['encoding', 'mulaw'],
      ['sample_rate', '8000'],
      ['channels', '1'],
      ['interim_results', 'true'],
      ['smart_format', 'true'],
      ['numerals', 'true'],
      ['endpointing', '100'],
      ['utterance_end_ms', '1000'],
      ['vad_events', 'true'],
      ['mip_opt_out', 'true'],
      ['keyterm', 'Dr Asha Rao'],
      ['keyterm', 'Thyroid & sugar'],
    ]);
  });

  it('is told the language where it cannot find it out', async () => {
    const { open, sandbox } = await start('nova-2');
    await open();
    const query = sandbox.streams()[0]?.query;
    expect([query?.get('language'), query?.getAll('keywords'), query?.has('keyterm')]).toEqual([
      'hi-Latn',
      ['Dr Asha Rao', 'Thyroid & sugar'],
      false,
    ]);
  });

  it('tells words as they come, each with its confidence, and the language that was spoken', async () => {
    const { open, sandbox, events, finals } = await start('nova-3');
    sandbox.tell(told);
    const hearing = await open();
    send(hearing, joined(silenceOf(200), namaste, silenceOf(300)));
    await expect.poll(() => events.some(({ kind }) => kind === 'paused')).toBe(true);
    hearing.finalize(300);
    expect(finals()).toEqual([
      {
        kind: 'final',
        text: 'नमस्ते appointment चाहिए',
        confidence: expect.closeTo(0.91, 3),
        isRejected: false,
        language: 'hi-en',
        words: [
          { text: 'नमस्ते', startMs: 200, endMs: 600, confidence: 0.9, language: 'hi' },
          { text: 'appointment', startMs: 600, endMs: 1_000, confidence: 0.8, language: 'en' },
          { text: 'चाहिए', startMs: 1_000, endMs: 1_600, confidence: 0.99, language: 'hi' },
        ],
      },
    ]);
    const interims = events.filter((event) => event.kind === 'interim');
    expect(interims[0]).toMatchObject({ text: 'नमस्ते', settledText: '' });
    expect(events[0]).toEqual({ kind: 'speech-started' });
    // What was settled beyond the end of speech needed no round trip.
    expect(sandbox.streams()[0]?.texts).toEqual([]);
  });

  it('asks for the final where none has come, and gives one final for two pauses in one utterance', async () => {
    const { open, sandbox, finals, kinds } = await start('nova-3', {
      delays: { ms: (stage) => (stage === 'stt-final' ? 80 : 0) },
    });
    const audio = joined(voiceLike(400, 5), silenceOf(300), voiceLike(400, 6));
    sandbox.tell({ audio, text: 'kal subah', language: 'en', words: [word('kal', 0, 400), word('subah', 700, 1_100)] });
    const hearing = await open();
    send(hearing, joined(audio, silenceOf(100)));
    hearing.finalize(100);
    await expect.poll(finals).toMatchObject([{ text: 'kal subah' }]);
    expect(sandbox.streams()[0]?.texts).toEqual(['Finalize']);
    hearing.finalize();
    await expect.poll(() => finals().length).toBe(2);
    expect(finals()[1]).toMatchObject({ text: '', confidence: 0, isRejected: false });
    expect(kinds().filter((kind) => kind === 'failure')).toEqual([]);
  });

  it('ends a turn in which nothing was said, though the service does not answer that', async () => {
    const { open, finals, kinds } = await start('nova-3', { answersEmptyFinalize: false });
    const hearing = await open();
    send(hearing, silenceOf(900));
    hearing.finalize();
    // The line goes on, and so do results, which say that nothing was said.
    send(hearing, silenceOf(300));
    await expect.poll(finals).toMatchObject([{ text: '' }]);
    expect(kinds()).not.toContain('failure');
  });

  it('keeps the stream alive without sound', async () => {
    const due: (() => void)[] = [];
    const atMs = { now: 0 };
    const clock: Clock = {
      ...systemClock,
      monotonic: () => atMs.now,
      every(_ms, work) {
        due.push(work);
        return () => undefined;
      },
    };
    const { open, sandbox } = await start('nova-3', {}, clock);
    const hearing = await open();
    hearing.write(silenceOf(20));
    for (const work of due) work();
    atMs.now = 4_000;
    for (const work of due) work();
    await expect.poll(() => sandbox.streams()[0]?.texts).toEqual(['KeepAlive']);
  });

  it('ends the stream at the service, once, and is silent after', async () => {
    const { open, sandbox, events } = await start('nova-3');
    const hearing = await open();
    await Promise.all([hearing.close(), hearing.close()]);
    hearing.write(silenceOf(20));
    hearing.finalize();
    await expect.poll(() => sandbox.streams()[0]?.isOpen).toBe(false);
    expect(sandbox.streams()[0]?.texts).toEqual(['CloseStream']);
    expect(events).toEqual([]);
  });
});

describe('Flux', () => {
  it('tells the probable and the decided end of a turn, and that one went on', async () => {
    const { open, sandbox, events, finals } = await start('flux-general-multi', {
      delays: { ms: (stage) => (stage === 'stt-final' ? 30 : 0) },
    });
    const audio = joined(voiceLike(300, 7), silenceOf(400), voiceLike(300, 8));
    const words = [word('mera', 0, 300, 'hi'), word('number', 700, 1_000)];
    sandbox.tell({ audio, text: 'mera number', language: 'hi-en', words });
    const hearing = await open();
    const frames = framesOf(joined(audio, silenceOf(400)));
    // In real time: whether a pause is long enough is a matter of the clock.
    for (const frame of frames.slice(0, 25)) hearing.write(frame);
    await expect.poll(() => events.some(({ kind }) => kind === 'end-of-turn')).toBe(true);
    for (const frame of frames.slice(25)) hearing.write(frame);
    await expect.poll(() => events.filter(({ kind }) => kind === 'end-of-turn').length).toBe(3);
    expect(events.filter(({ kind }) => kind !== 'interim')).toEqual([
      { kind: 'speech-started' },
      { kind: 'end-of-turn', isEager: true, confidence: 0.5 },
      { kind: 'turn-resumed' },
      { kind: 'end-of-turn', isEager: true, confidence: 0.5 },
      { kind: 'end-of-turn', isEager: false, confidence: 0.9 },
    ]);
    hearing.finalize(400);
    expect(finals()).toMatchObject([{ text: 'mera number', language: 'hi-en' }]);
    expect(sandbox.streams()[0]?.path).toBe('/v2/listen');
    expect(sandbox.streams()[0]?.query.getAll('language_hint')).toEqual(['hi', 'en']);
  });

  it('takes the eager words where we decide first, and does not give them twice', async () => {
    const { open, sandbox, events, finals } = await start('flux-general-multi', {
      delays: { ms: (stage) => (stage === 'stt-final' ? 30 : 0) },
    });
    sandbox.tell({ audio: voiceLike(300, 9), text: 'haan', language: 'hi' });
    const hearing = await open();
    send(hearing, joined(voiceLike(300, 9), silenceOf(100)));
    await expect.poll(() => events.some(({ kind }) => kind === 'end-of-turn')).toBe(true);
    hearing.finalize(100);
    await expect.poll(() => events.filter(({ kind }) => kind === 'end-of-turn' || kind === 'final').length).toBe(2);
    hearing.finalize(0);
    await expect.poll(() => finals().length, { timeout: 2_000 }).toBe(2);
    expect(finals()).toMatchObject([{ text: 'haan' }, { text: '' }]);
  });
});

describe('a stream that cannot be had', () => {
  it.each([
    [
      { kind: 'refuse', status: 401, code: 0 },
      { reason: 'unauthorised', isRetryable: false },
    ],
    [
      { kind: 'refuse', status: 400, code: 0 },
      { reason: 'refused', isRetryable: false },
    ],
    [
      { kind: 'busy', retryAfterS: 3 },
      { reason: 'busy', isRetryable: true, retryAfterMs: 3_000 },
    ],
    [
      { kind: 'server-error', status: 503, isTaken: false },
      { reason: 'server', isRetryable: true },
    ],
    [
      { kind: 'close', isTaken: false },
      { reason: 'unreachable', isRetryable: true },
    ],
    [
      { kind: 'garbage', isTaken: false },
      { reason: 'garbled', isRetryable: true },
    ],
  ] as const)('says why: %j', async (fault, failure) => {
    const { open, stt } = await start('nova-3', { faults: inOrder([fault]) });
    const error = await open().catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(ProviderFailure);
    expect(error).toMatchObject({ provider: 'deepgram', operation: 'open', ...failure });
    expect(stt.name).toBe('deepgram');
  });

  it('with a wrong key is refused, and where nobody listens is unreachable', async () => {
    const { sandbox } = await start('nova-3');
    const of = (account: { apiKey: string; apiUrl: string }) =>
      deepgramSpeechToText({
        account: async () => ({ ...account, model: 'nova-3' }),
        model: 'nova-3',
        clock: systemClock,
      }).open({ language: 'en', keyTerms: [], onEvent: () => undefined, signal: new AbortController().signal });
    await expect(of({ apiKey: 'another-key', apiUrl: sandbox.url })).rejects.toMatchObject({ reason: 'unauthorised' });
    await expect(of({ apiKey, apiUrl: 'http://127.0.0.1:9' })).rejects.toMatchObject({ reason: 'unreachable' });
  });

  it('is not waited for when the caller has gone', async () => {
    const { stt } = await start('nova-3', { faults: inOrder([{ kind: 'hang', isTaken: false }]) });
    const leaving = new AbortController();
    const opening = stt.open({ language: 'en', keyTerms: [], onEvent: () => undefined, signal: leaving.signal });
    leaving.abort(new Error('hung up'));
    await expect(opening).rejects.toThrow('hung up');
  });
});

describe('a stream that breaks', () => {
  it.each([
    ['cut', { kind: 'cut' }, 'closed'],
    ['closed by the service', { kind: 'server-error', status: 500, isTaken: false }, 'closed'],
    ['garbage', { kind: 'garbage', isTaken: false }, 'garbled'],
    ['half a message', { kind: 'half' }, 'garbled'],
  ] as const)('by %s says so once', async (_, fault, reason) => {
    const { open, events } = await start('nova-3', { faults: inOrder([null, fault], undefined) });
    send(await open(), silenceOf(3_000));
    await expect
      .poll(() => events.filter(({ kind }) => kind === 'failure'))
      .toMatchObject([
        { isFatal: true, failure: { provider: 'deepgram', operation: 'hear', reason, lost: 'utterance' } },
      ]);
  });

  it('by silence is noticed when a final is due', async () => {
    const { open, sandbox, events } = await start('nova-3', {
      faults: inOrder([null, null, null, { kind: 'hang', isTaken: false }]),
    });
    sandbox.tell(told);
    const hearing = await open();
    send(hearing, joined(namaste, silenceOf(20)));
    // Speech started, and one interim: then nothing.
    await expect.poll(() => events.some(({ kind }) => kind === 'interim')).toBe(true);
    hearing.finalize(20);
    await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'failure', failure: { reason: 'timeout' } });
  });
});

it('leaves no socket and no timer behind', async () => {
  const { open } = await start('nova-3');
  const before = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const hearing = await open();
  send(hearing, silenceOf(200));
  hearing.finalize();
  await hearing.close();
  await room?.close();
  const left = () => process.getActiveResourcesInfo();
  await expect.poll(() => left().filter((kind) => kind === 'TCPSocketWrap')).toEqual([]);
  expect(left().filter((kind) => kind === 'Timeout').length).toBeLessThanOrEqual(before);
});
