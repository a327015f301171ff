import type { SpeechChunk, TextToSpeech } from '@vaani/providers';
import type { SayAction } from '@vaani/receptionist';
import { splitSentences } from './sentences.ts';

/** A sentence of a reply: what the transcript says, what the voice reads, and its sound as it is made. */
export interface SpokenSentence {
  text: string;
  spoken: string;
  /** @throws {ProviderFailure} where the voice cannot. */
  sound: AsyncIterable<SpeechChunk>;
}

/**
 * Turns what is to be said into sound, a sentence at a time, so that the first can play while the next is made. Where text and spoken form split
 * differently the whole goes at once: the transcript must stay in step with the sound. A sentence is begun when its sound is first asked for.
 */
export function* speak(
  tts: TextToSpeech,
  say: SayAction,
  request: { signal: AbortSignal; callId?: string; isAhead?: boolean },
): Generator<SpokenSentence> {
  const texts = splitSentences(say.text);
  const spoken = splitSentences(say.spoken ?? say.text);
  const pairs =
    texts.length === spoken.length
      ? texts.map((text, index) => ({ text, spoken: spoken[index] ?? text }))
      : [{ text: say.text, spoken: say.spoken ?? say.text }];
  for (const pair of pairs) {
    if (request.signal.aborted) return;
    yield { ...pair, sound: tts.speak({ ...request, text: pair.spoken, language: say.language }) };
  }
}
