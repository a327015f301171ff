// A process of its own that speaks Hindi: eSpeak NG is GPL-3, and optional. See docs/decisions/0003-local-speech.md.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { FromVoice, ToVoice } from './voice-messages.ts';

/** The part of the package that is used here. It has no types. */
interface Espeak {
  eSpeakNGWorker: new () => {
    set_voice(name: string): void;
    set_rate(wordsAMinute: number): void;
    set_pitch(pitch: number): void;
    get_samplerate(): number;
    synthesize(text: string, onAudio: (audio: ArrayBuffer | null) => void): void;
  };
}

const path = createRequire(import.meta.url).resolve('@echogarden/espeak-ng-emscripten');
const { default: create } = (await import(pathToFileURL(path).href)) as { default: () => Promise<Espeak> };
const module = await create();
const speaker = new module.eSpeakNGWorker();

const pitches = { agent: 60, caller: 40 } as const;
const RATE = 150;

process.on('message', ({ request, text, voice, speed }: ToVoice) => {
  const reply = (message: FromVoice) => process.send?.(message);
  try {
    speaker.set_voice('hi');
    speaker.set_rate(Math.round(RATE * speed));
    speaker.set_pitch(pitches[voice]);
    const chunks: Int16Array[] = [];
    speaker.synthesize(text, (audio) => {
      if (audio !== null && audio !== undefined) chunks.push(new Int16Array(audio.slice(0)));
    });
    const pcm = new Int16Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      pcm.set(chunk, at);
      at += chunk.length;
    }
    reply({ request, sampleRate: speaker.get_samplerate(), pcm });
  } catch (error) {
    reply({ request, error: error instanceof Error ? error.message : String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
process.send?.({ request: 0, sampleRate: speaker.get_samplerate(), pcm: new Int16Array(0) } satisfies FromVoice);
