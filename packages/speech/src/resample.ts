import libsamplerate from '@alexanderolsen/libsamplerate-js';

const { ConverterType, create } = libsamplerate;

/** 16-bit mono samples at another rate (libsamplerate's medium sinc). */
export async function resample(pcm: Int16Array, from: number, to: number): Promise<Int16Array> {
  if (from === to || pcm.length === 0) return pcm;
  const converter = await create(1, from, to, { converterType: ConverterType.SRC_SINC_MEDIUM_QUALITY });
  try {
    const samples = Float32Array.from(pcm, (sample) => sample / 32_768);
    const converted = converter.full(samples);
    return Int16Array.from(converted, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))));
  } finally {
    converter.destroy();
  }
}
