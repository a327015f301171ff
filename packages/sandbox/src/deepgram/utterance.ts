import { decodeMulaw, rootMeanSquare } from '@vaani/speech';
import { FRAME_BYTES, FRAME_MS } from '../caller/playout.ts';

/** A word that is said; times from the start of the utterance's sound, milliseconds. */
export interface SaidWord {
  text: string;
  startMs: number;
  endMs: number;
  /** How sure the recogniser will be, 0–1. */
  confidence: number;
  /** ISO 639-1. */
  language: string;
}

/** What a simulated caller says: the sound as it will be on the line, frame for frame, and the words in it. */
export interface Told {
  /** mu-law, 8 kHz. */
  audio: Uint8Array;
  text: string;
  language: 'en' | 'hi' | 'hi-en';
  /** Where it is not told when each word is said, words are laid over the loud parts by their length. */
  words?: readonly SaidWord[];
  confidence?: number;
}

/** A told utterance, ready to be recognised when its sound comes by. */
export interface Utterance {
  frames: readonly string[];
  /** Which frames hold a voice. */
  isLoud: readonly boolean[];
  words: readonly SaidWord[];
}

/** Root mean square above which 20 ms count as voice. Line noise of the recogniser's tests stays below. */
const LOUD = 180;

export const isLoudFrame = (frame: Uint8Array): boolean => rootMeanSquare(decodeMulaw(frame)) >= LOUD;

/** A frame's name. The two zeros of mu-law are one: a recording does not keep them apart. */
export function keyOf(frame: Uint8Array): string {
  const same = Buffer.from(frame);
  for (const [at, byte] of same.entries()) if (byte === 0x7f) same[at] = 0xff;
  return same.toString('latin1');
}

export function prepareUtterance(told: Told): Utterance {
  const frames: string[] = [];
  const isLoud: boolean[] = [];
  for (let at = 0; at < told.audio.length; at += FRAME_BYTES) {
    const frame = new Uint8Array(FRAME_BYTES).fill(0xff);
    frame.set(told.audio.subarray(at, at + FRAME_BYTES));
    frames.push(keyOf(frame));
    isLoud.push(isLoudFrame(frame));
  }
  return { frames, isLoud, words: told.words ?? layOut(told, isLoud) };
}

/** So many silent frames in a row are a pause: no word is said over it. */
const PAUSE_FRAMES = 5;

/** Of the loud frames from one to another those on the longer side of a pause between them; all where there is none. */
function onOneSide(loud: readonly number[], from: number, to: number): [from: number, to: number] {
  const after = loud.findIndex((frame, at) => at > from && at <= to && frame - (loud[at - 1] ?? 0) > PAUSE_FRAMES);
  if (after < 0) return [from, to];
  return after - from > to - after ? [from, after - 1] : onOneSide(loud, after, to);
}

/** Lays words over the loud frames, each as long as its letters ask for. */
function layOut({ text, language, confidence = 0.96 }: Told, isLoud: readonly boolean[]): SaidWord[] {
  const texts = text.split(/\s+/).filter((word) => word !== '');
  const loud = isLoud.flatMap((is, index) => (is ? [index] : []));
  const letters = texts.map((word) => [...word].length + 1);
  const all = letters.reduce((sum, count) => sum + count, 0);
  let before = 0;
  return texts.map((word, index) => {
    const first = Math.floor((before / all) * loud.length);
    before += letters[index] ?? 0;
    const [begin, end] = onOneSide(loud, first, Math.max(first, Math.ceil((before / all) * loud.length) - 1));
    const from = loud[begin] ?? 0;
    const last = loud[end] ?? from;
    return {
      text: word,
      startMs: from * FRAME_MS,
      endMs: (Math.max(from, last) + 1) * FRAME_MS,
      confidence,
      language: language === 'hi-en' ? (/\p{Script=Devanagari}/u.test(word) ? 'hi' : 'en') : language,
    };
  });
}

/** A stretch of speech between pauses of at least `gapMs`; times from the start of the utterance. */
export interface Stretch {
  startMs: number;
  /** Of its last sample. */
  endMs: number;
}

export function stretchesOf({ isLoud }: Utterance, gapMs: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, is] of isLoud.entries()) {
    if (!is) continue;
    const startMs = index * FRAME_MS;
    const last = stretches.at(-1);
    if (last !== undefined && startMs - last.endMs < gapMs) last.endMs = startMs + FRAME_MS;
    else stretches.push({ startMs, endMs: startMs + FRAME_MS });
  }
  return stretches;
}
