// Guards that what Twilio really sends is read: the captured frames where VAANI_TEST_DATA has them, else frames of the same form; and that the sandbox sends no other form.
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { recordings, shapeOf } from '../../../../packages/providers/src/testing/recordings.ts';
import { openMediaStream } from '../../../../packages/sandbox/src/caller/media-client.ts';
import { parseMediaMessage } from './media-messages.ts';

const sid = (letters: string) => letters + '0'.repeat(32);
const numbered = (sequenceNumber: string, message: object) => ({ ...message, sequenceNumber, streamSid: sid('MZ') });
const ofStart = {
  ...{ accountSid: sid('AC'), streamSid: sid('MZ'), callSid: sid('CA'), tracks: ['inbound'], customParameters: {} },
  mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 },
};
const payload = Buffer.alloc(160, 0x7f).toString('base64');
const madeHere = [
  { event: 'connected', protocol: 'Call', version: '1.0.0' },
  numbered('1', { event: 'start', start: ofStart }),
  numbered('2', { event: 'media', media: { track: 'inbound', chunk: '1', timestamp: '155', payload } }),
  numbered('74', { event: 'media', media: { track: 'inbound', chunk: '73', timestamp: '1593', payload } }),
  numbered('90', { event: 'stop', stop: { accountSid: sid('AC'), callSid: sid('CA') } }),
];
const frames = recordings('twilio', 'frames.jsonl', {
  'made here': madeHere.map((message) => JSON.stringify(message)).join('\n'),
}).flatMap(([, text]) => text.split('\n').filter((line) => line.trim() !== ''));

const eventOf = (line: string): string => JSON.parse(line).event;

it.each(frames.map((line) => [eventOf(line), line]))('%s is read', (event, line) => {
  const message = parseMediaMessage(line);
  expect(message).toMatchObject({ event });
  if (typeof message === 'string') return;
  const said = JSON.parse(line);
  if (message.event === 'media')
    expect(message.media).toEqual({
      ...said.media,
      chunk: Number(said.media.chunk),
      timestamp: Number(said.media.timestamp),
    });
  if (message.event === 'start') expect(message).toMatchObject({ streamSid: said.streamSid });
});

it('counts frames by twenty milliseconds, the first not at zero', () => {
  const media = frames
    .map(parseMediaMessage)
    .flatMap((one) => (typeof one !== 'string' && one.event === 'media' ? [one.media] : []));
  expect(media.length).toBeGreaterThan(1);
  for (const { chunk = 0, timestamp = 0, payload: sound } of media) {
    expect(Math.abs(timestamp - 155 - (chunk - 1) * 20)).toBeLessThanOrEqual(20);
    expect(Buffer.from(sound, 'base64').length).toBe(160);
  }
});

it('is what the sandbox’s callers send too, field by field', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const sent: string[] = [];
  server.on('connection', (socket: WebSocket) => socket.on('message', (data) => sent.push(data.toString())));
  const closed = Promise.withResolvers<void>();
  const client = await openMediaStream({
    ...{ url: `ws://127.0.0.1:${port}`, signature: 'none', callSid: sid('CA'), parameters: {} },
    events: { onClose: () => closed.resolve() },
  });
  await expect.poll(() => sent.length).toBeGreaterThan(3);
  client.hangUp();
  await closed.promise;
  server.close();
  for (const event of ['connected', 'start', 'media', 'stop']) {
    const of = (lines: readonly string[]) =>
      shapeOf(lines.map((line) => JSON.parse(line)).filter((one) => one.event === event));
    expect([...of(sent)].sort(), event).toEqual([...of(frames)].sort());
  }
});
