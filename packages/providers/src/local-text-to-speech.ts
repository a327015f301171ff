import type { LocalVoice } from '@vaani/speech';
import { ProviderFailure } from './failure.ts';
import type { TextToSpeech } from './text-to-speech.ts';

/** The local voices behind the interface that all speaking goes through: one chunk a call, quick enough for a sentence. */
export function localTextToSpeech(voice: LocalVoice): TextToSpeech {
  return {
    name: 'local',
    capabilities: { languages: voice.languages, hasWordTimestamps: false, isStreaming: false },
    async *speak({ text, language, signal }) {
      if (signal.aborted) return;
      try {
        const audio = await voice.speak({ text, language });
        if (!signal.aborted) yield { audio };
      } catch (cause) {
        throw new ProviderFailure({
          provider: 'local',
          operation: 'speak',
          message: 'the local voice could not speak',
          isRetryable: false,
          cause,
        });
      }
    },
  };
}
