import type { CartesiaAccount, Clock } from '@vaani/config';
import { type Context, type Contexts, createContexts, type Message } from './cartesia/contexts.ts';
import { CARTESIA } from './cartesia/line.ts';
import { createSpeech, type Event } from './cartesia/speech.ts';
import { createWarmLine } from './cartesia/warm-line.ts';
import { failureOfStatus, ProviderFailure } from './failure.ts';
import { isEnoughToSpeak, piecesOf, type SpeakRequest, type SpeechChunk, type TextToSpeech } from './text-to-speech.ts';

/** What we send is to be spoken at once: how much must be known for it to sound right is decided here. */
const BUFFER_MS = 0;
/** Nothing at all for so long, and nothing will come. The chain waits less. */
const SILENT_MS = 5_000;
const BYTES_A_MS = 8;

/** Cartesia's voices over one warm socket: a context for each utterance, telephone sound as it comes, and when each word is heard. */
export function cartesiaTextToSpeech(options: { account: () => Promise<CartesiaAccount>; clock: Clock }): TextToSpeech {
  const { clock } = options;
  const warmLine = createWarmLine(options);

  async function* speak(request: SpeakRequest): AsyncGenerator<SpeechChunk> {
    const { signal } = request;
    if (signal.aborted) return;
    const inbox = createInbox(clock, signal);
    const contexts = createContexts({ join: warmLine.join, inbox, clock, signal });
    try {
      const account = await options.account();
      await contexts.current();
      send(contexts, request, account).catch((error: unknown) => inbox.onFailure(error));
      let givenMs = 0;
      for (;;) {
        const { of, event } = await inbox.next();
        of.speech ??= createSpeech(givenMs);
        if (event.type === 'error')
          throw failureOfStatus({ provider: CARTESIA, operation: 'speak', status: event.status_code });
        const chunk = event.type === 'done' ? of.speech.end() : of.speech.take(event);
        givenMs += (chunk?.audio.length ?? 0) / BYTES_A_MS;
        if (chunk !== undefined) yield chunk;
        if (event.type === 'done' && contexts.over(of)) return;
      }
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    } finally {
      contexts.close();
      inbox.close();
    }
  }

  return {
    name: CARTESIA,
    capabilities: { languages: ['en', 'hi', 'hi-en'], hasWordTimestamps: true, isStreaming: true, canGoOn: true },
    speak,
    warm: warmLine.warm,
    close: warmLine.close,
  };
}

/** Sends what is to be said, the pieces that follow as continuations of the same context, or of a new one where that has expired meanwhile. */
async function send(contexts: Contexts, request: SpeakRequest, account: CartesiaAccount): Promise<void> {
  const { language, voices, signal } = request;
  const spoken: 'en' | 'hi' = language === 'en' ? 'en' : 'hi';
  const common = {
    model_id: account.model,
    voice: { id: voices?.[CARTESIA] ?? account.voices[spoken] },
    output_format: { container: 'raw', encoding: 'pcm_mulaw', sample_rate: 8_000 } as const,
    language: spoken,
    add_timestamps: true,
    max_buffer_delay_ms: BUFFER_MS,
  };
  if (request.more === undefined) {
    const context = await contexts.current();
    contexts.last();
    context.send({ ...common, transcript: request.text, continue: false });
    return;
  }
  for await (const piece of inPhrases(piecesOf(request))) {
    if (signal.aborted) return;
    const context = await contexts.current();
    // Pieces are joined as they are.
    context.send({ ...common, transcript: context.isNew ? piece : ` ${piece}`, continue: true });
  }
  contexts.last()?.({ ...common, transcript: '', continue: false });
}

/** Holds the beginning back until it is long enough to be spoken; then each piece as it comes. */
async function* inPhrases(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  let isBegun = false;
  for await (const piece of pieces) {
    held = held === '' ? piece : `${held} ${piece}`;
    isBegun ||= isEnoughToSpeak(held);
    if (!isBegun) continue;
    yield held;
    held = '';
  }
  if (held !== '') yield held;
}

/** Messages of an utterance's contexts, waited for one by one. */
function createInbox(clock: Clock, signal: AbortSignal) {
  const events: Message[] = [];
  let failure: { error: unknown } | undefined;
  let wake: () => void = () => undefined;
  const fail = (error: unknown) => {
    failure ??= { error };
    wake();
  };
  const onAbort = () => fail(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const failed = (reason: 'timeout' | 'garbled', message: string) =>
    fail(new ProviderFailure({ provider: CARTESIA, operation: 'speak', reason, message, isRetryable: true }));
  return {
    onEvent(of: Context, event: Event | undefined) {
      if (event === undefined) return failed('garbled', 'a message was not in the service’s form');
      events.push({ of, event });
      wake();
    },
    onFailure: fail,
    async next(): Promise<Message> {
      const cancel = clock.after(SILENT_MS, () => failed('timeout', `nothing for ${SILENT_MS} ms`), {
        keepAlive: true,
      });
      try {
        for (;;) {
          signal.throwIfAborted();
          const event = events.shift();
          if (event !== undefined) return event;
          if (failure !== undefined) throw failure.error;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        cancel();
      }
    },
    close: () => signal.removeEventListener('abort', onAbort),
  };
}
