import { encodeMulaw, writeWav } from '@vaani/speech';

const RATE = 8_000;
/** Samples of 20 ms. */
const FRAME = 160;
const NOTE_MS = 400;
/** Chords of a calm progression, as semitones from A3: each is broken up and down. */
const chords = [
  [0, 4, 7, 12],
  [-3, 0, 5, 9],
  [-7, -3, 2, 5],
  [-5, -1, 2, 7],
] as const;
const BASE_HZ = 220;

let made: Uint8Array<ArrayBuffer> | undefined;

/** What a caller hears who waits for a person: plucked tones of our own making, some thirteen seconds that can be played again and again. A WAV file, mono, 8 kHz. */
export function holdMusic(): Uint8Array<ArrayBuffer> {
  made ??= writeWav([melody()]);
  return made;
}

let frames: readonly Uint8Array[] | undefined;

/** The same, as frames of 20 ms of mu-law for a media stream. */
export function holdMusicFrames(): readonly Uint8Array[] {
  if (frames !== undefined) return frames;
  const sound = encodeMulaw(melody());
  frames = Array.from({ length: Math.floor(sound.length / FRAME) }, (_, at) =>
    sound.subarray(at * FRAME, (at + 1) * FRAME),
  );
  return frames;
}

function melody(): Int16Array {
  const notes = chords.flatMap((chord) => [...chord, ...[...chord].reverse()]);
  const perNote = (RATE * NOTE_MS) / 1_000;
  const length = notes.length * perNote;
  const sum = new Float64Array(length);
  for (const [index, semitones] of notes.entries()) {
    const hertz = BASE_HZ * 2 ** (semitones / 12);
    // A plucked string dies away; it sounds on into the next notes, and over the seam of the loop.
    for (let at = 0; at < perNote * 3; at++) {
      const seconds = at / RATE;
      const envelope = Math.min(1, seconds / 0.01) * Math.exp(-3 * seconds);
      const tone = Math.sin(2 * Math.PI * hertz * seconds) + 0.3 * Math.sin(4 * Math.PI * hertz * seconds);
      const place = (index * perNote + at) % length;
      sum[place] = (sum[place] ?? 0) + envelope * tone;
    }
  }
  const loudest = sum.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return Int16Array.from(sum, (sample) => Math.round((6_000 * sample) / loudest));
}
