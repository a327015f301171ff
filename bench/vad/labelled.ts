import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '@vaani/config';
import { createVoice, decodeMulaw, encodeMulaw, readWav, rootMeanSquare, trimSilence } from '@vaani/speech';

/** Samples of a window of the detector, 32 ms at 8 kHz. */
export const WINDOW = 256;
/** Below this a clip's edge is silence: 20 ms of it, root mean square of 16-bit samples. */
const EDGE = 300;
const FRAME = 160;
/** A speaker who is so quiet for so many frames pauses. */
const PAUSE_FRAMES = 6;
/** Known silences between clips, ms. */
const [SHORTEST_MS, LONGEST_MS] = [400, 1_200];
/** A telephone line at rest: a few steps of the smallest kind. */
const LINE_NOISE = 6;

/** Sound as it comes over the telephone (through mu-law), and what each window of it is. */
export interface Labelled {
  pcm: Int16Array;
  /** Speech from first to last sample of a clip, or silence; `edge` within the collar of where one becomes the other. */
  labels: readonly { isSpeech: boolean; isEdge: boolean }[];
}

/** Spoken clips: recorded prompts where there are recordings, else sentences of this machine's voice. */
export async function spokenClips(): Promise<{ clips: Int16Array[]; source: string }> {
  const data = process.env.VAANI_TEST_DATA ?? '';
  if (data !== '') {
    const folder = join(data, 'speech/prompts-en');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.wav')).sort();
    const clips = await Promise.all(names.map(async (name) => readWav(await readFile(join(folder, name)))));
    return { clips: clips.flatMap(stretchesOf), source: 'recorded prompts' };
  }
  const voice = createVoice();
  try {
    const clips: Int16Array[] = [];
    for (let hour = 1; hour <= 12; hour++)
      clips.push(...stretchesOf(await voice.speakPcm({ text: `Tomorrow at ${hour} in the morning.`, language: 'en' })));
    return { clips, source: 'synthesised, VAANI_TEST_DATA is not set' };
  } finally {
    await voice.close();
  }
}

/** A clip without the silence around it, cut where its speaker pauses: each stretch is speech throughout. */
function stretchesOf(pcm: Int16Array): Int16Array[] {
  const stretches: Int16Array[] = [];
  let from = 0;
  let quiet = 0;
  const take = (to: number) => {
    const stretch = trimSilence(pcm.subarray(from, to), { threshold: EDGE, keepMs: 0 });
    if (stretch.length > 2 * WINDOW) stretches.push(stretch);
    from = to;
  };
  for (let at = 0; at + FRAME <= pcm.length; at += FRAME) {
    quiet = rootMeanSquare(pcm.subarray(at, at + FRAME)) < EDGE ? quiet + 1 : 0;
    if (quiet === PAUSE_FRAMES) take(at);
  }
  take(pcm.length);
  return stretches;
}

/** Clips with known silences between them. @param collarMs windows so near to an edge are marked. */
export function spliced(clips: readonly Int16Array[], random: Random, collarMs: number): Labelled {
  const parts: { pcm: Int16Array; isSpeech: boolean }[] = [];
  for (const clip of clips) parts.push({ pcm: lineNoise(random), isSpeech: false }, { pcm: clip, isSpeech: true });
  parts.push({ pcm: lineNoise(random), isSpeech: false });
  const pcm = new Int16Array(parts.reduce((sum, part) => sum + part.pcm.length, 0));
  const speechTo = new Uint8Array(pcm.length);
  const edges: number[] = [];
  let at = 0;
  for (const part of parts) {
    pcm.set(part.pcm, at);
    if (part.isSpeech) speechTo.fill(1, at, at + part.pcm.length);
    at += part.pcm.length;
    edges.push(at);
  }
  const collar = collarMs * 8;
  const labels = Array.from({ length: Math.floor(pcm.length / WINDOW) }, (_, index) => {
    const middle = index * WINDOW + WINDOW / 2;
    return {
      isSpeech: speechTo[middle] === 1,
      isEdge: edges.some((edge) => Math.abs(edge - middle) <= collar),
    };
  });
  return { pcm: overTelephone(pcm), labels };
}

export const overTelephone = (pcm: Int16Array): Int16Array => decodeMulaw(encodeMulaw(pcm));

/** Silence of a line. */
export function lineNoise(random: Random, ms = SHORTEST_MS + random.next() * (LONGEST_MS - SHORTEST_MS)): Int16Array {
  return Int16Array.from({ length: Math.round(ms * 8) }, () => Math.round((random.next() * 2 - 1) * LINE_NOISE));
}
