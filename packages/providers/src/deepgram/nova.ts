import type { Clock, DeepgramAccount } from '@vaani/config';
import { z } from 'zod';
import { ProviderFailure } from '../failure.ts';
import { createHeardSoFar, type HeardPart } from '../heard-so-far.ts';
import type { HeardWord, SpeechLanguage, SpeechToTextEvent, SpeechToTextStream } from '../speech-to-text.ts';
import { DEEPGRAM, openDeepgramLine, readMessage } from './line.ts';

/** Without sound the service is told so often that we are still there; it gives up after twelve seconds. */
const KEEP_ALIVE_MS = 4_000;
/** The final that was asked for comes by then, or does not come. */
const FINAL_DEADLINE_MS = 700;
/** Results come about once a second while sound goes out, in silence too. So much sound without one, and nobody listens. */
const DEAF_AFTER_MS = 3_000;
/** Ends of words and of silences are known to about two frames. */
const EDGE_MS = 40;
const BYTES_A_MS = 8;

const wordSchema = z.object({
  word: z.string(),
  start: z.number(),
  end: z.number(),
  confidence: z.number(),
  language: z.string().optional(),
  punctuated_word: z.string().optional(),
});
const resultsSchema = z.object({
  type: z.literal('Results'),
  start: z.number(),
  duration: z.number(),
  is_final: z.boolean().optional(),
  speech_final: z.boolean().optional(),
  from_finalize: z.boolean().optional(),
  channel: z.object({
    alternatives: z.array(
      z.object({ transcript: z.string(), languages: z.array(z.string()).optional(), words: z.array(wordSchema) }),
    ),
  }),
});
type Results = z.infer<typeof resultsSchema>;
// The last two name their channel by an array, unlike results: nothing of it is needed.
const startedSchema = z.object({ type: z.literal('SpeechStarted') });
const endedSchema = z.object({ type: z.literal('UtteranceEnd') });
type NovaMessage = Results | z.infer<typeof startedSchema> | z.infer<typeof endedSchema>;
const schemas: Record<string, z.ZodType<NovaMessage>> = {
  Results: resultsSchema,
  SpeechStarted: startedSchema,
  UtteranceEnd: endedSchema,
};

/** Nova-3 follows a speaker from one language into another; nova-2 must be told which it is, and hears that one until it is opened anew. */
function languageOf(model: string, language: SpeechLanguage): string {
  if (model.startsWith('nova-3')) return 'multi';
  return { en: 'en-IN', hi: 'hi', 'hi-en': 'hi-Latn' }[language];
}

