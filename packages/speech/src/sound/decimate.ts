/** Brings a stream of sound down to a whole fraction of its rate, piece by piece: `Int16Array`, mono, in and out. */
export interface Decimator {
  push(pcm: Int16Array): Int16Array;
  /** What the filter still held. Nothing can be pushed after. */
  end(): Int16Array;
}

/** Taps on either side of the middle, a sample of the output rate: the filter falls by 70 dB over a twelfth of that rate. */
const HALF_TAPS = 24;
/** The middle of its fall, as a part of the output rate: what a telephone carries (to 3.3 of 8 kHz) stays whole. */
const CUTOFF = 0.456;
const KAISER_BETA = 7;

/**
 * A windowed-sinc low-pass (Kaiser) of which only the samples that stay are computed. For sound that is spoken while it is made: `resample` brings an engine of
 * WebAssembly with it, whose start alone takes longer than a caller should wait. The pieces together are `ceil(length ÷ factor)` long.
 */
export function createDecimator(factor: number): Decimator {
  const half = HALF_TAPS * factor;
  const taps = lowPass(half, CUTOFF / factor);
  /** The samples before the next one: at first silence, and half a filter of it, so that the output is in time with the input. */
  let held = new Float64Array(half);
  let skip = 0;
  let taken = 0;
  let given = 0;

  function convert(pcm: Int16Array): Int16Array {
    const all = new Float64Array(held.length + pcm.length);
    all.set(held);
    all.set(pcm, held.length);
    const ready = Math.max(0, Math.floor((all.length - skip - taps.length) / factor) + 1);
    const out = new Int16Array(ready);
    for (let at = 0; at < ready; at += 1) {
      const from = skip + at * factor;
      let sum = 0;
      for (let tap = 0; tap < taps.length; tap += 1) sum += (taps[tap] as number) * (all[from + tap] as number);
      out[at] = Math.max(-32_768, Math.min(32_767, Math.round(sum)));
    }
    const next = skip + ready * factor;
    held = all.slice(Math.min(next, all.length));
    skip = Math.max(0, next - all.length);
    given += ready;
    return out;
  }

  return {
    push(pcm) {
      taken += pcm.length;
      return convert(pcm);
    },
    end() {
      const left = Math.ceil(taken / factor) - given;
      return convert(new Int16Array(half + factor)).slice(0, Math.max(0, left));
    },
  };
}

/** Taps of a low-pass, `2 × half + 1` of them, whose sum is 1. @param cutoff as a part of the sampling rate */
function lowPass(half: number, cutoff: number): Float64Array {
  const taps = Float64Array.from({ length: 2 * half + 1 }, (_, index) => {
    const at = index - half;
    const sinc = at === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * at) / (Math.PI * at);
    return sinc * bessel(KAISER_BETA * Math.sqrt(1 - (at / half) ** 2));
  });
  const sum = taps.reduce((all, tap) => all + tap, 0);
  return taps.map((tap) => tap / sum);
}

/** The modified Bessel function of order zero, by its series. */
function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
