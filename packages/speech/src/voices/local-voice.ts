import { createRequire } from 'node:module';
import { type Clock, systemClock } from '@vaani/config';
import { decodeMulaw } from '../sound/mulaw.ts';
import { createPhraseCache } from './phrase-cache.ts';
import type { VoiceName } from './protocol.ts';
import { createSynthesiser, inProcess, inThread, VoiceError } from './synthesiser.ts';

export type SpokenLanguage = 'en' | 'hi' | 'hi-en';

export interface SpeakOptions {
  /** One sentence or a few, at most 2,000 characters. Hindi and Hinglish in Devanagari; numbers written out. */
  text: string;
  language: SpokenLanguage;
  /** Who speaks: the clinic's agent (default), a simulated caller, or a caller of a certain voice. */
  voice?: 'agent' | 'caller' | CallerVoice;
  /** 0.5–2, 1 by default. */
  speed?: number;
}

/** One of several callers. The engines have three more voices in English and one in Hindi, which differs in how high it speaks. */
export interface CallerVoice {
  /** Men's voices; `awb` is a Scot's. */
  english: 'kal16' | 'rms' | 'awb';
  /** 0–99, 50 as the Hindi voice was made. */
  pitch: number;
}

export interface LocalVoice {
  /**
   * Mu-law, 8 kHz mono, silence trimmed. Text without a letter or digit gives no sound.
   * @throws {VoiceError} where there is no voice for the language (`isRetryable` false) or it failed
   */
  speak(options: SpeakOptions): Promise<Uint8Array>;
  /** The same as `Int16Array`, mono, 8 kHz. */
  speakPcm(options: SpeakOptions): Promise<Int16Array>;
  /** Which languages can be spoken: Hindi and Hinglish where the optional package is installed. */
  readonly languages: readonly SpokenLanguage[];
  /** Starts the engines ahead of need; false where an engine that is installed does not come up. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

const MOST_CHARACTERS = 2_000;

/** Names by engine: `slt` is a woman's voice and `kal16` a man's; the Hindi ones are one voice in two pitches. */
const voices = {
  flite: { agent: { name: 'slt' }, caller: { name: 'kal16' } },
  espeak: { agent: { name: 'hi', pitch: 80 }, caller: { name: 'hi', pitch: 50 } },
} as const satisfies Record<string, Record<string, VoiceName>>;

function voiceOf(engine: keyof typeof voices, voice: NonNullable<SpeakOptions['voice']>): VoiceName {
  if (typeof voice === 'string') return voices[engine][voice];
  return engine === 'flite' ? { name: voice.english } : { name: 'hi', pitch: voice.pitch };
}

/** The voices of this machine: flite for English in a thread, espeak-ng for Hindi and Hinglish in a process where it is installed. */
export function createVoice(options: { clock?: Clock; cacheBytes?: number } = {}): LocalVoice {
  const { clock = systemClock, cacheBytes = 16 * 1024 * 1024 } = options;
  const flite = createSynthesiser(inThread(new URL('./flite-worker.ts', import.meta.url)), clock);
  const espeak = createSynthesiser(inProcess(new URL('./espeak-process.ts', import.meta.url)), clock);
  const cache = createPhraseCache(cacheBytes);

  const hasHindi = isInstalled('@echogarden/espeak-ng-emscripten');

  async function speak({ text, language, voice = 'agent', speed = 1 }: SpeakOptions): Promise<Uint8Array> {
    const plain = text
      .normalize('NFC')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim();
    if (plain.length > MOST_CHARACTERS) throw new VoiceError('The text is longer than 2,000 characters.', false);
    if (!(speed >= 0.5 && speed <= 2)) throw new VoiceError('The speed is not between 0.5 and 2.', false);
    if (!/[\p{L}\p{N}]/u.test(plain)) return new Uint8Array(0);
    // flite knows no Devanagari: a Hindi name in an English sentence is said by the other voice.
    const engine = language === 'en' && !/\p{Script=Devanagari}/u.test(plain) ? 'flite' : 'espeak';
    if (engine === 'espeak' && !hasHindi) throw new VoiceError(NO_HINDI, false);
    const who = voiceOf(engine, voice);
    return cache.get(`${engine}|${who.name}|${who.pitch ?? ''}|${speed}|${plain}`, () =>
      (engine === 'flite' ? flite : espeak).synthesise(plain, who, speed),
    );
  }

  return {
    speak,
    speakPcm: async (options) => decodeMulaw(await speak(options)),
    languages: hasHindi ? ['en', 'hi', 'hi-en'] : ['en'],
    async ready() {
      const there = await Promise.all([flite.isThere(), ...(hasHindi ? [espeak.isThere()] : [])]);
      return there.every(Boolean);
    },
    async close() {
      await Promise.all([flite.close(), espeak.close()]);
    },
  };
}

const NO_HINDI =
  'There is no Hindi voice here: the optional package @echogarden/espeak-ng-emscripten is not installed.';

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return false;
    throw error;
  }
}
