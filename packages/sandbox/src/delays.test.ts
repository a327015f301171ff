// Guards that a delay told by its median and 95th percentile has them, and comes again from its seed.
import { seededRandom } from '@vaani/config';
import { expect, it } from 'vitest';
import { delayProfiles, delaysOf } from './delays.ts';

it('draws what it was told, the same from the same seed', () => {
  const drawn = (seed: number) => {
    const delays = delaysOf(delayProfiles.field, seededRandom(seed));
    return Array.from({ length: 4_000 }, () => delays.ms('llm-first-token')).sort((a, b) => a - b);
  };
  const sorted = drawn(1);
  expect(Math.abs((sorted[2_000] ?? 0) / 546 - 1)).toBeLessThan(0.05);
  expect(Math.abs((sorted[3_800] ?? 0) / 1_369 - 1)).toBeLessThan(0.08);
  expect(drawn(1)).toEqual(sorted);
  expect(drawn(2)).not.toEqual(sorted);
});

it('takes no time for a stage that it was not told of', () => {
  expect(delaysOf({}, seededRandom(1)).ms('stt-final')).toBe(0);
  expect(delaysOf(delayProfiles.targets, seededRandom(1)).ms('stt-final')).toBe(120);
});
