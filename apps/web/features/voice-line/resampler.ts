export interface Resampler {
  /** Takes the next sound, of any length, and gives what of the answer is whole by now. */
  push(samples: Float32Array): Float32Array;
}

/** Longer is steeper: so many waves of the filter at each side. */
const WAVES = 12;
/** The filter begins to close a little below the highest tone that the slower side can hold. */
const PASSES = 0.92;

/**
 * Brings sound from one rate to another as it comes: a windowed sinc, so that tones the slower rate cannot hold do not
 * come back as others. One weight table a phase, made when it is first needed.
 */
export function createResampler(fromHz: number, toHz: number): Resampler {
  const divisor = greatestDivisor(fromHz, toHz);
  /** Positions are counted in parts of a sample, so that they stay whole however long a call lasts. */
  const step = fromHz / divisor;
  const parts = toHz / divisor;
  if (step === parts) return { push: (samples) => samples };

  const cutoff = Math.min(1, toHz / fromHz) * PASSES;
  const half = Math.ceil(WAVES / cutoff);
  const tables = new Map<number, Float32Array>();
  let held: Float32Array = new Float32Array(half - 1);
  let at = (half - 1) * parts;

  function weights(part: number): Float32Array {
    const known = tables.get(part);
    if (known) return known;
    const made = Float32Array.from({ length: 2 * half }, (_, index) => {
      const distance = index - half + 1 - part / parts;
      return sinc(cutoff * distance) * window(distance / half);
    });
    const sum = made.reduce((total, weight) => total + weight, 0);
    const table = made.map((weight) => weight / sum);
    tables.set(part, table);
    return table;
  }

  return {
    push(samples) {
      const sound = new Float32Array(held.length + samples.length);
      sound.set(held);
      sound.set(samples, held.length);
      const out: number[] = [];
      while (Math.floor(at / parts) + half < sound.length) {
        const first = Math.floor(at / parts) - half + 1;
        const table = weights(at % parts);
        let sum = 0;
        for (let index = 0; index < table.length; index++) sum += (table[index] ?? 0) * (sound[first + index] ?? 0);
        out.push(sum);
        at += step;
      }
      const used = Math.min(sound.length, Math.floor(at / parts) - half + 1);
      held = sound.slice(used);
      at -= used * parts;
      return Float32Array.from(out);
    },
  };
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** Blackman's window over -1 to 1. */
const window = (x: number): number =>
  Math.abs(x) >= 1 ? 0 : 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
