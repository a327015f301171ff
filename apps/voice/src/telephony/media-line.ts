import type { Clock } from '@vaani/config';
import type { RawData, WebSocket } from 'ws';
import { createFrameOrder } from './frame-order.ts';
import { parseMediaMessage } from './media-messages.ts';

/** So many malformed messages end a stream. */
const MOST_MALFORMED = 50;
/** Twenty frames, as they are on the wire: more of them in this process, and the line is stalled. */
const MOST_WAITING_BYTES = 20 * 300;
const FRAME_MS = 20;

export interface MediaLineEvents {
  onStart(start: { streamSid: string; callSid: string; parameters: Record<string, string> }): void;
  /** mu-law, 8 kHz; 160 bytes as a rule. In the order of the stream, silence in the place of what has not come. */
  onAudio(audio: Uint8Array): void;
  /** Frames that did not come in their place: filled with silence, or too late to be heard. */
  onFramesAmiss(what: 'filled' | 'late', frames: number): void;
  onMark(name: string): void;
  onDigit(digit: string): void;
  onMalformed(): void;
  /** Once, however the stream ended. */
  onEnd(reason: 'stop' | 'closed'): void;
}

/** Twilio's media stream as a line: audio in, audio out, marks. */
export interface MediaLine {
  send(audio: Uint8Array): void;
  mark(name: string): void;
  /** Empties what Twilio has not played. */
  clear(): void;
  /** What was sent does not leave this process: whatever is sent now, `clear` too, would come behind it. */
  isStalled(): boolean;
  close(code?: number, reason?: string): void;
}

/** Wraps an open WebSocket. Only `media`, `mark` and `clear` ever leave: anything else is an error at Twilio. */
export function createMediaLine(socket: WebSocket, clock: Clock, events: MediaLineEvents): MediaLine {
  const frames = createFrameOrder(clock, {
    onAudio: (audio) => events.onAudio(audio),
    onFilled: (ms) => events.onFramesAmiss('filled', ms / FRAME_MS),
    onLate: () => events.onFramesAmiss('late', 1),
  });
  let streamSid = '';
  let malformed = 0;
  let hasEnded = false;
  const end = (reason: 'stop' | 'closed') => {
    if (hasEnded) return;
    hasEnded = true;
    frames.close();
    events.onEnd(reason);
  };
  const send = (message: Record<string, unknown>) => {
    if (socket.readyState === socket.OPEN && streamSid !== '') socket.send(JSON.stringify({ ...message, streamSid }));
  };

  socket.on('message', (data: RawData, isBinary: boolean) => {
    const message = isBinary ? 'malformed' : parseMediaMessage(data.toString());
    if (message === 'malformed') {
      events.onMalformed();
      malformed++;
      if (malformed >= MOST_MALFORMED) socket.close(1008, 'too many malformed messages');
      return;
    }
    if (message === 'unknown') return;
    switch (message.event) {
      case 'start':
        streamSid = message.streamSid;
        return events.onStart({
          streamSid,
          callSid: message.start.callSid,
          parameters: message.start.customParameters,
        });
      case 'media':
        return frames.push({
          audio: Buffer.from(message.media.payload, 'base64'),
          ...(message.media.chunk === undefined ? {} : { chunk: message.media.chunk }),
          ...(message.media.timestamp === undefined ? {} : { timestamp: message.media.timestamp }),
        });
      case 'mark':
        return events.onMark(message.mark.name);
      case 'dtmf':
        return events.onDigit(message.dtmf.digit);
      case 'stop':
        return end('stop');
      case 'connected':
    }
  });
  socket.on('close', () => end('closed'));
  // An error is followed by `close`; what was wrong (an oversize message) is in its code.
  socket.on('error', () => undefined);

  return {
    send: (audio) =>
      send({
        event: 'media',
        media: { payload: Buffer.from(audio.buffer, audio.byteOffset, audio.byteLength).toString('base64') },
      }),
    mark: (name) => send({ event: 'mark', mark: { name } }),
    clear: () => send({ event: 'clear' }),
    isStalled: () => socket.bufferedAmount > MOST_WAITING_BYTES,
    close: (code = 1000, reason = '') => socket.close(code, reason),
  };
}
