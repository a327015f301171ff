import { randomUUID } from 'node:crypto';
import type { CartesiaAccount, Clock } from '@vaani/config';
import { z } from 'zod';
import { CARTESIA } from './cartesia/line.ts';
import { createWarmLine, type Seat } from './cartesia/warm-line.ts';
import { failureOfStatus, ProviderFailure } from './failure.ts';
import { createLeadingSilence } from './leading-silence.ts';
import { piecesOf, type SpeakRequest, type SpeechChunk, type SpokenWord, type TextToSpeech } from './text-to-speech.ts';

/** What we send is to be spoken at once: how much must be known for it to sound right is decided here. */
const BUFFER_MS = 0;
/** So many words give a sentence its melody, or its end does. */
const LEAST_WORDS = 4;
/** Nothing at all for so long, and nothing will come. The chain waits less. */
const SILENT_MS = 5_000;

const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('chunk'), data: z.base64() }),
  z.object({
    type: z.literal('timestamps'),
    word_timestamps: z
      .object({ words: z.array(z.string()), start: z.array(z.number()), end: z.array(z.number()) })
      .nullish(),
  }),
  z.object({ type: z.literal('done') }),
  z.object({ type: z.literal('flush_done') }),
  z.object({ type: z.literal('phoneme_timestamps') }),
  z.object({ type: z.literal('error'), status_code: z.number() }),
]);
type Event = z.infer<typeof eventSchema>;

/** Cartesia's voices over one warm socket: a context for each utterance, telephone sound as it comes, and when each word is heard. */
export function cartesiaTextToSpeech(options: { account: () => Promise<CartesiaAccount>; clock: Clock }): TextToSpeech {
  const { clock } = options;
  const warmLine = createWarmLine(options);

  async function* speak(request: SpeakRequest): AsyncGenerator<SpeechChunk> {
    const { signal } = request;
    if (signal.aborted) return;
    const contextId = randomUUID();
    const inbox = createInbox(clock, signal);
    let isDone = false;
    let seat: Seat | undefined;
    try {
      const account = await options.account();
      seat = await warmLine.join(contextId, inbox, signal);
      send(seat, contextId, request, account).catch((error: unknown) => inbox.onFailure(error));
      const speech = createSpeech();
      for (;;) {
        const event = await inbox.next();
        if (event.type === 'error')
          throw failureOfStatus({ provider: CARTESIA, operation: 'speak', status: event.status_code });
        if (event.type === 'done') {
          isDone = true;
          const rest = speech.end();
          if (rest !== undefined) yield rest;
          return;
        }
        const chunk = speech.take(event);
        if (chunk !== undefined) yield chunk;
      }
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    } finally {
      if (!isDone) seat?.send({ cancel: true, context_id: contextId });
      seat?.leave();
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

/** Sends what is to be said, the pieces that follow as continuations of the same context. */
async function send(seat: Seat, contextId: string, request: SpeakRequest, account: CartesiaAccount): Promise<void> {
  const { language, voices, signal } = request;
  const spoken: 'en' | 'hi' = language === 'en' ? 'en' : 'hi';
  const common = {
    context_id: contextId,
    model_id: account.model,
    voice: { id: voices?.[CARTESIA] ?? account.voices[spoken] },
    output_format: { container: 'raw', encoding: 'pcm_mulaw', sample_rate: 8_000 } as const,
    language: spoken,
    add_timestamps: true,
    max_buffer_delay_ms: BUFFER_MS,
  };
  if (request.more === undefined) {
    seat.send({ ...common, transcript: request.text, continue: false });
    return;
  }
  let isFirst = true;
  for await (const piece of inPhrases(piecesOf(request))) {
    if (signal.aborted) return;
    // Pieces are joined as they are.
    seat.send({ ...common, transcript: isFirst ? piece : ` ${piece}`, continue: true });
    isFirst = false;
  }
  seat.send({ ...common, transcript: '', continue: false });
}

/** Holds the beginning back until it is long enough to be spoken; then each piece as it comes. */
async function* inPhrases(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  let isBegun = false;
  for await (const piece of pieces) {
    held = held === '' ? piece : `${held} ${piece}`;
    isBegun ||= held.split(/\s+/).length >= LEAST_WORDS || /[.?!।,;:]$/u.test(held);
    if (!isBegun) continue;
    yield held;
    held = '';
  }
  if (held !== '') yield held;
}

/** Sound without the silence in front of it, and words whose times are those of that sound. */
function createSpeech() {
  const lead = createLeadingSilence();
  let words: SpokenWord[] = [];
  let hasSound = false;
  const taken = (): { words?: SpokenWord[] } => {
    if (words.length === 0) return {};
    const shifted = words.map(({ text, startMs, endMs }) => ({
      text,
      startMs: Math.max(0, startMs - lead.trimmedMs),
      endMs: Math.max(0, endMs - lead.trimmedMs),
    }));
    words = [];
    return { words: shifted };
  };
  return {
    take(event: Event): SpeechChunk | undefined {
      if (event.type === 'timestamps') {
        const { words: texts, start, end } = event.word_timestamps ?? { words: [], start: [], end: [] };
        for (const [index, text] of texts.entries())
          words.push({
            text,
            startMs: Math.round((start[index] ?? 0) * 1_000),
            endMs: Math.round((end[index] ?? 0) * 1_000),
          });
      }
      if (event.type !== 'chunk') return undefined;
      const audio = lead.push(Buffer.from(event.data, 'base64'));
      if (audio.length === 0) return undefined;
      hasSound = true;
      return { audio, ...taken() };
    },
    /** Words that were told after the last sound. */
    end: (): SpeechChunk | undefined =>
      hasSound && words.length > 0 ? { audio: new Uint8Array(0), ...taken() } : undefined,
  };
}

/** Messages of one context, waited for one by one. */
function createInbox(clock: Clock, signal: AbortSignal) {
  const events: Event[] = [];
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
    onEvent(raw: unknown) {
      const parsed = eventSchema.safeParse(raw);
      if (parsed.success) events.push(parsed.data);
      else return failed('garbled', 'a message was not in the service’s form');
      wake();
    },
    onFailure: fail,
    async next(): Promise<Event> {
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
