import { level, trimSilence } from '../sound/loudness.ts';
import { encodeMulaw } from '../sound/mulaw.ts';
import { resample } from '../sound/resample.ts';

/** A synthesiser's `Int16Array` at its own rate as a phone carries it: 8 kHz, trimmed, levelled, limited, mu-law. */
export async function forTelephone(pcm: Int16Array, sampleRate: number): Promise<Uint8Array<ArrayBuffer>> {
  const telephone = await resample(pcm, sampleRate, 8_000);
  return encodeMulaw(trimSilence(level(telephone), { threshold: 60, keepMs: 80 }));
}
