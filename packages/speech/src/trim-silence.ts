/** 10 ms at 8 kHz. */
const FRAME = 80;

/**
 * Cuts silence off both ends of 8 kHz speech, leaving `keepMs` at each.
 * @param threshold mean magnitude of a 10 ms frame that counts as sound; 16-bit samples.
 */
export function trimSilence(pcm: Int16Array, options: { keepMs?: number; threshold?: number } = {}): Int16Array {
  const { keepMs = 30, threshold = 120 } = options;
  const isLoud = (frame: number) => {
    let sum = 0;
    for (let index = frame * FRAME; index < Math.min((frame + 1) * FRAME, pcm.length); index++)
      sum += Math.abs(pcm[index] ?? 0);
    return sum / FRAME > threshold;
  };
  const frames = Math.ceil(pcm.length / FRAME);
  let first = 0;
  while (first < frames && !isLoud(first)) first++;
  if (first === frames) return new Int16Array(0);
  let last = frames - 1;
  while (last > first && !isLoud(last)) last--;
  const keep = keepMs * 8;
  return pcm.slice(Math.max(0, first * FRAME - keep), Math.min(pcm.length, (last + 1) * FRAME + keep));
}
