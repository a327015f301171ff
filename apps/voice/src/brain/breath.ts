import type { SpeechChunk, TextToSpeech } from '@vaani/providers';
import type { SayAction } from '@vaani/receptionist';

/** A sentence that is spoken while it is being written. */
export interface Breath {
  /** The next piece; none after `end`. */
  add(say: SayAction): void;
  /** Nothing more comes. Idempotent. */
  end(): void;
  /** The sentence's sound, once. A voice that cannot go on within a sentence is asked when all of it is there. @throws {ProviderFailure} */
  sound(): AsyncIterable<SpeechChunk>;
  /** What it will have read: grows. */
  readonly spoken: string;
}

export function openBreath(
  tts: TextToSpeech,
  first: SayAction,
  request: { signal: AbortSignal; callId?: string },
): Breath {
  const pieces = [spokenOf(first)];
  let isEnded = false;
  let wake: () => void = () => undefined;

  async function* rest(): AsyncGenerator<string> {
    for (let at = 1; ; at++) {
      while (at >= pieces.length) {
        if (isEnded || request.signal.aborted) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      yield pieces[at] ?? '';
    }
  }

  const onAbort = () => wake();
  request.signal.addEventListener('abort', onAbort, { once: true });

  return {
    add(say) {
      pieces.push(spokenOf(say));
      wake();
    },
    end() {
      isEnded = true;
      request.signal.removeEventListener('abort', onAbort);
      wake();
    },
    async *sound() {
      const { language } = first;
      if (tts.capabilities.canGoOn !== true) {
        for await (const _ of rest());
        if (!request.signal.aborted) yield* tts.speak({ ...request, text: pieces.join(' '), language });
        return;
      }
      yield* tts.speak({ ...request, text: pieces[0] ?? '', more: rest(), language });
    },
    get spoken() {
      return pieces.join(' ');
    },
  };
}

const spokenOf = ({ text, spoken }: SayAction): string => spoken ?? text;
