import type { SpeechToText, TextToSpeech } from '@vaani/providers';
import { deafRecogniser } from '../simulation/deaf-recogniser.ts';

export { deafRecogniser } from '../simulation/deaf-recogniser.ts';

/** A voice whose every sentence is a short tone, and which keeps what it was asked to say: for calls whose words matter, not their sound. */
export function quickVoice(sentenceMs = 240): TextToSpeech & { said: string[] } {
  const said: string[] = [];
  return {
    name: 'quick',
    said,
    capabilities: { languages: ['en', 'hi', 'hi-en'], hasWordTimestamps: false, isStreaming: true },
    async *speak({ text, more }) {
      const at = said.push(text) - 1;
      yield { audio: new Uint8Array(sentenceMs * 8).fill(0x55) };
      for await (const piece of more ?? []) said[at] += ` ${piece}`;
    },
  };
}

/** The same, but silent until it is `let`; `asked` is what it was told to say by then. */
export function slowVoice(): ReturnType<typeof quickVoice> & { asked: string[]; let(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked: string[] = [];
  const voice = quickVoice();
  return {
    ...voice,
    name: 'slow',
    asked,
    let: () => resolve(),
    async *speak(request) {
      asked.push(request.text);
      await promise;
      yield* voice.speak(request);
    },
  };
}

/** A recogniser that is being opened until it is `let`. It keeps the frames that it was given, and what it was told in between. */
export function slowRecogniser(): SpeechToText & { frames: Uint8Array[]; told: string[]; let(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const frames: Uint8Array[] = [];
  const told: string[] = [];
  return {
    ...deafRecogniser,
    name: 'slow',
    frames,
    told,
    let: () => resolve(),
    async open(options) {
      await promise;
      const stream = await deafRecogniser.open(options);
      return {
        ...stream,
        write: (frame) => void frames.push(frame),
        expect: ({ grammar }) => void told.push(grammar),
        speechStarted: () => void told.push('started'),
        finalize() {
          told.push('finalize');
          stream.finalize();
        },
      };
    },
  };
}

/** A recogniser that hears anything, and makes the same words out of all of it. */
export function wordyRecogniser(text: string): SpeechToText {
  return {
    ...deafRecogniser,
    name: 'wordy',
    capabilities: { ...deafRecogniser.capabilities, hasFreeText: true },
    async open(options) {
      const stream = await deafRecogniser.open(options);
      const final = { kind: 'final', text, confidence: 0.95, isRejected: false } as const;
      return { ...stream, finalize: () => options.onEvent(final) };
    },
  };
}
