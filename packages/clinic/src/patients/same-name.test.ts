import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateScore } from './duplicate-score.ts';
import { nameLikeness, sameName } from './same-name.ts';

describe('a spoken name', () => {
  it.each([
    ['Tarabai Wankhede', 'ताराबाई वानखेडे', true],
    ['Tarabai Wankhede', 'Tarabai', true],
    ['Neha Kulkarni', 'kulkarni neha', true],
    ['Dr. Neha Kulkarni', 'Neha Kulkarni', true],
    ['Neha Kulkarni', 'Sunita', false],
    ['Neha Kulkarni', 'Neha Sharma', false],
    ['Neha', '', false],
    ['Neha', '123', false],
    // A script that is not read by sound counts letter by letter.
    ['محمد علی', 'محمد', true],
    ['محمد علی', 'حسن', false],
  ])('%s, said %s: %s', (stored, said, isSame) => {
    expect(sameName(stored, said)).toBe(isSame);
  });
});

describe('likeness', () => {
  it.each([
    ['Sunita Yadav', 'सुनीता यादव', 0.9, 1],
    ['Sunita Yadav', 'Yadav Sunita', 1, 1],
    ['Sunita Yadav', 'Suneeta Yadav', 0.9, 1],
    ['Sunita Yadav', 'Sunita', 0.8, 0.9],
    ['Ramesh Kumar', 'R Kumar', 0.8, 0.9],
    ['Ramesh Kumar', 'Ramehs Kumar', 0.9, 1],
    ['Ramesh Kumar', 'Ramesb Kumar', 0.85, 0.95],
    // Of one family.
    ['Sunita Yadav', 'Rakesh Yadav', 0, 0.5],
    ['Anita Sharma', 'Sunita Sharma', 0, 0.5],
    ['Ravi Kumar', 'Ravina Kumar', 0, 0.5],
  ])('of %s and %s', (one, other, least, most) => {
    expect(nameLikeness(one, other)).toBeGreaterThanOrEqual(least);
    expect(nameLikeness(one, other)).toBeLessThanOrEqual(most);
  });

  it('is the same both ways round, and whole with oneself', () => {
    const name = fc
      .array(fc.stringMatching(/^[a-zA-Z]{1,8}$/), { minLength: 1, maxLength: 3 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(nameLikeness(one, other)).toBeCloseTo(nameLikeness(other, one), 10);
        expect(nameLikeness(one, one)).toBe(1);
        expect(nameLikeness(one, other)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('two entries', () => {
  const of = (name: string | null, birth: Parameters<typeof duplicateScore>[0]['birth']) => ({ name, birth });

  it('are the likelier one person the more agrees', () => {
    const score = (birth: Parameters<typeof duplicateScore>[0]['birth']) =>
      duplicateScore(of('Sunita Yadav', { date: '1985-03-04' }), of('सुनीता यादव', birth)) ?? 0;
    const scores = [score({ date: '1985-03-04' }), score({ year: 1985 }), score({ date: '1985-04-03' }), score(null)];
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(4);
    expect(Math.min(...scores)).toBeGreaterThan(50);
  });

  it('are two where births differ, names differ or one has no name', () => {
    expect(
      duplicateScore(of('Sunita Yadav', { date: '1985-03-04' }), of('Sunita Yadav', { date: '1985-03-05' })),
    ).toBeNull();
    expect(duplicateScore(of('Sunita Yadav', { year: 1985 }), of('Sunita Yadav', { year: 1987 }))).toBeNull();
    expect(duplicateScore(of('Sunita Yadav', null), of('Rakesh Yadav', null))).toBeNull();
    expect(duplicateScore(of(null, null), of('Sunita', null))).toBeNull();
  });
});
