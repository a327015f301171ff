/** G.711 mu-law, 8 kHz: one byte a sample. Tables are made once from the standard's formula (ITU-T G.711, bias 33 at 14 bits). */

const BIAS = 0x84;
const CLIP = 32_635;

const decodeTable = Int16Array.from({ length: 256 }, (_, code) => {
  const inverted = ~code & 0xff;
  const exponent = (inverted >> 4) & 7;
  const magnitude = (((inverted & 0x0f) << 3) + BIAS) << exponent;
  return inverted & 0x80 ? BIAS - magnitude : magnitude - BIAS;
});

const encodeTable = Uint8Array.from({ length: 65_536 }, (_, index) => {
  const sample = index - 32_768;
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = Math.max(0, 24 - Math.clz32(magnitude));
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
});

/** Line silence. */
export const MULAW_SILENCE = 0xff;

/** mu-law bytes as 16-bit samples, mono, 8 kHz. */
export function decodeMulaw(bytes: Uint8Array): Int16Array {
  const pcm = new Int16Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) pcm[index] = decodeTable[bytes[index] ?? 0] ?? 0;
  return pcm;
}

/** 16-bit samples, mono, 8 kHz, as mu-law bytes. */
export function encodeMulaw(pcm: Int16Array): Uint8Array {
  const bytes = new Uint8Array(pcm.length);
  for (let index = 0; index < pcm.length; index++) bytes[index] = encodeTable[(pcm[index] ?? 0) + 32_768] ?? 0;
  return bytes;
}
