// Guards the line between heard and guessed: what a grammar lays over a stranger's speech is not trusted.
import { describe, expect, it } from 'vitest';
import { judge, levelsOf, type PlacedWord } from './verdict.ts';

const word = (change: Partial<PlacedWord> = {}): PlacedWord => ({
  start: 30,
  frames: 40,
  phones: 5,
  fit: -0.005,
  ...change,
});
/** A quiet line with speech between two frames. */
const speech = (from: number, to: number, length = 120) =>
  Array.from({ length }, (_, frame) => (frame >= from && frame < to ? 65 : 30));

describe('judge', () => {
  it('trusts words that fit and explain what was said', () => {
    expect(judge([word()], speech(30, 70), 'hi')).toEqual({ score: 1, isTrusted: true });
  });

  it.each([
    [
      'a word that fits badly among others that fit',
      [word({ frames: 30 }), word({ start: 60, frames: 10, fit: -0.02 })],
      speech(30, 70),
    ],
    ['words that all fit a little badly', [word({ fit: -0.0078 })], speech(30, 70)],
    ['a word drawn over more than it can be', [word({ start: 10, frames: 115 })], speech(10, 120)],
    ['loud sound that no word explains', [word({ start: 30, frames: 20, phones: 4 })], speech(30, 70)],
    ['no word at all', [], speech(30, 70)],
  ])('does not trust %s', (_, words, levels) => {
    expect(judge(words, levels, 'hi').isTrusted).toBe(false);
  });

  it('asks more of English, which the model knows', () => {
    const words = [word({ fit: -0.0068 })];
    expect(judge(words, speech(30, 70), 'hi').isTrusted).toBe(true);
    expect(judge(words, speech(30, 70), 'en').isTrusted).toBe(false);
  });

  it('takes no share of silence: what is not loud needs no word', () => {
    expect(judge([word()], speech(30, 70, 600), 'en').score).toBe(1);
  });

  it('says how much was explained', () => {
    expect(judge([word({ start: 30, frames: 20, phones: 4 })], speech(30, 70), 'hi').score).toBeCloseTo(0.5);
  });
});

describe('levelsOf', () => {
  it('gives decibels of each 10 ms, and nothing for what is left', () => {
    const pcm = new Int16Array(200).fill(1_000, 80, 160);
    expect([...levelsOf(pcm)]).toEqual([0, expect.closeTo(60, 1)]);
  });
});
