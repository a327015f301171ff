import type { Clock, DeepgramAccount } from '@vaani/config';
import { type FluxThresholds, fluxDefaults, openFlux } from './deepgram/flux.ts';
import { DEEPGRAM } from './deepgram/line.ts';
import { openNova } from './deepgram/nova.ts';
import type { SpeechToText } from './speech-to-text.ts';

/** Terms beyond these help no more, and make the address too long. */
const MOST_TERMS = 100;

/**
 * Deepgram's live transcription: nova models on v1, or Flux on v2, which tells the ends of turns itself.
 * @param options.account asked at each call, so that a key can be changed while calls go on.
 */
export function deepgramSpeechToText(options: {
  account: () => Promise<DeepgramAccount>;
  /** Which it will be: what it can do must be known before the first call. */
  model: string;
  clock: Clock;
  thresholds?: FluxThresholds;
}): SpeechToText {
  const { clock, model, thresholds = fluxDefaults } = options;
  const isFlux = model.startsWith('flux-');
  return {
    name: DEEPGRAM,
    capabilities: {
      hasFreeText: true,
      hasInterims: true,
      hasEndOfTurn: isFlux,
      needsVoiceActivity: false,
      languages: model === 'flux-general-en' ? ['en'] : ['en', 'hi', 'hi-en'],
    },
    async open({ language, keyTerms, onEvent, signal }) {
      signal.throwIfAborted();
      const account = { ...(await options.account()), model };
      const terms = [...new Set(keyTerms.map((term) => term.trim().slice(0, 60)))].filter((term) => term !== '');
      const common = { account, language, keyTerms: terms.slice(0, MOST_TERMS), onEvent, clock, signal };
      const stream = await (isFlux ? openFlux({ ...common, thresholds }) : openNova(common));
      if (signal.aborted) await stream.close();
      else signal.addEventListener('abort', () => void stream.close(), { once: true });
      return stream;
    },
  };
}
