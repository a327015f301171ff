// Guards who may speak: each small policy at the edges of its decision. End of turn and barge-in have files of their own.
import type { Language } from '@vaani/receptionist';
import { describe, expect, it } from 'vitest';
import { fillerAt, isFillerDue } from './filler.ts';
import { press } from './keypad.ts';
import { habitOf, noPauses, withPause } from './pauses.ts';
import { protectionOf } from './protected.ts';
import { isNoise, isSilent } from './silence.ts';
import { advance, quiet, type SpeechGate } from './speech-gate.ts';

function run(probabilities: number[], from: SpeechGate = quiet) {
  let gate = from;
  const started: number[] = [];
  probabilities.forEach((probability, index) => {
    const next = advance(gate, { probability });
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
    expect(gate).toMatchObject({ isSpeaking: true, speechMs: 128, silenceMs: 64 });
    expect(run([0.9], gate).gate.silenceMs).toBe(0);
  });
});

describe('the gate and the level', () => {
  const voice = { probability: 0.9, level: 0.2 };
  const upTo = (...windows: { probability: number; level?: number }[]) =>
    windows.reduce((gate, window) => advance(gate, window).gate, quiet);
  it('takes what is far below the voice for silence, though the detector rings on', () => {
    const gate = upTo(voice, voice, voice, { probability: 0.9, level: 0.001 }, { probability: 0.6, level: 0.001 });
    expect(gate.silenceMs).toBe(64);
  });
  it('hears a soft word, and a voice that becomes softer', () => {
    expect(upTo(voice, voice, voice, { probability: 0.9, level: 0.02 }).silenceMs).toBe(0);
    const softer = Array.from({ length: 60 }, (_, at) => ({ probability: 0.9, level: 0.2 * 0.95 ** at }));
    expect(upTo(...softer).silenceMs).toBe(0);
  });
  it('needs no level', () =>
    expect(upTo({ probability: 0.9 }, { probability: 0.9 }, { probability: 0.9 })).toMatchObject({ isSpeaking: true }));
});

describe('what is protected', () => {
  it('is the emergency advice from everything, and a read-back from all but words of another mind', () => {
    expect(protectionOf([{ purpose: 'reply' }, { purpose: 'filler' }, { purpose: 'goodbye' }])).toBe('open');
    expect(protectionOf([{ purpose: 'filler' }, { purpose: 'read-back' }])).toBe('guarded');
    expect(protectionOf([{ purpose: 'emergency' }, { purpose: 'reply' }])).toBe('sealed');
    expect(protectionOf([])).toBe('open');
  });
});

describe('silence', () => {
  const waiting = { waitedMs: 8_000, isKeypadAsked: false, isSpeaking: false, hasWords: false };
  it('is told after eight seconds, and later where keys are looked for', () => {
    expect(isSilent(waiting)).toBe(true);
    expect(isSilent({ ...waiting, waitedMs: 7_999 })).toBe(false);
    expect(isSilent({ ...waiting, isKeypadAsked: true })).toBe(false);
    expect(isSilent({ ...waiting, isKeypadAsked: true, waitedMs: 12_000 })).toBe(true);
  });
  it('is not broken by a noise that goes on, and is by words', () => {
    expect(isSilent({ ...waiting, isSpeaking: true, waitedMs: 11_999 })).toBe(false);
    expect(isSilent({ ...waiting, isSpeaking: true, waitedMs: 12_000 })).toBe(true);
    expect(isSilent({ ...waiting, isSpeaking: true, waitedMs: 60_000, hasWords: true })).toBe(false);
  });
  it('tells a noise from words that could not be made out', () => {
    const sound = { text: '', isRejected: false, speechMs: 500 };
    expect(isNoise(sound)).toBe(true);
    expect(isNoise({ ...sound, speechMs: 600 })).toBe(false);
    expect(isNoise({ ...sound, isRejected: true })).toBe(false);
    expect(isNoise({ ...sound, text: 'haan' })).toBe(false);
  });
});

describe('a filler', () => {
  it('is due when a tool has run long in silence, or anything has', () => {
    expect(isFillerDue({ quietMs: 1_200, toolMs: 1_199, isAfterFiller: false })).toBe(false);
    expect(isFillerDue({ quietMs: 1_199, toolMs: 5_000, isAfterFiller: false })).toBe(false);
    expect(isFillerDue({ quietMs: 1_200, toolMs: 1_200, isAfterFiller: false })).toBe(true);
    expect(isFillerDue({ quietMs: 1_899, toolMs: null, isAfterFiller: false })).toBe(false);
    expect(isFillerDue({ quietMs: 1_900, toolMs: null, isAfterFiller: false })).toBe(true);
  });
  it('does not follow another at once', () => {
    expect(isFillerDue({ quietMs: 1_899, toolMs: 5_000, isAfterFiller: true })).toBe(false);
    expect(isFillerDue({ quietMs: 1_900, toolMs: 5_000, isAfterFiller: true })).toBe(true);
  });
  it.each<Language>(['en', 'hi', 'hi-en'])('is never the same twice in a row, in %s', (language) => {
    const texts = Array.from({ length: 7 }, (_, count) => fillerAt(count, language).text);
    texts.forEach((text, index) => {
      expect(text).not.toBe(texts[index + 1]);
    });
    expect(fillerAt(0, language)).toMatchObject({ language, purpose: 'filler' });
  });
});

describe('the pauses of a caller', () => {
  const of = (...pauses: number[]) => habitOf(pauses.reduce(withPause, noPauses));
  it('are a habit when they come again', () => {
    expect(of()).toBe(0);
    expect(of(900)).toBe(0);
    expect(of(900, 500)).toBe(500);
    expect(of(100, 150, 199)).toBe(0);
  });
  it('are forgotten when they are long ago', () => {
    expect(of(900, 900, 300, 300, 300, 300, 300, 300)).toBe(300);
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
