// Guards: what a press in the week editor does to the week.
import { expect, it } from 'vitest';
import { copiedTo, onDay, replaced, type Week, withBreak, withHours } from './week.ts';

const empty: Week = { windows: [], breaks: [] };
const at = (week: Week, weekday: number) =>
  onDay(week.windows, weekday).map(({ stretch }) => [stretch.fromMin, stretch.toMin]);

it('adds a morning, then an evening, then whatever the day has room for', () => {
  const one = withHours(empty, 1, 'b');
  const two = withHours(one, 1, 'b');
  const three = withHours(two, 1, 'b');
  expect(at(three, 1)).toEqual([
    [600, 780],
    [1_020, 1_200],
    [1_260, 1_320],
  ]);
  expect(at(three, 2)).toEqual([]);
});

it('never goes beyond midnight', () => {
  const late: Week = { windows: [{ weekday: 3, fromMin: 1_200, toMin: 1_440, branchId: 'b' }], breaks: [] };
  for (const [fromMin = 0, toMin = 0] of at(withHours(late, 3, 'b'), 3)) {
    expect(toMin).toBeLessThanOrEqual(1_440);
    expect(fromMin).toBeLessThan(toMin);
  }
});

it('puts a break within the hours, and none where there are none', () => {
  expect(withBreak(withHours(empty, 1, 'b'), 1).breaks).toEqual([{ weekday: 1, fromMin: 690, toMin: 720 }]);
  expect(withBreak(empty, 1)).toEqual(empty);
});

it('copies a day over others, in place of what they had', () => {
  const week = withBreak(withHours(withHours(empty, 1, 'b'), 2, 'x'), 1);
  const copied = copiedTo(week, 1, [2, 3]);
  expect(at(copied, 2)).toEqual([[600, 780]]);
  expect(onDay(copied.windows, 2)[0]?.stretch.branchId).toBe('b');
  expect(copied.breaks.map(({ weekday }) => weekday)).toEqual([1, 2, 3]);
});

it('takes one out or changes it', () => {
  expect(replaced(['a', 'b'], 0, null)).toEqual(['b']);
  expect(replaced(['a', 'b'], 1, 'c')).toEqual(['a', 'c']);
});
