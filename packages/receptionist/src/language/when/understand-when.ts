import { localOf } from '../civil.ts';
import { readWords } from '../tokens.ts';
import type { When, WhenContext } from '../types.ts';
import { assemble } from './assemble.ts';
import { collect } from './collect.ts';
import { readingsOf } from './readings.ts';
import type { Scan } from './scan.ts';

/**
 * What was said about time: days, times, ranges, parts of day; Hindi in both scripts, English and mixtures. Several readings mean: ask; none:
 * no time was said. The conventions stand in docs/language.md.
 */
export function understandWhen(text: string, context: WhenContext): When {
  const { days, minutes } = localOf(context.now, context.zone);
  const scan: Scan = { ...readWords(text), today: days, minutes, taken: 0 };
  return { readings: readingsOf(assemble(scan, collect(scan)), context.open) };
}
