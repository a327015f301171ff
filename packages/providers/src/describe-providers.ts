import type { LanguageModel } from './language-model.ts';
import type { SpeechToText } from './speech-to-text.ts';
import type { TextToSpeech } from './text-to-speech.ts';

/** One stage of the voice, for the start-up lines and the pages. */
export interface StageInUse {
  provider: string;
  /** What it can do, in words. */
  note: string;
  /** Who stands behind it, in their order. */
  behind: readonly string[];
  /** The setting that brings the real provider. */
  setting: string;
}

export interface ProvidersInUse {
  hearing: StageInUse;
  thinking: StageInUse;
  speaking: StageInUse;
}

/**
 * Says which provider stands behind each stage. With constrained hearing the rules think, whatever else is set.
 * @param inUse.names whole chains, in their order, where there are chains.
 */
export function describeProviders(inUse: {
  stt: SpeechToText;
  llm?: LanguageModel | null;
  tts: TextToSpeech;
  names?: { hearing: readonly string[]; thinking: readonly string[]; speaking: readonly string[] };
}): ProvidersInUse {
  const { stt, llm = null, tts, names } = inUse;
  const { hasFreeText, hasEndOfTurn } = stt.capabilities;
  const hasHindi = tts.capabilities.languages.includes('hi');
  const model = hasFreeText ? llm : null;
  const after = (chain: readonly string[] | undefined, first: string) => (chain ?? []).filter((name) => name !== first);
  return {
    hearing: {
      provider: stt.name,
      note: !hasFreeText
        ? 'phrases that answer what was asked; keys otherwise'
        : hasEndOfTurn
          ? 'free speech; tells the ends of turns itself'
          : 'free speech',
      behind: after(names?.hearing, stt.name),
      setting: 'DEEPGRAM_API_KEY',
    },
    thinking: {
      provider: model?.name ?? 'rules',
      note: model === null ? 'books, cancels, answers, fetches a person' : `${model.model}; the rules where it cannot`,
      behind: model === null ? [] : [...after(names?.thinking, model.name), 'rules'],
      setting: 'OPENAI_API_KEY',
    },
    speaking: {
      provider: tts.name,
      note: hasHindi ? 'English and Hindi' : 'English only: the optional Hindi voice is not installed',
      behind: after(names?.speaking, tts.name),
      setting: 'CARTESIA_API_KEY',
    },
  };
}
