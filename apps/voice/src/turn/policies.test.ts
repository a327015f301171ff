// Guards who may speak: each policy at the edges of its decision.
import { describe, expect, it } from 'vitest';
import { shouldStop } from './barge-in.ts';
import { isEndOfTurn } from './end-of-turn.ts';
import { press } from './keypad.ts';
import { silenceLimitMs } from './silence.ts';
import { advance, quiet, type SpeechGate } from './speech-gate.ts';

function run(probabilities: number[], from: SpeechGate = quiet) {
  let gate = from;
  const started: number[] = [];
  probabilities.forEach((probability, index) => {
    const next = advance(gate, probability);
    gate = next.gate;
    if (next.event === 'started') started.push(index);
  });
  return { gate, started };
}

describe('the speech gate', () => {
  it('begins after three windows of speech, once', () => {
    expect(run([0.9, 0.9, 0.9, 0.9, 0.9]).started).toEqual([2]);
  });
  it('is not opened by a click', () => {
    expect(run([0.9, 0.9, 0.1, 0.9, 0.9, 0.1]).started).toEqual([]);
  });
  it('stays open over a soft syllable and counts silence from the last sound', () => {
    const { gate } = run([0.9, 0.9, 0.9, 0.4, 0.2, 0.2]);
    expect(gate).toEqual({ isSpeaking: true, speechMs: 128, silenceMs: 64 });
    expect(run([0.9], gate).gate.silenceMs).toBe(0);
  });
});

describe('the end of a turn', () => {
  it('comes sooner after a yes-or-no question than in a number', () => {
    expect(isEndOfTurn({ asked: 'yes-no', silenceMs: 512 })).toBe(true);
    expect(isEndOfTurn({ asked: 'phone', silenceMs: 1_200 })).toBe(false);
    expect(isEndOfTurn({ asked: 'anything', silenceMs: 799 })).toBe(false);
    expect(isEndOfTurn({ asked: 'anything', silenceMs: 800 })).toBe(true);
  });
  it('comes at once where the recogniser says so, but not within a number, and not over words', () => {
    expect(isEndOfTurn({ asked: 'day', silenceMs: 64, isTold: true })).toBe(true);
    expect(isEndOfTurn({ asked: 'day', silenceMs: 32, isTold: true })).toBe(false);
    expect(isEndOfTurn({ asked: 'phone', silenceMs: 600, isTold: true })).toBe(false);
    expect(isEndOfTurn({ asked: 'phone', silenceMs: 1_400, isTold: true })).toBe(true);
  });
});

describe('barge-in', () => {
  it('needs more than a cough', () => {
    expect(shouldStop({ speechMs: 288 }, { purpose: 'reply' })).toBe(false);
    expect(shouldStop({ speechMs: 320 }, { purpose: 'reply' })).toBe(true);
  });
  it('never cuts the emergency advice', () => {
    expect(shouldStop({ speechMs: 5_000 }, { purpose: 'emergency' })).toBe(false);
  });
});

describe('the keypad', () => {
  const phone = { maxDigits: 12, endsWithHash: true };
  it('takes one key at once where no number is asked for', () => {
    expect(press('', '1', undefined)).toEqual({ digits: '', answer: '1' });
    expect(press('', '2', { maxDigits: 1, endsWithHash: false })).toEqual({ digits: '', answer: '2' });
  });
  it('collects a number until # or until it is long enough', () => {
    expect(press('98', '1', phone)).toEqual({ digits: '981' });
    expect(press('9810012345', '#', phone)).toEqual({ digits: '', answer: '9810012345' });
    expect(press('98100123456', '7', phone)).toEqual({ digits: '', answer: '981001234567' });
  });
  it('starts over at *, and is not ended by a lone #', () => {
    expect(press('981', '*', phone)).toEqual({ digits: '' });
    expect(press('', '#', phone)).toEqual({ digits: '' });
  });
});

it('gives more time to look for keys', () => {
  expect(silenceLimitMs(true)).toBeGreaterThan(silenceLimitMs(false));
});