/** One call's stream of v1. @throws {ProviderFailure} */
export async function openNova(options: {
  account: DeepgramAccount;
  language: SpeechLanguage;
  keyTerms: readonly string[];
  onEvent: (event: SpeechToTextEvent) => void;
  clock: Clock;
  signal: AbortSignal;
}): Promise<SpeechToTextStream> {
  const { account, clock, keyTerms } = options;
  const heard = createHeardSoFar();
  let isClosed = false;
  /** Sound sent, and how far results settle it. */
  let sentMs = 0;
  let settledMs = 0;
  /** When the service last said anything: by the sound, and by the clock, for sound that is sent again comes all at once. */
  let lastWord = { sentMs: 0, at: clock.monotonic() };
  /** Words that began before this were given in a final. */
  let takenMs = 0;
  let lastFrameAt = clock.monotonic();
  let finalizing: { speechEndMs: number | null; askedAt: number; cancel: () => void } | undefined;

  const emit = (event: SpeechToTextEvent) => {
    if (!isClosed) options.onEvent(event);
  };
  const lose = (failure: ProviderFailure) => {
    finalizing?.cancel();
    finalizing = undefined;
    emit({ kind: 'failure', failure, isFatal: true });
  };
  const fail = (reason: 'timeout' | 'garbled', message: string) =>
    lose(
      new ProviderFailure({
        ...{ provider: DEEPGRAM, operation: 'hear', message, reason, lost: 'utterance' as const },
        isRetryable: true,
      }),
    );

  const isNova3 = account.model.startsWith('nova-3');
  const line = await openDeepgramLine({
    account,
    clock,
    signal: options.signal,
    onEnd: lose,
    onMessage: receive,
    socketOf: (client) =>
      client.listen.v1.connect({
        model: account.model,
        language: languageOf(account.model, options.language),
        encoding: 'mulaw',
        sample_rate: 8_000,
        channels: 1,
        interim_results: 'true',
        smart_format: 'true',
        numerals: 'true',
        // Code-switching wants it short; whether the turn is over is decided elsewhere.
        endpointing: 100,
        utterance_end_ms: 1_000,
        vad_events: 'true',
        // Patients' voices train nobody's model.
        mip_opt_out: true,
        ...(isNova3 ? { keyterm: keyTerms } : { keywords: keyTerms }),
      }),
  });

  function receive(raw: unknown): void {
    if (isClosed) return;
    const message = readMessage(schemas, raw);
    if (message === 'garbled') fail('garbled', 'a message was not in the service’s form');
    else lastWord = { sentMs, at: clock.monotonic() };
    if (typeof message === 'string') return;
    if (message.type === 'SpeechStarted') emit({ kind: 'speech-started' });
    else if (message.type === 'UtteranceEnd') emit({ kind: 'paused' });
    else take(message);
  }

  function take(results: Results): void {
    const part = partOf(results, takenMs);
    if (results.is_final) {
      heard.settle(part);
      settledMs = Math.max(settledMs, (results.start + results.duration) * 1_000);
    } else heard.propose(part);
    const settled = results.is_final === true ? { settledAgoMs: Math.max(0, sentMs - settledMs) } : {};
    if (part.text !== '') emit({ kind: 'interim', ...heard.all, ...settled });
    if (results.speech_final && part.text !== '') emit({ kind: 'paused' });
    const { speechEndMs } = finalizing ?? { speechEndMs: null };
    const reachesEnd = results.is_final === true && speechEndMs !== null && settledMs >= speechEndMs - EDGE_MS;
    if (finalizing !== undefined && (results.from_finalize || reachesEnd)) conclude();
  }

  function conclude(): void {
    finalizing?.cancel();
    finalizing = undefined;
    const { text, confidence, words, language } = heard.take();
    takenMs = Math.max(takenMs, settledMs, words.at(-1)?.endMs ?? 0);
    emit({
      kind: 'final',
      ...{ text, confidence, words, isRejected: false },
      ...(language === undefined ? {} : { language }),
    });
  }

  function onFinalDeadline(): void {
    // Words that nobody settles, or no word of the service since it was asked: it does not hear us any more, for results come in silence too.
    // Otherwise there was nothing left to settle.
    if (heard.isOpen || finalizing === undefined || lastWord.at < finalizing.askedAt)
      fail('timeout', `no final within ${FINAL_DEADLINE_MS} ms`);
    else conclude();
  }

  const stopKeepAlive = clock.every(KEEP_ALIVE_MS, () => {
    if (line.isOpen && clock.monotonic() - lastFrameAt >= KEEP_ALIVE_MS)
      line.socket.sendKeepAlive({ type: 'KeepAlive' });
  });

  return {
    write(frame) {
      if (isClosed || !line.isOpen) return;
      line.socket.sendMedia(frame);
      lastFrameAt = clock.monotonic();
      sentMs += frame.length / BYTES_A_MS;
      const isDeaf = sentMs - lastWord.sentMs > DEAF_AFTER_MS && clock.monotonic() - lastWord.at > DEAF_AFTER_MS;
      if (isDeaf) {
        lastWord = { sentMs, at: clock.monotonic() };
        fail('timeout', `no result over ${DEAF_AFTER_MS} ms of sound`);
      }
    },
    expect: () => undefined,
    speechStarted: () => undefined,
    finalize(silentMs) {
      if (isClosed) return;
      if (finalizing !== undefined) conclude();
      const speechEndMs = silentMs === undefined ? null : sentMs - silentMs;
      if (!heard.isOpen && speechEndMs !== null && settledMs >= speechEndMs - EDGE_MS) conclude();
      else if (line.isOpen) {
        line.socket.sendFinalize({ type: 'Finalize' });
        finalizing = {
          ...{ speechEndMs, askedAt: clock.monotonic() },
          cancel: clock.after(FINAL_DEADLINE_MS, onFinalDeadline),
        };
      }
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

/** The words of results that no final has had. */
function partOf({ channel }: Results, takenMs: number): HeardPart {
  const [best] = channel.alternatives;
  if (best === undefined) return { text: '', words: [], languages: [] };
  const words = best.words
    .map(
      ({ word, punctuated_word, start, end, confidence, language }): HeardWord => ({
        text: punctuated_word ?? word,
        startMs: Math.round(start * 1_000),
        endMs: Math.round(end * 1_000),
        confidence,
        ...(language === undefined ? {} : { language }),
      }),
    )
    .filter(({ startMs }) => startMs >= takenMs - EDGE_MS);
  const isWhole = words.length === best.words.length;
  return {
    text: isWhole ? best.transcript.trim() : words.map(({ text }) => text).join(' '),
    words,
    languages: best.languages ?? [],
  };
}
