import { createRequire } from 'node:module';
import { encodeMulaw } from './mulaw.ts';
import { resample } from './resample.ts';
import { createEspeakSpeaker, createFliteSpeaker, type Speaker } from './speaker.ts';
import { trimSilence } from './trim-silence.ts';

export type SpokenLanguage = 'en' | 'hi' | 'hi-en';

export interface LocalVoice {
  /**
   * Speaks a text: 16-bit samples, mono, 8 kHz, trimmed. English by flite; Hindi, and Hinglish written in Devanagari, by eSpeak NG.
   * @throws where the language has no voice here.
   */
  speakPcm(options: {
    text: string;
    language: SpokenLanguage;
    voice?: 'agent' | 'caller';
    speed?: number;
  }): Promise<Int16Array>;
  /** The same as mu-law bytes. What was said before comes from memory. */
  speak(options: {
    text: string;
    language: SpokenLanguage;
    voice?: 'agent' | 'caller';
    speed?: number;
  }): Promise<Uint8Array>;
  /** Which voices there are: Hindi is optional. */
  readonly languages: readonly SpokenLanguage[];
  close(): void;
}

const RATE = 8_000;
/** Kept phrases: about half an hour of speech. */
const MOST_CACHED_BYTES = 15_000_000;

export function createLocalVoice(): LocalVoice {
  const hasHindi = isInstalled('@echogarden/espeak-ng-emscripten');
  const flite = createFliteSpeaker();
  const espeak: Speaker | null = hasHindi ? createEspeakSpeaker() : null;
  const cache = new Map<string, Uint8Array>();
  let cachedBytes = 0;

  async function speakPcm({
    text,
    language,
    voice = 'agent',
    speed = 1,
  }: Parameters<LocalVoice['speakPcm']>[0]): Promise<Int16Array> {
    const speaker = language === 'en' && !/\p{Script=Devanagari}/u.test(text) ? flite : espeak;
    if (speaker === null)
      throw new Error(
        'there is no Hindi voice here: the optional package @echogarden/espeak-ng-emscripten is not installed',
      );
    const spoken = await speaker.speak({ text, voice, speed });
    return levelled(trimSilence(await resample(spoken.pcm, spoken.sampleRate, RATE)));
  }

  return {
    languages: hasHindi ? ['en', 'hi', 'hi-en'] : ['en'],
    speakPcm,
    async speak(options) {
      const key = JSON.stringify([options.text, options.language, options.voice ?? 'agent', options.speed ?? 1]);
      const known = cache.get(key);
      if (known !== undefined) {
        // Moved to the end: what was used last stays longest.
        cache.delete(key);
        cache.set(key, known);
        return known;
      }
      const audio = encodeMulaw(await speakPcm(options));
      cache.set(key, audio);
      cachedBytes += audio.length;
      for (const [oldest, bytes] of cache) {
        if (cachedBytes <= MOST_CACHED_BYTES) break;
        cache.delete(oldest);
        cachedBytes -= bytes.length;
      }
      return audio;
    },
    close() {
      flite.close();
      espeak?.close();
    },
  };
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Brings the loudest sample to about −3 dB, so that the voices sound alike and none is clipped by mu-law. */
function levelled(pcm: Int16Array): Int16Array {
  const peak = pcm.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  const gain = Math.min(4, 23_000 / peak);
  return pcm.map((sample) => Math.round(sample * gain));
}
