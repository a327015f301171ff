import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { createPlayout, FRAME_MS, SILENCE } from './playout.ts';

export interface MediaClientEvents {
  /** Each 20 ms: what the caller sent and what was heard (null: silence). */
  onTick?(tick: { atMs: number; sent: Uint8Array; heard: Uint8Array | null }): void;
  onClear?(atMs: number): void;
  /** A frame of the agent has arrived: it is heard later. */
  onFrame?(): void;
  onClose(close: { code: number; reason: string }): void;
}

/** Twilio's end of a media stream, in real time: a frame out every 20 ms, silence included; audio played on a clock of its own. */
export interface MediaClient {
  /** Speaks: mu-law, 8 kHz. Resolves when its last frame has left. */
  speak(audio: Uint8Array): Promise<void>;
  press(digit: string): void;
  /** Sends a raw message: for tests of bad ones. */
  sendRaw(message: string | Buffer): void;
  readonly isAgentSilent: boolean;
  /** Milliseconds of the stream at which agent audio was last heard, or null. */
  readonly lastHeardAtMs: number | null;
  readonly atMs: number;
  /** The caller hangs up. */
  hangUp(): void;
  /** The line is cut without a word. */
  cut(): void;
}

export async function openMediaStream(options: {
  url: string;
  signature: string;
  callSid: string;
  parameters: Record<string, string>;
  events: MediaClientEvents;
}): Promise<MediaClient> {
  const { callSid, events } = options;
  const socket = new WebSocket(options.url, {
    headers: { 'x-twilio-signature': options.signature },
    handshakeTimeout: 10_000,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_, response) =>
      reject(new Error(`the stream was refused with ${response.statusCode}`)),
    );
  });
  const streamSid = `MZ${randomBytes(16).toString('hex')}`;
  const accountSid = `AC${'0'.repeat(32)}`;
  const playout = createPlayout();
  const began = performance.now();
  let sequence = 0;
  let chunk = 0;
  let frames: Uint8Array[] = [];
  let onSpoken: (() => void)[] = [];
  let lastHeardAtMs: number | null = null;
  let ticks = 0;
  let timer: NodeJS.Timeout | undefined;

  const send = (message: Record<string, unknown>) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const numbered = (message: Record<string, unknown>) =>
    send({ ...message, sequenceNumber: String(++sequence), streamSid });
  const returnMark = (name: string) => numbered({ event: 'mark', mark: { name } });

  function tick(): void {
    const sent = frames.shift() ?? SILENCE;
    chunk++;
    const media = {
      track: 'inbound',
      chunk: String(chunk),
      timestamp: String(chunk * FRAME_MS + 135),
      payload: Buffer.from(sent).toString('base64'),
    };
    numbered({ event: 'media', media });
    const { frame, marks } = playout.tick();
    const atMs = ticks * FRAME_MS;
    if (frame !== null) lastHeardAtMs = atMs;
    for (const name of marks) returnMark(name);
    events.onTick?.({ atMs, sent, heard: frame });
    if (frames.length === 0) {
      const spoken = onSpoken;
      onSpoken = [];
      for (const resolve of spoken) resolve();
    }
    ticks++;
    // By the clock, not by the tick before: no drift.
    timer = setTimeout(tick, Math.max(0, began + ticks * FRAME_MS - performance.now()));
  }

  socket.on('message', (data) => {
    const message = JSON.parse(data.toString()) as {
      event?: string;
      media?: { payload?: string };
      mark?: { name?: string };
    };
    if (message.event === 'media') {
      events.onFrame?.();
      playout.add(Buffer.from(message.media?.payload ?? '', 'base64'));
    } else if (message.event === 'mark') playout.mark(message.mark?.name ?? '');
    else if (message.event === 'clear') {
      events.onClear?.(ticks * FRAME_MS);
      for (const name of playout.clear()) returnMark(name);
    }
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', (code, reason) => {
    clearTimeout(timer);
    for (const resolve of onSpoken) resolve();
    events.onClose({ code, reason: reason.toString() });
  });

  send({ event: 'connected', protocol: 'Call', version: '1.0.0' });
  const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 };
  numbered({
    event: 'start',
    start: { accountSid, streamSid, callSid, tracks: ['inbound'], mediaFormat, customParameters: options.parameters },
  });
  tick();

  return {
    speak(audio) {
      for (let at = 0; at < audio.length; at += SILENCE.length) {
        const frame = Uint8Array.from(SILENCE);
        frame.set(audio.subarray(at, at + SILENCE.length));
        frames.push(frame);
      }
      return new Promise((resolve) => onSpoken.push(resolve));
    },
    press: (digit) => numbered({ event: 'dtmf', dtmf: { track: 'inbound_track', digit } }),
    sendRaw: (message) => socket.send(message),
    get isAgentSilent() {
      return playout.isEmpty;
    },
    get lastHeardAtMs() {
      return lastHeardAtMs;
    },
    get atMs() {
      return ticks * FRAME_MS;
    },
    hangUp() {
      numbered({ event: 'stop', stop: { accountSid, callSid } });
      frames = [];
      clearTimeout(timer);
      socket.close(1000);
    },
    cut() {
      clearTimeout(timer);
      socket.terminate();
    },
  };
}
