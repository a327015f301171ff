/** The 95% interval of Wilson for so many successes out of n (Wilson 1927). [0, 1] for none. */
export function wilson(successes: number, n: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const z = 1.959964;
  const p = successes / n;
  const centre = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

/**
 * The chance that k tries of one scenario all pass, estimated without bias from n tries of which c passed (as tau-bench does): C(c, k) / C(n, k).
 * Fewer tries than k stand for k: all must pass.
 */
export function passAll(passed: number, tries: number, k: number): number {
  if (tries < k) return tries > 0 && passed === tries ? 1 : 0;
  let estimate = 1;
  for (let at = 0; at < k; at += 1) estimate *= Math.max(0, passed - at) / (tries - at);
  return estimate;
}
