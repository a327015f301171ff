/**
 * G.711 mu-law, as telephones carry it: one byte a sample, 8 kHz. The tables follow ITU-T G.711 with 16-bit linear samples (the 14-bit
 * values of the standard, shifted left by two).
 */

const BIAS = 0x84;
const CLIP = 32_635;

/** The byte of silence. */
export const MULAW_SILENCE = 0xff;

function decodeOne(byte: number): number {
  const inverted = ~byte & 0xff;
  const exponent = (inverted >> 4) & 0x07;
  const mantissa = inverted & 0x0f;
  const magnitude = (((mantissa << 3) + BIAS) << exponent) - BIAS;
  return (inverted & 0x80) === 0 ? magnitude : -magnitude;
}

function encodeOne(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

const decoded = Int16Array.from({ length: 256 }, (_, byte) => decodeOne(byte));
/** By the sample as an unsigned 16-bit number. */
const encoded = Uint8Array.from({ length: 65_536 }, (_, bits) => encodeOne((bits << 16) >> 16));

/** Mu-law bytes to linear samples (`Int16Array`, mono), one for one. */
export function decodeMulaw(bytes: Uint8Array): Int16Array {
  const pcm = new Int16Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) pcm[at] = decoded[bytes[at] as number] as number;
  return pcm;
}

/** Linear samples (`Int16Array`, mono) to mu-law bytes, one for one. Samples beyond ±32,635 are clipped. */
export function encodeMulaw(pcm: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pcm.length);
  for (let at = 0; at < pcm.length; at += 1) bytes[at] = encoded[(pcm[at] as number) & 0xffff] as number;
  return bytes;
}
