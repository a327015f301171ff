/**
 * Times are kept as counts in buckets, each a tenth wider than the one before: such counts can be added over any days, and a percentile read from them is
 * within five parts of a hundred of the true one.
 */
export const GROWTH = 1.1;

/** The bucket of a time, ms; below one millisecond is the first. */
export const bucketOf = (ms: number): number => Math.floor(Math.log(Math.max(ms, 1)) / Math.log(GROWTH));

/** The time that a bucket stands for, ms: its middle. */
export const middleOf = (bucket: number): number => GROWTH ** (bucket + 0.5);

/** The time below which a share of all lies, ms; null of nothing. @param counts by bucket. */
export function percentileOf(counts: ReadonlyMap<number, number>, share: number): number | null {
  const buckets = [...counts].filter(([, count]) => count > 0).toSorted(([a], [b]) => a - b);
  const all = buckets.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [bucket, count] of buckets) {
    seen += count;
    if (seen > all * share || seen === all) return Math.round(middleOf(bucket));
  }
  return null;
}
