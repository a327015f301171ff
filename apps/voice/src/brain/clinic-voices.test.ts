import type { SpeakRequest, TextToSpeech } from '@vaani/providers';
import { expect, test } from 'vitest';
import { withClinicVoices } from './clinic-voices.ts';

test('tells each provider the voice that the clinic chose in that language, and nothing where it chose none', () => {
  const asked: SpeakRequest[] = [];
  const tts: TextToSpeech = {
    name: 'listening',
    capabilities: { languages: ['en', 'hi', 'hi-en'], hasWordTimestamps: false, isStreaming: true },
    async *speak(request) {
      asked.push(request);
      yield { audio: new Uint8Array(0) };
    },
  };
  const chosen = withClinicVoices(tts, { hi: { voices: { cartesia: 'priya', 'openai-speech': 'nova' } } });
  const { signal } = new AbortController();
  for (const language of ['en', 'hi', 'hi-en'] as const)
    void chosen.speak({ text: 'x', language, signal })[Symbol.asyncIterator]().next();
  expect(asked.map(({ voices }) => voices)).toEqual([
    undefined,
    { cartesia: 'priya', 'openai-speech': 'nova' },
    undefined,
  ]);
  expect(chosen.name).toBe('listening');
});
