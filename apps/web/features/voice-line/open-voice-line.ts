import { type LineAudio, type OpenLineAudio, openLineAudio } from './line-audio.ts';
import { LineFailure } from './line-failure.ts';
import { readLineMessage } from './line-messages.ts';

/** What happens on an open line. */
export type VoiceLineEvent =
  /** The worker took the ticket; a call of its own has an id. */
  | { event: 'ready'; purpose: string; callId?: string | undefined }
  /** How loud the microphone is, 0 to 1; ten times a second. */
  | { event: 'level'; loudness: number }
  /** The microphone is gone; the line still plays. */
  | { event: 'microphone-lost' }
  /** The worker ended it and says why, in words that may be empty. The line is closed. */
  | { event: 'ended'; sentence: string }
  /** The connection broke. The line is closed. */
  | { event: 'lost' };

/** A browser's voice on a call. */
export interface VoiceLine {
  mute(isMuted: boolean): void;
  /** Something typed instead of said. */
  sendText(text: string): void;
  /** A key of the phone: 0 to 9, * or #. */
  sendKey(digit: string): void;
  /** Hangs up. */
  close(): void;
}

export interface VoiceLineOptions {
  /** The worker's address and the ticket, as a procedure gave them. */
  url: string;
  ticket: string;
  /** Does the person speak, or only listen? */
  hasMicrophone: boolean;
  /** Of the page: in it the worker says why a line ends. English where it is not said. */
  language?: string;
  onEvent: (event: VoiceLineEvent) => void;
  /** Ends the line, or the opening of it. */
  signal: AbortSignal;
  /** Is closing it no hanging up? Whoever leaves a call that they took over must not end it for the caller. */
  isLeaving?: boolean;
  openAudio?: OpenLineAudio;
}

/** So long the worker may take to answer, ms. */
const OPEN_DEADLINE_MS = 8_000;
/** Two seconds of sound that did not leave: what is said now would come too late to be an answer. */
const MOST_WAITING_BYTES = 16_000;
const FRAMES_A_LEVEL = 5;

/**
 * Opens a line to the worker that has the call: the microphone (where there is one) to the caller, the caller to the
 * loudspeaker. To be called from a press. Microphone first, ticket second: see `askForMicrophone`.
 * @throws {LineFailure} where it does not come about; the reason of `signal` where that was first.
 */
export async function openVoiceLine(options: VoiceLineOptions): Promise<VoiceLine> {
  const { hasMicrophone, onEvent, signal, openAudio = openLineAudio } = options;
  let wire: Wire | undefined;
  let frames = 0;
  let loudest = 0;
  const audio = await openAudio(
    { hasMicrophone, signal },
    {
      onFrame(frame, loudness) {
        wire?.sendFrame(frame);
        loudest = Math.max(loudest, loudness);
        frames++;
        if (frames % FRAMES_A_LEVEL !== 0) return;
        onEvent({ event: 'level', loudness: loudest });
        loudest = 0;
      },
      onMark: (name) => wire?.send({ event: 'mark', name }),
      onMicrophoneLost: () => onEvent({ event: 'microphone-lost' }),
    },
  );
  const opened = await openWire(options, audio).catch((error: unknown) => {
    audio.close();
    throw error;
  });
  wire = opened;
  return {
    mute: (isMuted) => audio.mute(isMuted),
    sendText: (text) => opened.send({ event: 'text', text }),
    sendKey: (digit) => opened.send({ event: 'key', digit }),
    close: () => opened.hangUp(),
  };
}

interface Wire {
  send(message: Record<string, unknown>): void;
  sendFrame(frame: Uint8Array): void;
  hangUp(): void;
}

/** The socket, once the worker is ready. From then on it plays what comes, and says once how it ended. */
function openWire(
  { url, ticket, language, signal, onEvent, isLeaving = false }: VoiceLineOptions,
  audio: LineAudio,
): Promise<Wire> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    let isReady = false;
    let hasEnded = false;
    const isOpen = () => socket.readyState === WebSocket.OPEN;
    const send = (message: Record<string, unknown>) => {
      if (isOpen()) socket.send(JSON.stringify(message));
    };
    /** @param event none where this side ended it. */
    const end = (event: VoiceLineEvent | null, failure: unknown) => {
      if (hasEnded) return;
      hasEnded = true;
      clearTimeout(deadline);
      signal.removeEventListener('abort', onAbort);
      socket.close();
      // Before it is ready whoever opened the sound closes it.
      if (!isReady) return reject(failure);
      audio.close();
      if (event) onEvent(event);
    };
    const hangUp = (failure?: unknown) => {
      if (!isLeaving) send({ event: 'hang-up' });
      end(null, failure);
    };
    const onAbort = () => hangUp(signal.reason);
    const deadline = setTimeout(() => end(null, new LineFailure('unreachable')), OPEN_DEADLINE_MS);
    signal.addEventListener('abort', onAbort);

    socket.onopen = () => send({ event: 'open', ticket, language });
    socket.onclose = ({ code }) =>
      end(code === 1000 ? { event: 'ended', sentence: '' } : { event: 'lost' }, new LineFailure('unreachable'));
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => {
      if (hasEnded) return;
      if (typeof data !== 'string') {
        if (isReady) audio.play(new Uint8Array(data));
        return;
      }
      const message = readLineMessage(data);
      switch (message?.event) {
        case 'ready':
          if (isReady) return;
          isReady = true;
          clearTimeout(deadline);
          resolve({
            send,
            sendFrame(frame) {
              if (isOpen() && socket.bufferedAmount <= MOST_WAITING_BYTES) socket.send(Uint8Array.from(frame));
            },
            hangUp: () => hangUp(),
          });
          onEvent(message);
          return;
        case 'refused':
          return end(null, new LineFailure('refused', message.sentence));
        case 'clear':
          return audio.clear();
        case 'mark':
          return audio.mark(message.name);
        case 'ended':
          return end({ event: 'ended', sentence: message.sentence }, new LineFailure('refused', message.sentence));
      }
    };
  });
}
