// Guards the line to Twilio where the wire stands still: what is said meanwhile does not pile up in this process, with `clear` behind it.
import { once } from 'node:events';
import { systemClock } from '@vaani/config';
import { afterEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createMediaLine, type MediaLine } from './media-line.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A media stream on loopback: our line, and Twilio's end of it. */
async function open(): Promise<{ line: MediaLine; socket: WebSocket; twilio: WebSocket }> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  const twilio = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  const [socket] = (await once(server, 'connection')) as [WebSocket];
  if (twilio.readyState !== WebSocket.OPEN) await once(twilio, 'open');
  closing.push(
    () => twilio.terminate(),
    () => server.close(),
  );
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const line = createMediaLine(socket, systemClock, {
    ...{ onStart: () => resolve(), onAudio: () => undefined, onMark: () => undefined, onDigit: () => undefined },
    ...{ onMalformed: () => undefined, onFramesAmiss: () => undefined, onEnd: () => undefined },
  });
  const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 };
  const start = { accountSid: 'AC0', streamSid: 'MZ0', callSid: 'CA0', tracks: ['inbound'], mediaFormat };
  twilio.send(JSON.stringify({ event: 'start', sequenceNumber: '1', streamSid: 'MZ0', start }));
  await started;
  return { line, socket, twilio };
}

it('is stalled once nothing leaves any more, and no longer when it flows again', async () => {
  const { line, socket, twilio } = await open();
  const frame = new Uint8Array(160).fill(0x55);
  line.send(frame);
  expect(line.isStalled()).toBe(false);
  twilio.pause();
  // First what lies between the two processes fills up.
  for (let sent = 0; sent < 200_000 && !line.isStalled(); sent++) {
    line.send(frame);
    if (sent % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(line.isStalled()).toBe(true);
  // A few frames and no more: the rest waits where it can be thrown away.
  expect(socket.bufferedAmount).toBeLessThan(500 * 400);
  twilio.resume();
  await expect.poll(() => line.isStalled(), { timeout: 10_000 }).toBe(false);
});
