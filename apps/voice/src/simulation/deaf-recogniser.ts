import type { SpeechToText } from '@vaani/providers';

/** A recogniser that makes nothing out of anything. */
export const deafRecogniser: SpeechToText = {
  name: 'deaf',
  capabilities: {
    hasFreeText: false,
    hasInterims: false,
    hasEndOfTurn: false,
    needsVoiceActivity: true,
    languages: ['en', 'hi', 'hi-en'],
  },
  async open({ onEvent }) {
    return {
      write: () => undefined,
      expect: () => undefined,
      speechStarted: () => undefined,
      finalize: () => onEvent({ kind: 'final', text: '', confidence: 0, isRejected: true }),
      close: async () => undefined,
    };
  },
};
