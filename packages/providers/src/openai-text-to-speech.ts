import type { Clock, OpenaiAccount } from '@vaani/config';
import { createDecimator, encodeMulaw } from '@vaani/speech';
import { ProviderFailure } from './failure.ts';
import { inTime } from './in-time.ts';
import { createLeadingSilence } from './leading-silence.ts';
import { createOpenaiClients, openaiFailure } from './openai/client.ts';
import { piecesOf, type SpeakRequest, type SpeechChunk, type TextToSpeech } from './text-to-speech.ts';

const NAME = 'openai-speech';
/** What the service sends as `pcm`: 16-bit samples, little-endian, mono, at this rate. */
const RATE = 24_000;
const ANSWER_DEADLINE_MS = 5_000;
/** Shorter sound than this is no speech: an answer that was cut off, or a page of a proxy. */
const LEAST_BYTES = RATE / 50;

/** OpenAI's speech as a stand-in voice, brought down to the telephone's rate as it streams in. */
export function openaiTextToSpeech(options: {
  account: () => Promise<OpenaiAccount>;
  clock: Clock;
  fetch?: typeof fetch;
}): TextToSpeech {
  const clientOf = createOpenaiClients(options);
  const where = { provider: NAME, operation: 'speak' };

  async function* speak(request: SpeakRequest): AsyncGenerator<SpeechChunk> {
    for await (const text of piecesOf(request)) if (/[\p{L}\p{N}]/u.test(text)) yield* speakPiece({ ...request, text });
  }

  async function* speakPiece({ text, language, voices, signal }: SpeakRequest): AsyncGenerator<SpeechChunk> {
    let isBegun = false;
    try {
      signal.throwIfAborted();
      const account = await options.account();
      const response = await inTime(options.clock, ANSWER_DEADLINE_MS, signal, where, (late) =>
        clientOf(account).audio.speech.create(
          {
            model: account.speechModel,
            voice: voices?.[NAME] ?? account.voice,
            input: text,
            response_format: 'pcm',
            ...(account.speechModel.startsWith('tts-1') ? {} : { instructions: instructions[language] }),
          },
          // The sound that follows is ended by the caller's signal alone.
          { signal: AbortSignal.any([signal, late]) },
        ),
      );
      for await (const audio of toTelephone(response)) {
        isBegun = true;
        yield { audio };
      }
    } catch (error) {
      if (signal.aborted) return;
      throw openaiFailure(error, isBegun ? { ...where, lost: 'rest' } : where);
    }
  }

  return {
    name: NAME,
    capabilities: { languages: ['en', 'hi', 'hi-en'], hasWordTimestamps: false, isStreaming: true },
    speak,
  };
}

const instructions = {
  en: 'A friendly clinic receptionist in India on the phone: clear, warm, unhurried Indian English.',
  hi: 'A friendly clinic receptionist in India on the phone: clear, warm, unhurried Hindi.',
  'hi-en': 'A friendly clinic receptionist in India on the phone: clear, warm, unhurried Hindi with English words.',
} as const;

/** Raw samples of the answer as mu-law, 8 kHz, without the silence before the first word. @throws {ProviderFailure} where it is no sound */
async function* toTelephone(response: Response): AsyncGenerator<Uint8Array> {
  const garbled = (message: string) =>
    new ProviderFailure({ provider: NAME, operation: 'speak', reason: 'garbled', message, isRetryable: true });
  const type = response.headers.get('content-type') ?? '';
  if (response.body === null || !/^(audio\/|application\/octet-stream)/.test(type)) {
    await response.body?.cancel();
    throw garbled('the answer is no sound');
  }
  const decimator = createDecimator(RATE / 8_000);
  const lead = createLeadingSilence();
  let odd: Uint8Array = new Uint8Array(0);
  let received = 0;
  for await (const piece of response.body as AsyncIterable<Uint8Array>) {
    received += piece.length;
    const all = Buffer.concat([odd, piece]);
    const whole = all.length - (all.length % 2);
    odd = all.subarray(whole);
    const audio = lead.push(encodeMulaw(decimator.push(samplesOf(all.subarray(0, whole)))));
    if (audio.length > 0) yield audio;
  }
  if (received < LEAST_BYTES || odd.length > 0) throw garbled('the sound ended before it was whole');
  const rest = lead.push(encodeMulaw(decimator.end()));
  if (rest.length > 0) yield rest;
}

function samplesOf(bytes: Buffer): Int16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int16Array.from({ length: bytes.length / 2 }, (_, at) => view.getInt16(2 * at, true));
}
