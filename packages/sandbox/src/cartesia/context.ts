import type { Cancel, Clock } from '@vaani/config';
import type { Delays } from '../delays.ts';
import type { RoomSocket } from '../socket-room.ts';
import type { ToneWord } from '../tones.ts';
import type { Generation } from './check-request.ts';

/** Sound of a text: mu-law, 8 kHz, and when its words are heard. */
export interface Voiced {
  audio: Uint8Array;
  words: readonly ToneWord[];
}

export type VoiceOf = (text: string, language: string) => Promise<Voiced>;

/** Sound goes out in pieces of this length. */
const PIECE_BYTES = 800;
const BYTES_A_MS = 8;
/** Text waits so long for its sentence to end, where the client does not say. */
const BUFFER_MS = 3_000;
/** A context to which nothing is added ends so long after its last sound. */
const EXPIRES_MS = 1_000;

/** One context of a socket: text comes in as it is thought of, sound goes out in its order. */
export interface Context {
  add(request: Generation): void;
  /** Nothing more comes of it. */
  cancel(): void;
}

export function createContext(options: {
  id: string;
  socket: RoomSocket;
  clock: Clock;
  delays: Delays;
  voiceOf: VoiceOf;
  /** Silence in front of the first sound, as the real voices have. */
  leadMs: number;
  /** Between pieces of sound: it is made faster than it is heard. */
  pieceEveryMs: number;
  onEnd: () => void;
}): Context {
  const { id, socket, clock, delays, voiceOf } = options;
  let text = '';
  let request: Generation | undefined;
  let flushes = 0;
  let isLast = false;
  let isOver = false;
  let hasSpoken = false;
  let atMs = 0;
  let work: Promise<void> = Promise.resolve();
  let waiting: Cancel = () => undefined;
  let expiring: Cancel = () => undefined;

  const pause = (ms: number) =>
    ms <= 0 ? Promise.resolve() : new Promise<void>((resolve) => clock.after(ms, resolve, { keepAlive: true }));
  const send = (message: object) => {
    if (!isOver) socket.send({ ...message, context_id: id });
  };

  function end(): void {
    if (isOver) return;
    isOver = true;
    waiting();
    expiring();
    options.onEnd();
  }

  function next(piece: () => Promise<void>): void {
    work = work.then(async () => {
      if (!isOver) await piece();
    });
  }

  function speakBuffered(): void {
    waiting();
    const spoken = text;
    text = '';
    if (spoken.trim() !== '') next(() => speak(spoken));
  }

  async function speak(spoken: string): Promise<void> {
    const { audio, words } = await voiceOf(spoken, request?.language ?? 'en');
    await pause(delays.ms('tts-first-audio') * socket.slowness * (hasSpoken ? 0.5 : 1));
    const leadMs = hasSpoken ? 0 : options.leadMs;
    hasSpoken = true;
    const all = Buffer.concat([Buffer.alloc(leadMs * BYTES_A_MS, 0xff), audio]);
    if (request?.add_timestamps === true) {
      const seconds = (ms: number) => (atMs + leadMs + ms) / 1_000;
      send({
        type: 'timestamps',
        done: false,
        status_code: 206,
        word_timestamps: {
          words: words.map((word) => word.text),
          start: words.map(({ startMs }) => seconds(startMs)),
          end: words.map(({ endMs }) => seconds(endMs)),
        },
      });
    }
    for (let at = 0; at < all.length && !isOver; at += PIECE_BYTES) {
      if (at > 0) await pause(options.pieceEveryMs * socket.slowness);
      const data = all.subarray(at, at + PIECE_BYTES).toString('base64');
      send({ type: 'chunk', data, done: false, status_code: 206, step_time: 12 });
    }
    atMs += all.length / BYTES_A_MS;
    expiring();
    if (!isLast) expiring = clock.after(EXPIRES_MS, finish);
  }

  function finish(): void {
    send({ type: 'done', done: true, status_code: 200 });
    end();
  }

  return {
    add(more) {
      if (isOver) return;
      request = more;
      expiring();
      text += more.transcript;
      if (more.flush === true) {
        speakBuffered();
        flushes += 1;
        const flushId = flushes;
        next(async () =>
          send({ type: 'flush_done', done: false, flush_done: true, flush_id: flushId, status_code: 206 }),
        );
      }
      if (more.continue !== true) {
        isLast = true;
        speakBuffered();
        next(async () => finish());
      } else if (/[.?!।]["')\]]*\s*$/u.test(text)) speakBuffered();
      else if (text.trim() !== '') {
        waiting();
        waiting = clock.after(more.max_buffer_delay_ms ?? BUFFER_MS, speakBuffered);
      }
    },
    cancel: end,
  };
}
