// Guards: what a line says and does on the wire, against a real socket; only the browser's loudspeaker is a stand-in.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { silentFrame } from './frames.ts';
import type { LineAudioEvents, OpenLineAudio } from './line-audio.ts';
import { openVoiceLine, type VoiceLineEvent } from './open-voice-line.ts';

let server: WebSocketServer;
let url: string;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/voice/desk`;
});
afterEach(() => {
  for (const client of server.clients) client.terminate();
  server.close();
});

/** A loudspeaker that writes down what it is told, and a microphone that speaks when told to. */
function standIn() {
  const done: unknown[] = [];
  const microphone: { events?: LineAudioEvents } = {};
  const openAudio: OpenLineAudio = async ({ hasMicrophone }, events) => {
    microphone.events = events;
    return {
      play: (audio) => done.push(['play', audio.length]),
      clear: () => done.push('clear'),
      mark: (name) => events.onMark(name),
      mute: (isMuted) => done.push(['mute', isMuted]),
      close: () => done.push(['close', hasMicrophone]),
    };
  };
  return { done, microphone, openAudio };
}

/** The worker's side: what it was told, in order, and its socket. */
async function worker(answer: Record<string, unknown>) {
  const heard: unknown[] = [];
  const [socket] = (await once(server, 'connection')) as [ServerSocket];
  socket.on('message', (data, isBinary) => {
    heard.push(isBinary ? (data as Buffer).length : JSON.parse(data.toString()));
    if (heard.length === 1) socket.send(JSON.stringify(answer));
  });
  return { socket, heard };
}

function start(signal = new AbortController().signal, isLeaving = false) {
  const { done, microphone, openAudio } = standIn();
  const events: VoiceLineEvent[] = [];
  const opening = openVoiceLine({
    url,
    ticket: 'one-time',
    hasMicrophone: true,
    onEvent: (event) => events.push(event),
    signal,
    isLeaving,
    openAudio,
  });
  return { done, microphone, events, opening };
}

it('presents its ticket, then carries sound, words and marks both ways', async () => {
  const arriving = worker({ event: 'ready', purpose: 'try' });
  const { done, microphone, events, opening } = start();
  const { socket, heard } = await arriving;
  const line = await opening;
  expect(heard[0]).toEqual({ event: 'open', ticket: 'one-time' });
  expect(events).toEqual([{ event: 'ready', purpose: 'try' }]);

  socket.send(Buffer.alloc(160));
  socket.send(JSON.stringify({ event: 'mark', name: 'g1' }));
  socket.send(JSON.stringify({ event: 'something-new' }));
  socket.send(JSON.stringify({ event: 'clear' }));
  await expect.poll(() => done).toEqual([['play', 160], 'clear']);
  microphone.events?.onFrame(silentFrame(), 0);
  line.sendText('kal subah');
  line.sendKey('1');
  line.mute(true);
  await expect.poll(() => heard.length).toBe(5);
  expect(heard.slice(1)).toEqual([
    { event: 'mark', name: 'g1' },
    160,
    { event: 'text', text: 'kal subah' },
    { event: 'key', digit: '1' },
  ]);
  expect(done.at(-1)).toEqual(['mute', true]);
});

it('gives the reason of a worker that refuses, and closes the microphone', async () => {
  void worker({ event: 'refused', sentence: 'Asha has this call.' });
  const { done, opening } = start();
  await expect(opening).rejects.toMatchObject({ code: 'refused', sentence: 'Asha has this call.' });
  expect(done).toEqual([['close', true]]);
});

it('says that the worker cannot be reached', async () => {
  server.close();
  const { done, opening } = start();
  await expect(opening).rejects.toMatchObject({ code: 'unreachable' });
  expect(done).toContainEqual(['close', true]);
});

it('hangs up in words, and tells nobody what the person did themselves', async () => {
  const arriving = worker({ event: 'ready', purpose: 'take-over' });
  const { done, events, opening } = start();
  const { heard, socket } = await arriving;
  const line = await opening;
  line.close();
  await once(socket, 'close');
  expect(heard.at(-1)).toEqual({ event: 'hang-up' });
  expect(done).toEqual([['close', true]]);
  expect(events.map(({ event }) => event)).toEqual(['ready']);
});

it.each([
  ['ended', (socket: ServerSocket) => socket.send(JSON.stringify({ event: 'ended', sentence: 'The caller hung up.' }))],
  ['lost', (socket: ServerSocket) => socket.terminate()],
])('tells once that the line is %s', async (event, act) => {
  const arriving = worker({ event: 'ready', purpose: 'listen' });
  const { done, events, opening } = start();
  const { socket } = await arriving;
  await opening;
  act(socket);
  await expect.poll(() => events.length).toBe(2);
  expect(events[1]).toMatchObject({ event });
  expect(done).toEqual([['close', true]]);
});

it('ends with the page that opened it', async () => {
  const leaving = new AbortController();
  const arriving = worker({ event: 'ready', purpose: 'listen' });
  const { done, opening } = start(leaving.signal);
  const { heard, socket } = await arriving;
  await opening;
  leaving.abort();
  await once(socket, 'close');
  expect(heard.at(-1)).toEqual({ event: 'hang-up' });
  expect(done).toEqual([['close', true]]);
});

it('leaves without hanging up, where the call is to go on', async () => {
  const arriving = worker({ event: 'ready', purpose: 'take-over' });
  const { done, opening } = start(undefined, true);
  const { heard, socket } = await arriving;
  const line = await opening;
  line.close();
  await once(socket, 'close');
  expect(heard).toEqual([{ event: 'open', ticket: 'one-time' }]);
  expect(done).toEqual([['close', true]]);
});
