import { decodeMulaw, type RecogniserPool, type RecogniserSession } from '@vaani/speech';
import { ProviderFailure } from './failure.ts';
import type { SpeechToText, SpeechToTextEvent, SpeechToTextStream } from './speech-to-text.ts';

const name = 'local';
const FRAME_MS = 20;
/** Kept before the caller was noticed to speak. */
const PREROLL_MS = 700;
/** The constrained recogniser says one of the phrases it was told to expect, or nothing: what it says, it is sure of. */
const CONFIDENCE = 0.9;

/** The local recogniser behind the interface that all hearing goes through. It hears phrases of a grammar, never free text. */
export function localSpeechToText(pool: RecogniserPool): SpeechToText {
  return {
    name,
    capabilities: {
      hasFreeText: false,
      hasInterims: true,
      hasEndOfTurn: false,
      needsVoiceActivity: true,
      languages: ['en', 'hi', 'hi-en'],
    },
    async open({ onEvent, signal }) {
      const session = await open(pool);
      const stream = createStream(session, onEvent);
      signal.addEventListener('abort', () => void stream.close(), { once: true });
      return stream;
    },
  };
}

async function open(pool: RecogniserPool): Promise<RecogniserSession> {
  try {
    const session = await pool.open();
    if (session !== null) return session;
  } catch (cause) {
    throw new ProviderFailure({
      provider: name,
      operation: 'open',
      message: 'the recogniser could not be started',
      isRetryable: true,
      cause,
    });
  }
  throw new ProviderFailure({
    provider: name,
    operation: 'admit',
    message: `all ${pool.maxSessions} local recognisers are in use`,
    isRetryable: true,
  });
}

function createStream(session: RecogniserSession, onEvent: (event: SpeechToTextEvent) => void): SpeechToTextStream {
  let recent: Uint8Array[] = [];
  let isHearing = false;
  let isClosed = false;
  const tell = (event: SpeechToTextEvent) => {
    if (!isClosed) onEvent(event);
  };
  const fail = (operation: string, cause: unknown) =>
    tell({
      kind: 'failure',
      failure: new ProviderFailure({
        provider: name,
        operation,
        message: 'the recogniser failed',
        isRetryable: false,
        cause,
      }),
    });
  session.onPartial = (text) => tell({ kind: 'interim', text });
  session.onBroken = (error) => fail('hear', error);

  return {
    write(frame) {
      if (isClosed) return;
      if (isHearing) session.write(decodeMulaw(frame));
      recent.push(frame);
      if (recent.length * FRAME_MS > PREROLL_MS) recent = recent.slice(-PREROLL_MS / FRAME_MS);
    },
    expect({ grammar, language }) {
      if (!isClosed) session.setGrammar(grammar, language).catch((error) => fail('expect', error));
    },
    speechStarted(prerollMs) {
      if (isClosed || isHearing) return;
      isHearing = true;
      session.begin();
      const frames = Math.ceil(Math.min(prerollMs, PREROLL_MS) / FRAME_MS);
      for (const frame of recent.slice(-frames)) session.write(decodeMulaw(frame));
    },
    finalize() {
      if (isClosed) return;
      if (!isHearing) {
        tell({ kind: 'final', text: '', confidence: 0, isRejected: false });
        return;
      }
      isHearing = false;
      session.end().then(
        ({ text, isRejected }) => tell({ kind: 'final', text, confidence: text === '' ? 0 : CONFIDENCE, isRejected }),
        (error) => fail('finalize', error),
      );
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      recent = [];
      session.close();
    },
  };
}
