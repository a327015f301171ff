import type { TextToSpeech } from '@vaani/providers';
import type { SayAction } from '@vaani/receptionist';
import { splitSentences } from './sentences.ts';

/** A sentence of a reply: what the transcript says, and its sound. */
export interface SpokenSentence {
  text: string;
  /** mu-law, 8 kHz. */
  audio: Uint8Array;
}

/**
 * Turns what is to be said into sound, a sentence at a time, so that the first can play while the next is made. Where text and spoken form split
 * differently the whole goes at once: the transcript must stay in step with the sound.
 * @throws {ProviderFailure} where the voice cannot.
 */
export async function* speak(tts: TextToSpeech, say: SayAction, signal: AbortSignal): AsyncGenerator<SpokenSentence> {
  const texts = splitSentences(say.text);
  const spoken = splitSentences(say.spoken ?? say.text);
  const pairs =
    texts.length === spoken.length
      ? texts.map((text, index) => ({ text, spoken: spoken[index] ?? text }))
      : [{ text: say.text, spoken: say.spoken ?? say.text }];
  for (const pair of pairs) {
    if (signal.aborted) return;
    yield { text: pair.text, audio: await soundOf(tts, pair.spoken, say.language, signal) };
  }
}

async function soundOf(
  tts: TextToSpeech,
  text: string,
  language: SayAction['language'],
  signal: AbortSignal,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const { audio } of tts.speak({ text, language, signal })) chunks.push(audio);
  return Buffer.concat(chunks);
}
