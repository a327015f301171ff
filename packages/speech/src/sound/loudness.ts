/** Root mean square of `Int16Array` samples, 0–32,768; 0 for none. */
export function rootMeanSquare(pcm: Int16Array): number {
  if (pcm.length === 0) return 0;
  let sum = 0;
  for (const sample of pcm) sum += sample * sample;
  return Math.sqrt(sum / pcm.length);
}

const WINDOW = 160;

/**
 * Cuts silence (20 ms windows quieter than `threshold`, root mean square) from both ends of 8 kHz sound, leaving `keepMs` before and after.
 * Sound that is silent throughout becomes empty.
 */
export function trimSilence(pcm: Int16Array, options: { threshold?: number; keepMs?: number } = {}): Int16Array {
  const { threshold = 120, keepMs = 60 } = options;
  const isLoud = (window: number) => rootMeanSquare(pcm.subarray(window * WINDOW, (window + 1) * WINDOW)) >= threshold;
  const windows = Math.ceil(pcm.length / WINDOW);
  let first = 0;
  while (first < windows && !isLoud(first)) first += 1;
  if (first === windows) return new Int16Array(0);
  let last = windows - 1;
  while (last > first && !isLoud(last)) last -= 1;
  const keep = keepMs * 8;
  return pcm.slice(Math.max(0, first * WINDOW - keep), Math.min(pcm.length, (last + 1) * WINDOW + keep));
}

/**
 * Brings sound to a telephone's level: scaled so that its root mean square (of what is not silence) is `target`, peaks above 80% of full
 * scale bent smoothly so that none clips. `Int16Array`, in and out.
 */
export function level(pcm: Int16Array, target = 3_200): Int16Array {
  const loud = pcm.filter((sample) => Math.abs(sample) > 200);
  const loudness = rootMeanSquare(loud);
  if (loudness === 0) return pcm.slice();
  const gain = Math.min(8, target / loudness);
  return pcm.map((sample) => limit(sample * gain));
}

const KNEE = 26_214;
const ROOM = 32_600 - KNEE;

function limit(sample: number): number {
  const magnitude = Math.abs(sample);
  if (magnitude <= KNEE) return Math.round(sample);
  return Math.round(Math.sign(sample) * (KNEE + ROOM * Math.tanh((magnitude - KNEE) / ROOM)));
}
