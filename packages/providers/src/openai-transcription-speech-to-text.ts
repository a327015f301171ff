import type { Clock, OpenaiAccount } from '@vaani/config';
import { decodeMulaw, writeWav } from '@vaani/speech';
import type OpenAI from 'openai';
import { toFile, type Uploadable } from 'openai';
import { z } from 'zod';
import { ProviderFailure } from './failure.ts';
import { inTime } from './in-time.ts';
import { createOpenaiClients, openaiFailure } from './openai/client.ts';
import { createPreroll } from './preroll.ts';
import type { SpeechLanguage, SpeechToText, SpeechToTextEvent, SpeechToTextStream } from './speech-to-text.ts';

const NAME = 'openai-transcription';
const TRANSCRIBE_DEADLINE_MS = 5_000;
/** Nobody speaks longer in one go: the beginning of what is longer is given up. */
const LONGEST_BYTES = 30_000 * 8;

const answerSchema = z.object({
  text: z.string(),
  languages: z.array(z.object({ code: z.string() })).optional(),
  logprobs: z.array(z.object({ token: z.string().optional(), logprob: z.number().optional() })).optional(),
});

/** OpenAI's transcription as a stand-in for a live recogniser: an utterance is kept while it is spoken, and sent when it is over. */
export function openaiTranscriptionSpeechToText(options: {
  account: () => Promise<OpenaiAccount>;
  clock: Clock;
  fetch?: typeof fetch;
}): SpeechToText {
  const clientOf = createOpenaiClients(options);
  const { clock } = options;

  async function transcribe(
    sound: Uint8Array,
    of: { language: SpeechLanguage | undefined; keyTerms: readonly string[]; signal: AbortSignal },
  ): Promise<z.infer<typeof answerSchema>> {
    const account = await options.account();
    const file = await toFile(writeWav([decodeMulaw(sound)]), 'utterance.wav', { type: 'audio/wav' });
    const body = bodyOf(account.transcriptionModel, file, of.language, of.keyTerms);
    const where = { provider: NAME, operation: 'hear', lost: 'utterance' as const };
    try {
      const answer: unknown = await inTime(clock, TRANSCRIBE_DEADLINE_MS, of.signal, where, (signal) =>
        clientOf(account).audio.transcriptions.create(body, { signal }),
      );
      const parsed = answerSchema.safeParse(answer);
      if (parsed.success) return parsed.data;
      const message = 'the answer is not in the service’s form';
      throw new ProviderFailure({ ...where, reason: 'garbled', message, isRetryable: true });
    } catch (error) {
      throw openaiFailure(error, where);
    }
  }

  return {
    name: NAME,
    capabilities: {
      hasFreeText: true,
      hasInterims: false,
      hasEndOfTurn: false,
      needsVoiceActivity: true,
      languages: ['en', 'hi', 'hi-en'],
    },
    async open({ keyTerms, onEvent, signal }) {
      signal.throwIfAborted();
      return createStream(onEvent, signal, (sound, language, ended) =>
        transcribe(sound, { language, keyTerms, signal: ended }),
      );
    },
  };
}

function createStream(
  onEvent: (event: SpeechToTextEvent) => void,
  signal: AbortSignal,
  transcribe: (
    sound: Uint8Array,
    language: SpeechLanguage | undefined,
    signal: AbortSignal,
  ) => Promise<z.infer<typeof answerSchema>>,
): SpeechToTextStream {
  const closing = new AbortController();
  const preroll = createPreroll();
  const ended = AbortSignal.any([closing.signal, signal]);
  let kept: Uint8Array[] | undefined;
  let bytes = 0;
  /** What the talk is in. The language it was begun in is a guess, until the caller was heard. */
  let expected: SpeechLanguage | undefined;
  let hasHeardWords = false;
  /** Finals come in the order in which they were asked for. */
  let before: Promise<void> = Promise.resolve();

  const emit = (event: SpeechToTextEvent) => {
    if (!ended.aborted) onEvent(event);
  };

  async function hear(sound: Uint8Array): Promise<void> {
    try {
      const { text, languages = [], logprobs } = await transcribe(sound, hasHeardWords ? expected : undefined, ended);
      hasHeardWords ||= text.trim() !== '';
      const language = languageOf(languages.map(({ code }) => code));
      emit({
        kind: 'final',
        text: text.trim(),
        confidence: confidenceOf(text, logprobs),
        // Somebody spoke, and nothing was made of it.
        isRejected: text.trim() === '',
        ...(language === undefined ? {} : { language }),
      });
    } catch (error) {
      if (error instanceof ProviderFailure) emit({ kind: 'failure', failure: error });
      else if (!ended.aborted) throw error;
    }
  }

  return {
    write(frame) {
      if (ended.aborted) return;
      preroll.push(frame);
      if (kept === undefined) return;
      kept.push(frame);
      bytes += frame.length;
      for (; bytes > LONGEST_BYTES; bytes -= kept.shift()?.length ?? bytes);
    },
    expect({ language }) {
      expected = language;
    },
    speechStarted(prerollMs) {
      if (ended.aborted || kept !== undefined) return;
      const earlier = preroll.last(prerollMs);
      kept = [earlier];
      bytes = earlier.length;
    },
    finalize() {
      if (ended.aborted) return;
      const sound = kept;
      kept = undefined;
      if (sound === undefined) {
        before = before.then(() => emit({ kind: 'final', text: '', confidence: 0, isRejected: false }));
        return;
      }
      const hearing = hear(Buffer.concat(sound));
      before = Promise.all([before, hearing]).then(() => undefined);
    },
    async close() {
      closing.abort();
      kept = undefined;
    },
  };
}

function bodyOf(
  model: string,
  file: Uploadable,
  language: SpeechLanguage | undefined,
  keyTerms: readonly string[],
): OpenAI.Audio.TranscriptionCreateParamsNonStreaming<'json'> {
  const common = { file, model, response_format: 'json' as const };
  if (model === 'gpt-transcribe')
    return {
      ...common,
      // Those to choose from: whoever speaks one of them may say the next words in the other.
      languages: ['hi', 'en'],
      ...(keyTerms.length === 0 ? {} : { keywords: [...keyTerms] }),
    };
  return {
    ...common,
    // Told one language the model would put the other into it: Hinglish is told none, nor is what nobody knows yet.
    ...(language === undefined || language === 'hi-en' ? {} : { language }),
    ...(keyTerms.length === 0 ? {} : { prompt: keyTerms.join(', ') }),
    ...(model.startsWith('gpt-4o') ? { include: ['logprobs' as const] } : {}),
  };
}

/** The mean over what was written; where the model does not tell, a middling one, so that what matters is asked again. */
function confidenceOf(text: string, logprobs: readonly { logprob?: number | undefined }[] | undefined): number {
  if (text.trim() === '') return 0;
  const known = (logprobs ?? []).flatMap(({ logprob }) => (logprob === undefined ? [] : [Math.exp(logprob)]));
  return known.length === 0 ? 0.6 : known.reduce((sum, one) => sum + one, 0) / known.length;
}

function languageOf(codes: readonly string[]): SpeechLanguage | undefined {
  const isHindi = codes.includes('hi');
  const isEnglish = codes.includes('en');
  if (isHindi && isEnglish) return 'hi-en';
  return isHindi ? 'hi' : isEnglish ? 'en' : undefined;
}
