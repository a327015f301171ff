import type { Random } from '@vaani/config';
import { prepareUtterance, type Scenario, type Told } from '@vaani/sandbox';
import type { LocalVoice } from '@vaani/speech';
import { stretchesOf } from './talks.ts';

const SILENCE = 0xff;
const BYTES_A_MS = 8;
/** A pause within a line, as people make it. */
const [SHORTEST_MS, LONGEST_MS] = [300, 700];

type Words = NonNullable<Told['words']>;

/** A line as it is said this time. */
export interface LineSound {
  /** mu-law, 8 kHz, pauses and all. */
  audio: Uint8Array;
  /** What a recogniser writes, and when each word is said. */
  words: Words;
}

/** The sound of what callers say. A stretch is spoken once; the pauses between are drawn anew for each time it is said. */
export function createLineSound(voice: LocalVoice, random: Random) {
  const spoken = new Map<string, Promise<Uint8Array>>();
  const stretch = (text: string, language: 'en' | 'hi'): Promise<Uint8Array> => {
    const key = `${language}|${text}`;
    const known = spoken.get(key) ?? voice.speak({ text, language, voice: 'caller' });
    spoken.set(key, known);
    return known;
  };
  /** @param heard what a recogniser writes of it, with the same pauses. */
  return async (say: string, heard: string, language: Scenario['language']): Promise<LineSound> => {
    const of = language === 'en' ? 'en' : 'hi';
    const written = stretchesOf(heard);
    const parts: Uint8Array[] = [];
    const words: Words[number][] = [];
    let atMs = 0;
    for (const [index, text] of stretchesOf(say).entries()) {
      if (parts.length > 0) {
        const pause = pauseMs();
        parts.push(new Uint8Array(pause * BYTES_A_MS).fill(SILENCE));
        atMs += pause;
      }
      const sound = trimmed(await stretch(text, of));
      parts.push(sound);
      const laid = prepareUtterance({ audio: sound, text: written[index] ?? '', language }).words;
      for (const word of laid) words.push({ ...word, startMs: word.startMs + atMs, endMs: word.endMs + atMs });
      atMs += sound.length / BYTES_A_MS;
    }
    return { audio: Uint8Array.from(Buffer.concat(parts)), words };
  };

  /** To the frame. */
  function pauseMs(): number {
    return Math.round((SHORTEST_MS + random.next() * (LONGEST_MS - SHORTEST_MS)) / 20) * 20;
  }
}

const FRAME_BYTES = 160;

/** Without the silence that a voice puts around its words, in whole frames: a pause is as long as it was meant to be. */
function trimmed(audio: Uint8Array): Uint8Array {
  const isQuiet = (byte: number) => (byte & 0x7f) > 0x60;
  const first = audio.findIndex((byte) => !isQuiet(byte));
  const last = audio.findLastIndex((byte) => !isQuiet(byte));
  if (first < 0) return audio;
  const from = Math.floor(first / FRAME_BYTES) * FRAME_BYTES;
  const until = Math.ceil((last + 1) / FRAME_BYTES) * FRAME_BYTES;
  const frames = new Uint8Array(until - from).fill(SILENCE);
  frames.set(audio.subarray(from, until));
  return frames;
}
