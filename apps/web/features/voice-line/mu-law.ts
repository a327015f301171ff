/** G.711 mu-law, as the phone speaks it: a byte a sample. */

const BIAS = 0x84;
const LOUDEST = 32_635;

const decoded = Float32Array.from({ length: 256 }, (_, byte) => decodeByte(byte) / 32_768);

/** Sound between -1 and 1 as mu-law; what is louder is cut. */
export function encodeMuLaw(samples: Float32Array): Uint8Array {
  return Uint8Array.from(samples, encodeSample);
}

/** mu-law as sound between -1 and 1. */
export function decodeMuLaw(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, (byte) => decoded[byte] ?? 0);
}

function encodeSample(sample: number): number {
  const whole = Math.round(sample * 32_768);
  const sign = whole < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(whole), LOUDEST) + BIAS;
  // The place of its highest bit, from the eighth on.
  const exponent = 24 - Math.clz32(magnitude);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function decodeByte(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 0x07)) - BIAS;
  return (bits & 0x80) === 0 ? magnitude : -magnitude;
}
