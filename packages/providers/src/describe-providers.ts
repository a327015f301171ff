import type { SpeechToText } from './speech-to-text.ts';
import type { TextToSpeech } from './text-to-speech.ts';

/** One stage of the voice, for the start-up lines and the pages. */
export interface StageInUse {
  provider: string;
  /** What it can do, in words. */
  note: string;
  /** The setting that will bring the real provider. */
  setting: string;
}

export interface ProvidersInUse {
  hearing: StageInUse;
  thinking: StageInUse;
  speaking: StageInUse;
}

/** Says which provider stands behind each stage. With local hearing the rules think, whatever else is set. */
export function describeProviders(inUse: { stt: SpeechToText; tts: TextToSpeech }): ProvidersInUse {
  const hasHindi = inUse.tts.capabilities.languages.includes('hi');
  return {
    hearing: {
      provider: inUse.stt.name,
      note: inUse.stt.capabilities.hasFreeText ? 'free speech' : 'phrases that answer what was asked; keys otherwise',
      setting: 'DEEPGRAM_API_KEY',
    },
    thinking: { provider: 'rules', note: 'books, cancels, answers, fetches a person', setting: 'OPENAI_API_KEY' },
    speaking: {
      provider: inUse.tts.name,
      note: hasHindi ? 'English and Hindi' : 'English only: the optional Hindi voice is not installed',
      setting: 'CARTESIA_API_KEY',
    },
  };
}
