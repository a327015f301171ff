import { decodeMulaw, encodeMulaw, type LocalVoice, resample } from '@vaani/speech';
import type { VoiceOf } from '../cartesia/index.ts';
import { toneOf } from '../tones.ts';

type Spoken = 'en' | 'hi';

/** This machine's voices behind the emulated providers; tones where there is none for a language. */
export interface LocalVoices {
  /** mu-law, 8 kHz. */
  telephone: VoiceOf;
  /** `Int16Array`, mono, 24 kHz. */
  wide: (text: string) => Promise<Int16Array>;
}

export function localVoices(voice: LocalVoice): LocalVoices {
  const spoken = (text: string, asked: string): Spoken =>
    asked === 'hi' || /\p{Script=Devanagari}/u.test(text) ? 'hi' : 'en';
  const has = (language: Spoken) => voice.languages.includes(language);
  return {
    async telephone(text, asked) {
      const language = spoken(text, asked);
      if (!has(language)) {
        const { pcm, words } = toneOf(text, 8_000);
        return { audio: encodeMulaw(pcm), words };
      }
      const audio = await voice.speak({ text, language });
      return { audio, words: laidOver(text, audio.length / 8) };
    },
    async wide(text) {
      const language = spoken(text, 'en');
      if (!has(language)) return toneOf(text, 24_000).pcm;
      return resample(decodeMulaw(await voice.speak({ text, language })), 8_000, 24_000);
    },
  };
}

/** A voice takes a second to load with the first sentence of a language: no call is to wait for it. */
export async function warmVoices(voice: LocalVoice): Promise<void> {
  for (const language of voice.languages) await voice.speak({ text: language === 'en' ? 'Hello.' : 'नमस्ते।', language });
}

/** When each word is heard, by the letters before it: these voices do not tell. */
function laidOver(text: string, durationMs: number): { text: string; startMs: number; endMs: number }[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const letters = words.map((word) => [...word].length + 1);
  const all = letters.reduce((sum, count) => sum + count, 0);
  let before = 0;
  return words.map((word, index) => {
    const startMs = (durationMs * before) / all;
    before += letters[index] ?? 0;
    return { text: word, startMs, endMs: (durationMs * before) / all };
  });
}
