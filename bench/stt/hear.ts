import type { Clock } from '@vaani/config';
import { ProviderFailure, type SpeechToText } from '@vaani/providers';
import { encodeMulaw, MULAW_SILENCE } from '@vaani/speech';
import type { Recording } from './read-set.ts';

const FRAME_BYTES = 160;
const FRAME_MS = 20;
/** As in a call: a moment before the voice, and the pause that ends the turn. */
const BEFORE_FRAMES = 15;
const AFTER_FRAMES = 30;
const FINAL_MS = 15_000;
const OPEN_MS = 15_000;

/**
 * One recording, heard as in a call: frame by frame at the pace of the telephone.
 * @returns what was made out of it; empty where nothing was.
 * @throws {ProviderFailure} where the provider could not hear it.
 */
export async function hearRecording(
  stt: SpeechToText,
  { pcm, language }: Recording,
  options: { clock: Clock; grammar: string | null; signal: AbortSignal },
): Promise<string> {
  const { clock, grammar, signal } = options;
  const ending = AbortSignal.any([signal, AbortSignal.timeout(OPEN_MS + FINAL_MS + pcm.length / 8 + 5_000)]);
  const parts: string[] = [];
  const { promise: whole, resolve, reject } = Promise.withResolvers<void>();
  whole.catch(() => undefined);
  let isAsked = false;
  const stream = await stt.open({
    ...{ language, keyTerms: [], signal: ending },
    onEvent(event) {
      if (event.kind === 'final') {
        if (event.text !== '') parts.push(event.text);
        if (isAsked) resolve();
      }
      if (event.kind === 'failure') reject(event.failure);
    },
  });
  try {
    if (grammar !== null) stream.expect({ grammar, language });
    const sound = encodeMulaw(pcm);
    const quiet = new Uint8Array(FRAME_BYTES).fill(MULAW_SILENCE);
    const frames: Uint8Array[] = Array.from({ length: BEFORE_FRAMES }, () => quiet);
    for (let at = 0; at < sound.length; at += FRAME_BYTES) {
      const frame = Uint8Array.from(quiet);
      frame.set(sound.subarray(at, at + FRAME_BYTES));
      frames.push(frame);
    }
    const spoken = frames.length;
    for (let index = 0; index < AFTER_FRAMES; index++) frames.push(quiet);
    const began = clock.monotonic();
    for (const [index, frame] of frames.entries()) {
      ending.throwIfAborted();
      if (index === BEFORE_FRAMES) stream.speechStarted(BEFORE_FRAMES * FRAME_MS);
      stream.write(frame);
      await until(clock, began + (index + 1) * FRAME_MS);
    }
    isAsked = true;
    stream.finalize((frames.length - spoken) * FRAME_MS);
    const late = new ProviderFailure({
      ...{ provider: stt.name, operation: 'hear', reason: 'timeout', isRetryable: true },
      message: `no final within ${FINAL_MS} ms`,
    });
    const cancel = clock.after(FINAL_MS, () => reject(late), { keepAlive: true });
    await whole.finally(cancel);
    return parts.join(' ');
  } finally {
    await stream.close();
  }
}

const until = (clock: Clock, at: number): Promise<void> => {
  const waitMs = at - clock.monotonic();
  return waitMs <= 0
    ? Promise.resolve()
    : new Promise((resolve) => void clock.after(waitMs, resolve, { keepAlive: true }));
};
