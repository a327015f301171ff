import { type LocalVoice, VoiceError } from '@vaani/speech';
import { ProviderFailure } from './failure.ts';
import type { SpeechLanguage } from './speech-to-text.ts';
import { piecesOf, type TextToSpeech } from './text-to-speech.ts';

const NAME = 'local';

/** Sentences of a text, each with its own end; a danda ends one as a full stop does. Abbreviated titles and times do not. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const end of text.matchAll(/[.!?।…]+["')\]]*(?=\s|$)/gu)) {
    const stop = end.index + end[0].length;
    const sentence = text.slice(start, stop);
    if (/(^|\s)(dr|mr|mrs|ms|a\.m|p\.m|st|no)\.$/iu.test(sentence) || /(^|\s)\p{L}\.$/u.test(sentence)) continue;
    sentences.push(sentence.trim());
    start = stop;
  }
  sentences.push(text.slice(start).trim());
  return sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** 180 ms of mu-law silence: what a speaker leaves between two sentences. */
const pause = new Uint8Array(1_440).fill(0xff);

/** The voices of this machine as a provider: sentence by sentence, so that the first is heard while the next is made. The voice stays the caller's to close. */
export function localTextToSpeech(voice: LocalVoice): TextToSpeech {
  return {
    name: NAME,
    capabilities: {
      languages: voice.languages,
      hasWordTimestamps: false,
      isStreaming: true,
    },
    async *speak(request) {
      const { language, signal } = request;
      let isFirst = true;
      for await (const text of piecesOf(request)) {
        for (const sentence of sentencesOf(text)) {
          if (signal.aborted) return;
          const audio = await spoken(voice, sentence, language);
          if (signal.aborted) return;
          if (!isFirst) yield { audio: pause.slice() };
          // A copy: the voice keeps phrases and gives the same array to all.
          yield { audio: audio.slice() };
          isFirst = false;
        }
      }
    },
  };
}

async function spoken(voice: LocalVoice, text: string, language: SpeechLanguage): Promise<Uint8Array> {
  try {
    return await voice.speak({ text, language });
  } catch (error) {
    throw new ProviderFailure({
      provider: NAME,
      operation: 'speak',
      message: error instanceof Error ? error.message : 'unknown',
      isRetryable: error instanceof VoiceError && error.isRetryable,
      cause: error,
    });
  }
}
