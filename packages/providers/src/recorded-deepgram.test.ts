// Guards the adapter and the sandbox of Deepgram against messages of the real service.
import { createServer } from 'node:http';
import { systemClock } from '@vaani/config';
import { startDeepgram } from '@vaani/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { deepgramSpeechToText } from './deepgram-speech-to-text.ts';
import type { SpeechToTextEvent } from './speech-to-text.ts';
import { recordings, shapeOf } from './testing/recordings.ts';
import { framesOf, joined, silenceOf, voiceLike, word } from './testing/sound.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Recorded {
  type: string;
  is_final?: boolean;
  start?: number;
  duration?: number;
  channel?: { alternatives?: { transcript: string; words: { confidence: number; start: number }[] }[] };
}

const results = (transcript: string, over: object) => ({
  type: 'Results',
  channel_index: [0, 1],
  duration: 1.2,
  start: 0.5,
  is_final: false,
  speech_final: false,
  channel: {
    alternatives: [
      {
        transcript,
        confidence: transcript === '' ? 0 : 0.91,
        words: transcript
          .split(' ')
          .filter((text) => text !== '')
          .map((text, index) => ({
            word: text.toLowerCase().replace(/\W$/, ''),
            start: 0.5 + index * 0.4,
            end: 0.9 + index * 0.4,
            confidence: 0.81 + index * 0.05,
            punctuated_word: text,
          })),
      },
    ],
  },
  metadata: {
    request_id: '00000000-0000-4000-8000-00000000000a',
    model_info: { name: '2-general-nova', version: '2025-01-01.00000', arch: 'nova-3' },
    model_uuid: '00000000-0000-4000-8000-00000000000b',
  },
  from_finalize: false,
  ...over,
});

const recorded = recordings('deepgram', '.jsonl', {
  'made here': [
    results('', { start: 0, duration: 1.08 }),
    { type: 'SpeechStarted', channel: [0, 1], timestamp: 0.5 },
    results('Is the', {}),
    results('This is the one.', { is_final: true, speech_final: true, duration: 2.2 }),
    { type: 'UtteranceEnd', channel: [0, 1], last_word_end: 2.1 },
    results('', { start: 2.7, duration: 1.0, is_final: true, speech_final: true }),
    {
      type: 'Metadata',
      transaction_key: 'deprecated',
      request_id: '00000000-0000-4000-8000-00000000000a',
      sha256: 'incomplete',
      created: '2026-01-01T00:00:00.000Z',
      duration: 3.7,
      channels: 1,
    },
  ]
    .map((message) => JSON.stringify(message))
    .join('\n'),
}).map(([name, text]): [string, Recorded[]] => [
  name,
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line)),
]);

/** A service that says what was recorded, and nothing else. */
async function replay(messages: readonly Recorded[]) {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    for (const message of messages) socket.send(JSON.stringify(message));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.close(() => resolve());
      }),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

describe.each(recorded)('%s', (_, messages) => {
  const finals = messages.filter(({ type, is_final }) => type === 'Results' && is_final === true);
  const wordsOf = (one: Recorded) => one.channel?.alternatives?.[0]?.words ?? [];

  it('is understood: nothing of it is lost, nothing is taken for a failure', async () => {
    const apiUrl = await replay(messages);
    const events: SpeechToTextEvent[] = [];
    const stt = deepgramSpeechToText({
      account: async () => ({ apiKey: 'recorded', apiUrl, model: 'nova-3' }),
      model: 'nova-3',
      clock: systemClock,
    });
    const stream = await stt.open({
      ...{ language: 'en', keyTerms: [] },
      onEvent: (event) => void events.push(event),
      signal: new AbortController().signal,
    });
    closing.push(() => stream.close());
    const said = messages.filter((one) => (one.channel?.alternatives?.[0]?.transcript ?? '') !== '').length;
    await expect.poll(() => events.filter(({ kind }) => kind === 'interim').length).toBe(said);
    for (const frame of framesOf(silenceOf(1_000))) stream.write(frame);
    // What was settled reaches further than this silence began.
    stream.finalize(1_000);
    const final = events.find((event) => event.kind === 'final');
    const transcripts = finals
      .map((one) => one.channel?.alternatives?.[0]?.transcript ?? '')
      .filter((text) => text !== '');
    expect(final).toMatchObject({ text: transcripts.join(' '), isRejected: false });
    expect(final?.words?.map(({ confidence }) => confidence)).toEqual(
      finals.flatMap((one) => wordsOf(one).map(({ confidence }) => confidence)),
    );
    expect(final?.words?.map(({ startMs }) => startMs)).toEqual(
      finals.flatMap((one) => wordsOf(one).map(({ start }) => Math.round(start * 1_000))),
    );
    expect(events.filter(({ kind }) => kind === 'failure')).toEqual([]);
  });

  it('has no field that the sandbox’s messages have not', async () => {
    const sandbox = await startDeepgram({ apiKey: 'dg', clock: systemClock });
    closing.push(sandbox.close);
    const audio = voiceLike(1_500, 3);
    sandbox.tell({ audio, text: 'one two', language: 'en', words: [word('One', 0, 400), word('two.', 400, 1_500)] });
    const socket = new WebSocket(
      `${sandbox.url.replace('http', 'ws')}/v1/listen?model=nova-3&language=multi&encoding=mulaw&sample_rate=8000&interim_results=true&vad_events=true&utterance_end_ms=1000`,
      { headers: { authorization: 'Token dg' } },
    );
    const made: Recorded[] = [];
    socket.on('message', (data) => void made.push(JSON.parse(String(data))));
    await new Promise((resolve) => socket.once('open', resolve));
    for (const frame of framesOf(joined(audio, silenceOf(1_500)))) socket.send(frame);
    await expect.poll(() => made.some(({ is_final }) => is_final === true)).toBe(true);
    for (const frame of framesOf(silenceOf(1_500))) socket.send(frame);
    await expect.poll(() => made.some(({ type }) => type === 'UtteranceEnd')).toBe(true);
    socket.send(JSON.stringify({ type: 'CloseStream' }));
    await expect.poll(() => made.at(-1)?.type).toBe('Metadata');
    for (const type of new Set(messages.map((one) => one.type))) {
      const real = shapeOf(messages.filter((one) => one.type === type));
      const ours = shapeOf(made.filter((one) => one.type === type));
      // Model ids are keys of this one.
      for (const [path, kind] of real)
        if (!path.includes('model_info.') || type === 'Results')
          expect([type, path, ours.get(path)]).toEqual([type, path, kind]);
    }
  });
});
