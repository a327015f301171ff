import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { batchedSilero, CONTEXT, MIRROR, PADDED, STATE, WINDOW } from './batched-graph.ts';

export { WINDOW } from './batched-graph.ts';

/** One call's voice activity. Windows are judged in batches over all calls, so answers come a moment later, in order. */
export interface VoiceActivity {
  /** 16-bit samples, mono, 8 kHz, any number. `onWindow` follows for every full window with the probability of speech. Never waits, never throws. */
  push(pcm: Int16Array): void;
  close(): void;
}

export interface SileroVad {
  /** `level` is the window's root mean square, 0–1. `onFailure` is told where a window could not be judged: it is lost. */
  open(onWindow: (probability: number, level?: number) => void, onFailure?: (error: unknown) => void): VoiceActivity;
  close(): Promise<void>;
}

interface Track {
  /** Context, the window that is being filled, and room for its mirror: what the network takes. */
  padded: Float32Array;
  filled: number;
  /** Windows that are full, each with its context and mirror. */
  waiting: Float32Array[];
  h: Float32Array;
  c: Float32Array;
  onWindow: (probability: number, level?: number) => void;
  onFailure: (error: unknown) => void;
}

/** With so many calls open a window is full every millisecond or two, and is judged alone unless somebody waits for the others. */
const MANY_CALLS = 24;
/** So long they are gathered then: a window costs 107 µs by itself and 12 among sixteen, and each run of the network takes the processor from the calls. */
const GATHER_MS = 6;

/** Loads the weights from the package that carries them. One session serves every call; more threads than one cost more than they give. */
export async function createSileroVad(): Promise<SileroVad> {
  const require = createRequire(import.meta.url);
  const weights = require.resolve('@ricky0123/vad-web').replace(/dist[/\\].*$/, 'dist/silero_vad_v6.onnx');
  const session = await InferenceSession.create(batchedSilero(await readFile(weights)), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 3,
  });
  const tracks = new Set<Track>();
  let running: Promise<void> | undefined;

  async function judgeOnce(batch: Track[]): Promise<void> {
    const count = batch.length;
    const [input, h, c] = [PADDED, STATE, STATE].map((size) => new Float32Array(count * size)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const levels: number[] = [];
    for (const [index, track] of batch.entries()) {
      const window = track.waiting.shift() ?? new Float32Array(PADDED);
      levels.push(levelOf(window));
      input.set(window, index * PADDED);
      h.set(track.h, index * STATE);
      c.set(track.c, index * STATE);
    }
    const answer = await session.run({
      input: new Tensor('float32', input, [count, PADDED]),
      h: new Tensor('float32', h, [count, STATE]),
      c: new Tensor('float32', c, [count, STATE]),
    });
    const [probabilities, nextH, nextC] = [answer.output, answer.hN, answer.cN].map((one) => one?.data) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    for (const [index, track] of batch.entries()) {
      track.h.set(nextH.subarray(index * STATE, (index + 1) * STATE));
      track.c.set(nextC.subarray(index * STATE, (index + 1) * STATE));
      if (tracks.has(track)) track.onWindow(probabilities[index] ?? 0, levels[index] ?? 0);
    }
  }

  /** Frames of many calls come in one turn of the event loop, or soon after each other: they are judged together. */
  const gather = () =>
    new Promise<void>((resolve) => {
      if (tracks.size < MANY_CALLS) setImmediate(resolve);
      else setTimeout(resolve, GATHER_MS);
    });

  async function judgeAll(): Promise<void> {
    for (;;) {
      await gather();
      const batch = [...tracks].filter((track) => track.waiting.length > 0);
      if (batch.length === 0) {
        // Cleared before anybody else can run: a window that comes next starts a new run.
        running = undefined;
        return;
      }
      try {
        await judgeOnce(batch);
      } catch (error) {
        for (const track of batch) if (tracks.has(track)) track.onFailure(error);
      }
    }
  }

  return {
    open(onWindow, onFailure = () => undefined) {
      const track: Track = {
        padded: new Float32Array(PADDED),
        filled: 0,
        waiting: [],
        h: new Float32Array(STATE),
        c: new Float32Array(STATE),
        onWindow,
        onFailure,
      };
      tracks.add(track);
      return {
        push(pcm) {
          for (const sample of pcm) {
            track.padded[CONTEXT + track.filled++] = sample / 32_768;
            if (track.filled === WINDOW) finish(track);
          }
          if (running === undefined && track.waiting.length > 0) running = judgeAll();
        },
        close: () => tracks.delete(track),
      };
    },
    async close() {
      tracks.clear();
      await running;
      await session.release();
    },
  };
}

/** The window is full: its end is mirrored behind it, and is the context of the next. */
function finish(track: Track): void {
  const { padded } = track;
  const end = CONTEXT + WINDOW;
  for (let at = 0; at < MIRROR; at++) padded[end + at] = padded[end - 2 - at] ?? 0;
  track.waiting.push(padded);
  track.padded = new Float32Array(PADDED);
  track.padded.set(padded.subarray(end - CONTEXT, end));
  track.filled = 0;
}

/** Of the window alone. */
function levelOf(padded: Float32Array): number {
  let sum = 0;
  for (let at = CONTEXT; at < CONTEXT + WINDOW; at++) sum += (padded[at] ?? 0) ** 2;
  return Math.sqrt(sum / WINDOW);
}
