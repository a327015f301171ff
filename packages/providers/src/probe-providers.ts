import type { Clock } from '@vaani/config';
import { encodeMulaw } from '@vaani/speech';
import type { StageName } from './chain/events.ts';
import { type FailureReason, ProviderFailure } from './failure.ts';
import { inTime } from './in-time.ts';
import type { LanguageModel } from './language-model.ts';
import type { SpeechToText } from './speech-to-text.ts';
import type { TextToSpeech } from './text-to-speech.ts';

/** Whether a provider answers just now, and how soon: the words of the sound, the first token, the first sound. */
export type Probed = { stage: StageName; provider: string } & (
  | { isUp: true; ms: number }
  | { isUp: false; reason: FailureReason }
);

/** Whoever has not answered by then counts as away: in a call the next one would have long taken over. */
const DEADLINE_MS = 6_000;
const WORD = 'ok';
const FRAME_BYTES = 160;

/** Half a second of a tone, mu-law at 8 kHz: no speech of anybody’s. */
const sound = encodeMulaw(Int16Array.from({ length: 4_000 }, (_, at) => Math.sin(at / 4) * 6_000));

/**
 * Asks each provider once for real, all at the same time: half a second of sound to be heard, one token, one word. It costs what so little costs, and
 * says nothing to the breakers: a person looks. Never throws.
 */
export function probeProviders(
  { hearing, thinking, speaking }: { hearing: SpeechToText[]; thinking: LanguageModel[]; speaking: TextToSpeech[] },
  clock: Clock,
  signal: AbortSignal,
): Promise<Probed[]> {
  const timed = async (stage: StageName, provider: string, ask: Ask): Promise<Probed> => {
    const of = { provider, operation: 'probe' };
    try {
      const ms = await inTime(clock, DEADLINE_MS, signal, of, (ended) => ask(ended, clock));
      return { stage, provider, isUp: true, ms };
    } catch (error) {
      return { stage, provider, isUp: false, reason: error instanceof ProviderFailure ? error.reason : 'failed' };
    }
  };
  return Promise.all([
    ...hearing.map((stt) => timed('hearing', stt.name, hear(stt))),
    ...thinking.map((model) => timed('thinking', model.name, think(model))),
    ...speaking.map((tts) => timed('speaking', tts.name, speak(tts))),
  ]);
}

/** @returns how long the answer took, ms. */
type Ask = (signal: AbortSignal, clock: Clock) => Promise<number>;

const hear =
  (stt: SpeechToText): Ask =>
  async (signal, clock) => {
    const heard = Promise.withResolvers<void>();
    const stream = await stt.open({
      ...{ language: 'en', keyTerms: [], signal },
      onEvent(event) {
        if (event.kind === 'final') heard.resolve();
        if (event.kind === 'failure') heard.reject(event.failure);
      },
    });
    try {
      stream.speechStarted(0);
      for (let at = 0; at < sound.length; at += FRAME_BYTES) stream.write(sound.subarray(at, at + FRAME_BYTES));
      const since = clock.monotonic();
      stream.finalize();
      signal.addEventListener('abort', () => heard.reject(signal.reason), { once: true });
      await heard.promise;
      return clock.monotonic() - since;
    } finally {
      await stream.close();
    }
  };

const think =
  (model: LanguageModel): Ask =>
  async (signal, clock) => {
    const asked = { messages: [{ role: 'user', content: WORD }], tools: [], maxTokens: 1 } as const;
    return untilFirst(model.stream({ ...asked, signal }), clock);
  };

const speak =
  (tts: TextToSpeech): Ask =>
  (signal, clock) =>
    untilFirst(tts.speak({ text: WORD, language: 'en', signal }), clock);

/** Takes all of it, so that nothing is left open. @throws {ProviderFailure} where nothing came. */
async function untilFirst(stream: AsyncIterable<unknown>, clock: Clock): Promise<number> {
  const since = clock.monotonic();
  let ms: number | undefined;
  for await (const _ of stream) ms ??= clock.monotonic() - since;
  if (ms === undefined) throw new Error('nothing came');
  return ms;
}
