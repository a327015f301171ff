import samplerate from '@alexanderolsen/libsamplerate-js';

/**
 * Brings sound to another rate by libsamplerate's medium sinc converter (97 dB, no audible aliasing). `Int16Array`, mono, in and out; the
 * length is `round(length × to ÷ from)`.
 */
export async function resample(pcm: Int16Array, from: number, to: number): Promise<Int16Array> {
  if (from === to || pcm.length === 0) return pcm.slice();
  const converter = await samplerate.create(1, from, to, {
    converterType: samplerate.ConverterType.SRC_SINC_MEDIUM_QUALITY,
  });
  try {
    const input = Float32Array.from(pcm, (sample) => sample / 32_768);
    const output = converter.simple(input);
    const result = new Int16Array(Math.round((pcm.length * to) / from));
    for (let at = 0; at < Math.min(result.length, output.length); at += 1) {
      result[at] = Math.max(-32_768, Math.min(32_767, Math.round((output[at] as number) * 32_768)));
    }
    return result;
  } finally {
    converter.destroy();
  }
}
