// Guards the figures of latency: read from counts, they must be near those of the times themselves.
import { seededRandom } from '@vaani/config';
import { expect, it } from 'vitest';
import { bucketOf, percentileOf } from './histogram.ts';

const countsOf = (times: number[]) => {
  const counts = new Map<number, number>();
  for (const time of times) counts.set(bucketOf(time), (counts.get(bucketOf(time)) ?? 0) + 1);
  return counts;
};

it.each([0.5, 0.95, 0.99])('p%s is within a twentieth of the true one', (share) => {
  const random = seededRandom(5);
  const times = Array.from({ length: 5_000 }, () => 200 + 3_000 * random.next() ** 3);
  const truth = times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
  const read = percentileOf(countsOf(times), share) ?? 0;
  expect(Math.abs(read - truth) / truth).toBeLessThanOrEqual(0.05);
});

it('is the same whether days are added or taken together', () => {
  const [one, two] = [
    [100, 200, 900],
    [250, 2_000],
  ];
  const added = countsOf(one);
  for (const [bucket, count] of countsOf(two)) added.set(bucket, (added.get(bucket) ?? 0) + count);
  expect(percentileOf(added, 0.5)).toBe(percentileOf(countsOf([...one, ...two]), 0.5));
});

it('of nothing is nothing, and of one is that one', () => {
  expect(percentileOf(new Map(), 0.5)).toBeNull();
  expect(percentileOf(countsOf([0]), 0.99)).toBe(1);
});
