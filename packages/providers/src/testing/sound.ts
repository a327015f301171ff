import { seededRandom } from '@vaani/config';
import { encodeMulaw } from '@vaani/speech';

const SAMPLES_A_MS = 8;

/** A voice that says nothing in particular: loud noise, the same from the same seed. Mu-law, 8 kHz. */
export function voiceLike(ms: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  return encodeMulaw(Int16Array.from({ length: ms * SAMPLES_A_MS }, () => (random.next() - 0.5) * 16_000));
}

export const silenceOf = (ms: number): Uint8Array => new Uint8Array(ms * SAMPLES_A_MS).fill(0xff);

export function joined(...pieces: Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(pieces));
}

/** Frames of 20 ms. */
export function framesOf(sound: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < sound.length; at += 160) frames.push(sound.subarray(at, at + 160));
  return frames;
}

/** A word that the emulated recogniser is told of. */
export const word = (text: string, startMs: number, endMs: number, language = 'en', confidence = 0.97) => ({
  text,
  startMs,
  endMs,
  language,
  confidence,
});
