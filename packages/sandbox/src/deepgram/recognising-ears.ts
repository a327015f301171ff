import { decodeMulaw, type RecogniserPool, type RecogniserSession } from '@vaani/speech';
import { FRAME_MS } from '../caller/playout.ts';
import { createFramer, type EarEvents, type Ears } from './ears.ts';
import { isLoudFrame, type SaidWord } from './utterance.ts';

/** What the local recogniser listens with: it hears phrases of a grammar only. */
export interface LocalHearing {
  pool: RecogniserPool;
  /** JSGF of all that is said. */
  grammar: string;
  language: 'en' | 'hi' | 'hi-en';
}

/** Sound kept from before somebody speaks. */
const PREROLL_FRAMES = 10;
/** Of the last five frames so many must be loud, for a click is no voice. */
const LOUD_OF_FIVE = 3;

/** Ears that listen: loud sound goes through the local recogniser, whose text stands where the silence after it says that it has ended. */
export function recognisingEars(local: LocalHearing, gapMs: number, events: EarEvents): Ears {
  let atMs = 0;
  let isSpeaking = false;
  let isClosed = false;
  let startMs = 0;
  let lastLoudMs = 0;
  let recent: boolean[] = [];
  let preroll: Uint8Array[] = [];
  let session: RecogniserSession | undefined;
  const opening = local.pool.open().then(async (opened) => {
    if (opened === null) return;
    if (isClosed) return opened.close();
    await opened.setGrammar(local.grammar, local.language);
    session = opened;
  });
  // A pool that does not come up hears nothing; the words are then none.
  opening.catch(() => undefined);
  /** A gap of 100 ms inside a word would cut it in two: people pause longer than that. */
  const silenceMs = Math.max(gapMs, 300);

  function frame(bytes: Uint8Array): void {
    const isLoud = isLoudFrame(bytes);
    recent = [...recent, isLoud].slice(-5);
    preroll = [...preroll, Uint8Array.from(bytes)].slice(-PREROLL_FRAMES);
    atMs += FRAME_MS;
    if (isLoud) lastLoudMs = atMs;
    if (isSpeaking) session?.write(decodeMulaw(bytes));
    else if (recent.filter(Boolean).length >= LOUD_OF_FIVE) start();
    if (isSpeaking && atMs - lastLoudMs >= silenceMs) end();
  }

  function start(): void {
    isSpeaking = true;
    startMs = atMs - 5 * FRAME_MS;
    session?.begin();
    for (const kept of preroll) session?.write(decodeMulaw(kept));
    events.onSpeech(startMs);
  }

  function end(): void {
    isSpeaking = false;
    recent = [];
    const from = startMs;
    const endMs = lastLoudMs;
    const words = (session?.end() ?? Promise.reject(new Error('no recogniser'))).then(
      ({ text, score, isRejected }) => (isRejected ? [] : spread(text, from, endMs, score)),
      () => [],
    );
    events.onPause({ endMs, lateMs: atMs - endMs, words });
  }

  const spread = (text: string, from: number, to: number, confidence: number): SaidWord[] =>
    text
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word, index, all) => ({
        text: word,
        startMs: from + ((to - from) * index) / all.length,
        endMs: from + ((to - from) * (index + 1)) / all.length,
        confidence,
        language: /\p{Script=Devanagari}/u.test(word) ? 'hi' : 'en',
      }));

  return {
    push: createFramer(frame),
    get atMs() {
      return atMs;
    },
    get isSpeaking() {
      return isSpeaking;
    },
    wordsUntil: () => [],
    close() {
      isClosed = true;
      session?.close();
    },
  };
}
