import type { Clock, DeepgramAccount } from '@vaani/config';
import { z } from 'zod';
import { ProviderFailure } from '../failure.ts';
import { createHeardSoFar, type HeardPart } from '../heard-so-far.ts';
import type { SpeechLanguage, SpeechToTextEvent, SpeechToTextStream } from '../speech-to-text.ts';
import { DEEPGRAM, openDeepgramLine, readMessage } from './line.ts';

/** v2 knows no KeepAlive: without sound it is sent silence. */
const KEEP_ALIVE_MS = 4_000;
const silence = new Uint8Array(160).fill(0xff);
/** The end of the turn comes by then, or the newest update is taken. */
const FINAL_DEADLINE_MS = 600;
/** So much speech without an update, and nobody listens. */
const DEAF_AFTER_MS = 1_000;
const EDGE_MS = 40;
const BYTES_A_MS = 8;

const turnSchema = z.object({
  type: z.literal('TurnInfo'),
  event: z.string(),
  turn_index: z.number(),
  audio_window_end: z.number(),
  transcript: z.string(),
  words: z.array(
    z.object({
      word: z.string(),
      confidence: z.number(),
      start: z.number().optional(),
      end: z.number().optional(),
    }),
  ),
  end_of_turn_confidence: z.number(),
  languages: z.array(z.string()).optional(),
});
type Turn = z.infer<typeof turnSchema>;
const errorSchema = z.object({ type: z.literal('Error') });
const schemas: Record<string, z.ZodType<Turn | z.infer<typeof errorSchema>>> = {
  TurnInfo: turnSchema,
  Error: errorSchema,
};

export interface FluxThresholds {
  /** 0.3–0.9: how sure it must be to say that the turn is probably over. */
  eager: number;
  /** 0.5–0.9: to say that it is over. */
  decided: number;
  timeoutMs: number;
}

export const fluxDefaults = { eager: 0.4, decided: 0.7, timeoutMs: 5_000 } as const satisfies FluxThresholds;

