import type { Clock } from '@vaani/config';
import { type FailureReason, ProviderFailure } from '../failure.ts';
import type { LanguageModel, ModelEvent, ModelRequest } from '../language-model.ts';
import type { SpeechLanguage, SpeechToText, SpeechToTextEvent } from '../speech-to-text.ts';
import type { SpeakRequest, SpeechChunk, TextToSpeech } from '../text-to-speech.ts';

/** What a scripted provider does next: wait, give something, or fail. */
export type Step<E> = { afterMs?: number; give: E } | { afterMs?: number; fail: FailureReason } | { hang: true };

export const failureOf = (provider: string, reason: FailureReason, operation = 'do'): ProviderFailure =>
  new ProviderFailure({ provider, operation, reason, message: 'as scripted', isRetryable: true });

async function* play<E>(name: string, steps: readonly Step<E>[], clock: Clock, signal: AbortSignal): AsyncGenerator<E> {
  for (const step of steps) {
    const waitMs = 'hang' in step ? null : (step.afterMs ?? 0);
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = waitMs === null ? () => undefined : clock.after(waitMs, resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
    await promise;
    cancel();
    if (signal.aborted) return;
    if ('fail' in step) throw failureOf(name, step.fail);
    if ('give' in step) yield step.give;
  }
}

/** A model that follows a script a request. It keeps what it was asked. */
export function scriptedModel(name: string, clock: Clock, scripts: readonly Step<ModelEvent>[][]) {
  const asked: ModelRequest[] = [];
  const model: LanguageModel & { asked: ModelRequest[]; open: number } = {
    name,
    model: `${name}-1`,
    asked,
    open: 0,
    async *stream(request) {
      asked.push(request);
      model.open += 1;
      try {
        yield* play(name, scripts[asked.length - 1] ?? [], clock, request.signal);
      } finally {
        model.open -= 1;
      }
    },
  };
  return model;
}

/** A voice that follows a script a request. */
export function scriptedVoice(
  name: string,
  clock: Clock,
  scripts: readonly Step<SpeechChunk>[][],
  over: Partial<TextToSpeech['capabilities']> = {},
) {
  const asked: (Omit<SpeakRequest, 'more'> & { all: string })[] = [];
  const voice: TextToSpeech & { asked: typeof asked } = {
    name,
    asked,
    capabilities: { languages: ['en', 'hi', 'hi-en'], hasWordTimestamps: true, isStreaming: true, ...over },
    async *speak({ more, ...request }) {
      const one = { ...request, all: request.text };
      asked.push(one);
      const script = scripts[asked.length - 1] ?? [];
      for await (const piece of more ?? []) one.all += ` ${piece}`;
      yield* play(name, script, clock, request.signal);
    },
  };
  return voice;
}

/** A recogniser that is told by the test what it hears. */
export function scriptedEars(name: string, over: Partial<SpeechToText['capabilities']> = {}) {
  const streams: ScriptedStream[] = [];
  const openings: (FailureReason | 'hang')[] = [];
  const languages: SpeechLanguage[] = [];
  const stt: SpeechToText & { streams: ScriptedStream[]; openings: typeof openings; languages: typeof languages } = {
    name,
    streams,
    openings,
    languages,
    capabilities: {
      ...{ hasFreeText: true, hasInterims: true, hasEndOfTurn: false, needsVoiceActivity: false },
      languages: ['en', 'hi', 'hi-en'],
      ...over,
    },
    async open({ language, onEvent, signal }) {
      languages.push(language);
      const next = openings.shift();
      if (next === 'hang')
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      else if (next !== undefined) throw failureOf(name, next);
      const stream = new ScriptedStream(onEvent);
      streams.push(stream);
      return stream;
    },
  };
  return stt;
}

export class ScriptedStream {
  readonly told: string[] = [];
  bytes = 0;
  isClosed = false;
  readonly #onEvent: (event: SpeechToTextEvent) => void;

  constructor(onEvent: (event: SpeechToTextEvent) => void) {
    this.#onEvent = onEvent;
  }

  write(frame: Uint8Array): void {
    this.bytes += frame.length;
  }
  expect({ grammar }: { grammar: string }): void {
    this.told.push(`expect ${grammar}`);
  }
  speechStarted(prerollMs: number): void {
    this.told.push(`speech ${prerollMs}`);
  }
  finalize(silentMs?: number): void {
    this.told.push(`finalize ${silentMs ?? '-'}`);
  }
  async close(): Promise<void> {
    this.isClosed = true;
  }

  hear(text: string): void {
    this.#onEvent({ kind: 'interim', text });
  }
  settle(text: string, startMs = 0): void {
    const words = [{ text, startMs, endMs: startMs + 100, confidence: 0.9 }];
    this.#onEvent({ kind: 'final', text, confidence: 0.9, isRejected: false, words });
  }
  fail(reason: FailureReason, { operation = 'hear', isFatal = true } = {}): void {
    this.#onEvent({ kind: 'failure', failure: failureOf('scripted', reason, operation), isFatal });
  }
}
