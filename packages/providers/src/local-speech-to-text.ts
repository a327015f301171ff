import { decodeMulaw, GrammarError, type RecogniserPool, type RecogniserSession } from '@vaani/speech';
import { ProviderFailure } from './failure.ts';
import { createPreroll } from './preroll.ts';
import type { SpeechToText, SpeechToTextEvent, SpeechToTextStream } from './speech-to-text.ts';

const NAME = 'local';

const failureOf = (operation: string, error: unknown, isRetryable: boolean): ProviderFailure =>
  new ProviderFailure({
    provider: NAME,
    operation,
    message: error instanceof Error ? error.message : 'unknown',
    isRetryable,
    cause: error,
  });

/**
 * The constrained recogniser of this machine as a provider: it hears the phrases it was told to `expect`, between `speechStarted` and
 * `finalize`, and says plainly when it did not. The pool stays the caller's to close.
 */
export function localSpeechToText(pool: RecogniserPool): SpeechToText {
  return {
    name: NAME,
    capabilities: {
      hasFreeText: false,
      hasInterims: true,
      hasEndOfTurn: false,
      needsVoiceActivity: true,
      languages: ['en', 'hi', 'hi-en'],
    },
    async open({ onEvent, signal }) {
      signal.throwIfAborted();
      const session = await pool.open().catch((error: unknown) => {
        throw failureOf('open', error, true);
      });
      if (session === null) {
        throw new ProviderFailure({
          provider: NAME,
          operation: 'admit',
          message: `all ${pool.maxCalls} local recognisers are in use`,
          isRetryable: true,
        });
      }
      const stream = createStream(session, onEvent);
      if (signal.aborted) await stream.close();
      else signal.addEventListener('abort', () => void stream.close(), { once: true });
      return stream;
    },
  };
}

function createStream(session: RecogniserSession, onEvent: (event: SpeechToTextEvent) => void): SpeechToTextStream {
  const preroll = createPreroll();
  let isListening = false;
  let isClosed = false;
  const emit = (event: SpeechToTextEvent) => {
    if (!isClosed) onEvent(event);
  };
  session.onPartial = (text) => {
    if (isListening) emit({ kind: 'interim', text });
  };
  session.onBroken = (error) => emit({ kind: 'failure', failure: failureOf('hear', error, true) });

  return {
    write(frame) {
      if (isClosed) return;
      if (isListening) session.write(decodeMulaw(frame));
      preroll.push(frame);
    },
    expect({ grammar, language }) {
      if (isClosed) return;
      session.setGrammar(grammar, language).catch((error: unknown) => {
        // The grammar before stays in force, so what is heard is still what was once expected: the call is told, and goes on.
        emit({ kind: 'failure', failure: failureOf('expect', error, !(error instanceof GrammarError)) });
      });
    },
    speechStarted(prerollMs) {
      if (isClosed) return;
      // Speech that goes on is not begun anew: what was heard of it would be lost.
      if (isListening) return;
      isListening = true;
      session.begin();
      session.write(decodeMulaw(preroll.last(prerollMs)));
    },
    finalize() {
      if (isClosed) return;
      if (!isListening) {
        emit({ kind: 'final', text: '', confidence: 0, isRejected: false });
        return;
      }
      isListening = false;
      session.end().then(
        ({ text, score, isRejected }) => emit({ kind: 'final', text, confidence: score, isRejected }),
        (error: unknown) => emit({ kind: 'failure', failure: failureOf('hear', error, true) }),
      );
    },
    async close() {
      isClosed = true;
      session.close();
    },
  };
}