/** One call's stream of v2. @throws {ProviderFailure} */
export async function openFlux(options: {
  account: DeepgramAccount;
  thresholds: FluxThresholds;
  language: SpeechLanguage;
  keyTerms: readonly string[];
  onEvent: (event: SpeechToTextEvent) => void;
  clock: Clock;
  signal: AbortSignal;
}): Promise<SpeechToTextStream> {
  const { account, clock, thresholds, keyTerms } = options;
  const heard = createHeardSoFar();
  let isClosed = false;
  let sentMs = 0;
  let settledMs = 0;
  let speechStartMs = 0;
  let lastMessageAtMs = 0;
  /** Of the turn under way so many words were given in a final. */
  let taken = { turn: -1, words: 0 };
  let isEager = false;
  let lastFrameAt = clock.monotonic();
  let finalizing: { cancel: () => void } | undefined;
  let last: Turn | undefined;

  const emit = (event: SpeechToTextEvent) => {
    if (!isClosed) options.onEvent(event);
  };
  const lose = (failure: ProviderFailure) => {
    finalizing?.cancel();
    finalizing = undefined;
    emit({ kind: 'failure', failure, isFatal: true });
  };
  const fail = (reason: 'timeout' | 'garbled' | 'server', message: string) =>
    lose(
      new ProviderFailure({
        ...{ provider: DEEPGRAM, operation: 'hear', message, reason, lost: 'utterance' as const },
        isRetryable: true,
      }),
    );

  const line = await openDeepgramLine({
    account,
    clock,
    signal: options.signal,
    onEnd: lose,
    onMessage: receive,
    socketOf: (client) =>
      client.listen.v2.connect({
        model: account.model,
        encoding: 'mulaw',
        sample_rate: 8_000,
        eager_eot_threshold: thresholds.eager,
        eot_threshold: thresholds.decided,
        eot_timeout_ms: thresholds.timeoutMs,
        numerals: 'true',
        mip_opt_out: true,
        keyterm: [...keyTerms],
        ...(account.model === 'flux-general-multi' ? { language_hint: ['hi', 'en'] } : {}),
      }),
  });

  function receive(raw: unknown): void {
    if (isClosed) return;
    const message = readMessage(schemas, raw);
    if (message === 'garbled') fail('garbled', 'a message was not in the service’s form');
    else lastMessageAtMs = sentMs;
    if (typeof message === 'string') return;
    if (message.type === 'Error') fail('server', 'the service reported an error');
    else take(message);
  }

  function take(turn: Turn): void {
    last = turn;
    const part = partOf(turn, taken.turn === turn.turn_index ? taken.words : 0);
    switch (turn.event) {
      case 'StartOfTurn':
        emit({ kind: 'speech-started' });
        break;
      case 'TurnResumed':
        isEager = false;
        emit({ kind: 'turn-resumed' });
        break;
    }
    if (turn.event === 'EndOfTurn') {
      heard.settle(part);
      settledMs = turn.audio_window_end * 1_000;
    } else heard.propose(part);
    const isSettled = turn.event === 'EagerEndOfTurn' || turn.event === 'EndOfTurn';
    const settled = isSettled ? { settledAgoMs: Math.max(0, sentMs - turn.audio_window_end * 1_000) } : {};
    if (part.text !== '') emit({ kind: 'interim', ...heard.all, ...settled });
    if (!isSettled) return;
    isEager = turn.event === 'EagerEndOfTurn';
    if (finalizing !== undefined) conclude();
    else if (part.text !== '') emit({ kind: 'end-of-turn', isEager, confidence: turn.end_of_turn_confidence });
  }

  function conclude(): void {
    finalizing?.cancel();
    finalizing = undefined;
    if (heard.isOpen && last !== undefined) taken = { turn: last.turn_index, words: last.words.length };
    isEager = false;
    const { text, confidence, words, language } = heard.take();
    emit({
      kind: 'final',
      ...{ text, confidence, words, isRejected: false },
      ...(language === undefined ? {} : { language }),
    });
  }

  function onFinalDeadline(): void {
    const isDeaf = lastMessageAtMs < speechStartMs && sentMs - speechStartMs > DEAF_AFTER_MS;
    if (isDeaf && !heard.isOpen) fail('timeout', `no word over ${DEAF_AFTER_MS} ms of speech`);
    else conclude();
  }

  const send = (frame: Uint8Array) => {
    line.socket.sendMedia(frame);
    sentMs += frame.length / BYTES_A_MS;
  };
  const stopKeepAlive = clock.every(KEEP_ALIVE_MS, () => {
    if (line.isOpen && clock.monotonic() - lastFrameAt >= KEEP_ALIVE_MS) send(silence);
  });

  return {
    write(frame) {
      if (isClosed || !line.isOpen) return;
      send(frame);
      lastFrameAt = clock.monotonic();
    },
    expect: () => undefined,
    speechStarted(prerollMs) {
      speechStartMs = sentMs - prerollMs;
    },
    finalize(silentMs) {
      if (isClosed) return;
      if (finalizing !== undefined) conclude();
      const isSettled = !heard.isOpen && silentMs !== undefined && settledMs >= sentMs - silentMs - EDGE_MS;
      // What it takes to be the end holds its final words.
      if (isSettled || isEager) conclude();
      else finalizing = { cancel: clock.after(FINAL_DEADLINE_MS, onFinalDeadline) };
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      stopKeepAlive();
      finalizing?.cancel();
      line.close();
    },
  };
}

/** The words of a turn after those that a final has had. */
function partOf({ transcript, words, languages = [] }: Turn, given: number): HeardPart {
  const left = words.slice(given).map(({ word, confidence, start = 0, end = 0 }) => ({
    text: word,
    startMs: Math.round(start * 1_000),
    endMs: Math.round(end * 1_000),
    confidence,
  }));
  return { text: given === 0 ? transcript.trim() : left.map(({ text }) => text).join(' '), words: left, languages };
}
