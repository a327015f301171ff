import { createRequire } from 'node:module';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** Silero VAD v6 at native 8 kHz: windows of 256 samples after 32 of context, a state of 2 × 128 a call. */
export const WINDOW = 256;
const CONTEXT = 32;
const STATE = 128;

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
  rest: number[];
  context: Float32Array;
  state: Float32Array;
  windows: Float32Array[];
  onWindow: (probability: number, level?: number) => void;
  onFailure: (error: unknown) => void;
}

/** Loads the weights from the package that carries them. One session serves every call; more threads than one cost more than they give. */
export async function createSileroVad(): Promise<SileroVad> {
  const require = createRequire(import.meta.url);
  const weights = require.resolve('@ricky0123/vad-web').replace(/dist[/\\].*$/, 'dist/silero_vad_v6.onnx');
  const session = await InferenceSession.create(weights, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 3,
  });
  const rate = new Tensor('int64', BigInt64Array.from([8_000n]), []);
  const tracks = new Set<Track>();
  let running: Promise<void> | undefined;

  async function judgeOnce(batch: Track[]): Promise<void> {
    const size = CONTEXT + WINDOW;
    const input = new Float32Array(batch.length * size);
    const state = new Float32Array(2 * batch.length * STATE);
    const levels: number[] = [];
    for (const [index, track] of batch.entries()) {
      const window = track.windows.shift() ?? new Float32Array(WINDOW);
      levels.push(levelOf(window));
      input.set(track.context, index * size);
      input.set(window, index * size + CONTEXT);
      track.context = window.slice(WINDOW - CONTEXT);
      for (const layer of [0, 1])
        state.set(track.state.subarray(layer * STATE, (layer + 1) * STATE), (layer * batch.length + index) * STATE);
    }
    const answer = await session.run({
      input: new Tensor('float32', input, [batch.length, size]),
      state: new Tensor('float32', state, [2, batch.length, STATE]),
      sr: rate,
    });
    const probabilities = answer.output?.data as Float32Array;
    const next = answer.stateN?.data as Float32Array;
    for (const [index, track] of batch.entries()) {
      for (const layer of [0, 1]) {
        const from = (layer * batch.length + index) * STATE;
        track.state.set(next.subarray(from, from + STATE), layer * STATE);
      }
      if (tracks.has(track)) track.onWindow(probabilities[index] ?? 0, levels[index] ?? 0);
    }
  }

  async function judgeAll(): Promise<void> {
    for (;;) {
      const batch = [...tracks].filter((track) => track.windows.length > 0);
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
        rest: [],
        context: new Float32Array(CONTEXT),
        state: new Float32Array(2 * STATE),
        windows: [],
        onWindow,
        onFailure,
      };
      tracks.add(track);
      return {
        push(pcm) {
          for (const sample of pcm) {
            track.rest.push(sample / 32_768);
            if (track.rest.length === WINDOW) {
              track.windows.push(Float32Array.from(track.rest));
              track.rest.length = 0;
            }
          }
          if (running === undefined && track.windows.length > 0) running = judgeAll();
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

function levelOf(window: Float32Array): number {
  let sum = 0;
  for (const sample of window) sum += sample * sample;
  return Math.sqrt(sum / window.length);
}
