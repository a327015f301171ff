import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '@vaani/config';
import { decodeMulaw, encodeMulaw, type LocalVoice, readWav, rootMeanSquare } from '@vaani/speech';

/** Something that is said, or a noise (`text` null). mu-law, 8 kHz. */
export interface Sound {
  name: string;
  audio: Uint8Array;
  text: string | null;
  language: 'en' | 'hi';
}

const questions = [
  ['en', 'What are your timings, please?'],
  ['hi', 'क्लिनिक कब खुलता है?'],
  ['en', 'Which doctors do you have?'],
  ['hi', 'आपके यहाँ कौन से डॉक्टर हैं?'],
] as const;
const interruptions = [
  ['en', 'Wait, please.'],
  ['en', 'Listen to me for a moment.'],
  ['en', 'No, what is the address?'],
  ['hi', 'रुकिए।'],
  ['hi', 'सुनिए, मेरी बात सुनिए।'],
  ['hi', 'नहीं नहीं, पता बताइए।'],
] as const;
const backchannels = [
  ['en', 'Okay.'],
  ['en', 'Okay okay.'],
  ['hi', 'हाँ।'],
  ['hi', 'अच्छा।'],
  ['hi', 'जी।'],
  ['hi', 'हाँ जी।'],
] as const;

export async function spokenSounds(voice: LocalVoice) {
  const spoken = (lines: readonly (readonly ['en' | 'hi', string])[]): Promise<Sound[]> =>
    Promise.all(
      lines.map(async ([language, text]) => {
        const audio = await voice.speak({ text, language, voice: 'caller' });
        return { name: text, audio, text, language };
      }),
    );
  return {
    questions: await spoken(questions),
    interruptions: await spoken(interruptions),
    backchannels: await spoken(backchannels),
  };
}

const NOISE_MS = 2_500;
const FULL = 32_767;

/** Each recording of noise at each of these levels below the speech, dB. None where there are no recordings. */
export async function noises(speech: readonly Sound[], below: readonly number[], random: Random): Promise<Sound[]> {
  const data = process.env.VAANI_TEST_DATA ?? '';
  if (data === '') return [];
  const loudness = loudnessOf(Int16Array.from(speech.flatMap(({ audio }) => [...decodeMulaw(audio)])));
  const folder = join(data, 'noise');
  const sounds: Sound[] = [];
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.wav')).sort()) {
    const pcm = await readWav(await readFile(join(folder, name)));
    const length = Math.min(pcm.length, NOISE_MS * 8);
    const from = Math.floor(random.next() * (pcm.length - length));
    const part = pcm.slice(from, from + length);
    for (const dB of below) {
      const gain = (loudness * 10 ** (-dB / 20)) / Math.max(1, loudnessOf(part));
      const scaled = part.map((sample) => Math.max(-FULL, Math.min(FULL, Math.round(sample * gain))));
      sounds.push({
        name: `${name.replace('.wav', '')}, ${dB} dB below`,
        audio: encodeMulaw(scaled),
        text: null,
        language: 'en',
      });
    }
  }
  return sounds;
}

/** Of what is not silence. */
const loudnessOf = (pcm: Int16Array): number => rootMeanSquare(pcm.filter((sample) => Math.abs(sample) > 200));
