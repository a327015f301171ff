import type { Clock } from '@vaani/config';
import { encodeMulaw, readWav, WavError } from '@vaani/speech';
import { z } from 'zod';
import { type createScript, firstFrameOf, tellingEars } from '../deepgram/ears.ts';
import type { SaidWord } from '../deepgram/utterance.ts';
import type { Delays } from '../delays.ts';
import type { Pieces, RoomAnswer, RoomRequest } from '../room.ts';
import { toneOf } from '../tones.ts';
import { OpenaiError } from './error.ts';

const speech = z
  .object({
    model: z.enum(['tts-1', 'tts-1-hd', 'gpt-4o-mini-tts', 'gpt-4o-mini-tts-2025-12-15']),
    input: z.string().min(1).max(4_096),
    voice: z.enum([
      ...['alloy', 'ash', 'ballad', 'coral', 'echo', 'fable', 'onyx'],
      ...['nova', 'sage', 'shimmer', 'verse', 'marin', 'cedar'],
    ] as const),
    instructions: z.string().optional(),
    response_format: z.enum(['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']).optional(),
    speed: z.number().min(0.25).max(4).optional(),
    stream_format: z.enum(['sse', 'audio']).optional(),
  })
  .strict();

export type AskedSpeech = z.output<typeof speech>;

const RATE = 24_000;
/** Sound is sent in pieces of this length, as fast as it can go. */
const PIECE_MS = 100;

export interface AudioOptions {
  clock: Clock;
  delays: Delays;
  asked: AskedSpeech[];
  /** `Int16Array`, mono, 24 kHz, of a text; tones where nobody gives a voice. */
  voiceOf: ((text: string) => Promise<Int16Array>) | undefined;
}

/** Speaks: raw 16-bit samples of 24 kHz, little-endian, piece by piece. @throws {OpenaiError} */
export async function answerSpeech(
  { body, slowness }: RoomRequest,
  { clock, delays, asked, voiceOf }: AudioOptions,
): Promise<RoomAnswer> {
  const parsed = speech.safeParse(jsonOf(body));
  if (!parsed.success) throw invalid(parsed.error);
  if (parsed.data.response_format !== 'pcm')
    throw new OpenaiError(501, 'The sandbox speaks pcm only.', 'response_format');
  asked.push(parsed.data);
  const { input } = parsed.data;
  const wait = delays.ms('tts-first-audio') * slowness;
  if (wait > 0) await new Promise<void>((resolve) => clock.after(wait, resolve, { keepAlive: true }));
  const pcm = voiceOf === undefined ? toneOf(input, RATE).pcm : await voiceOf(input);
  const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  async function* pieces(): Pieces {
    const size = (RATE / 1_000) * PIECE_MS * 2;
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  return { status: 200, headers: { 'content-type': 'audio/pcm' }, body: pieces() };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new OpenaiError(400, 'We could not parse the JSON body of your request.');
  }
}

function invalid(error: z.ZodError): OpenaiError {
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys')
    return new OpenaiError(400, `Unrecognized request argument supplied: ${issue.keys[0]}`, issue.keys[0] ?? null);
  const param = issue?.path.map(String).join('.') ?? null;
  return new OpenaiError(400, `Invalid value for '${param}': ${issue?.message}`, param, 'invalid_value');
}

const transcription = z
  .object({
    model: z.enum(['whisper-1', 'gpt-transcribe', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe']),
    response_format: z.enum(['json', 'text', 'verbose_json', 'srt', 'vtt']).optional(),
    language: z
      .string()
      .regex(/^[a-z]{2}$/)
      .optional(),
    'languages[]': z.array(z.string().regex(/^[a-z]{2}$/)).optional(),
    'keywords[]': z.array(z.string()).optional(),
    'include[]': z.array(z.literal('logprobs')).optional(),
    prompt: z.string().optional(),
    temperature: z.string().optional(),
  })
  .strict();

export interface AskedTranscription extends z.output<typeof transcription> {
  /** Bytes of the file. */
  size: number;
}

/** Transcribes a telephone WAV by what simulated callers told. @throws {OpenaiError} */
export async function answerTranscription(
  { bytes, headers, slowness }: RoomRequest,
  options: Pick<AudioOptions, 'clock' | 'delays'> & {
    script: ReturnType<typeof createScript>;
    asked: AskedTranscription[];
  },
): Promise<RoomAnswer> {
  const form = await new Response(Uint8Array.from(bytes), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  })
    .formData()
    .catch(() => {
      throw new OpenaiError(400, 'Could not parse multipart form');
    });
  const file = form.get('file');
  if (!(file instanceof File)) throw new OpenaiError(400, "Missing required parameter: 'file'.", 'file');
  const fields: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (name === 'file') continue;
    fields[name] = name.endsWith('[]') ? form.getAll(name) : form.get(name);
  }
  const parsed = transcription.safeParse(fields);
  if (!parsed.success) throw invalid(parsed.error);
  const asked = parsed.data;
  const hasLogprobs = asked['include[]'] !== undefined;
  if (hasLogprobs && !asked.model.startsWith('gpt-4o'))
    throw new OpenaiError(400, 'logprobs are not supported with this model', 'include');
  if ((asked['languages[]'] ?? asked['keywords[]']) !== undefined && asked.model !== 'gpt-transcribe')
    throw new OpenaiError(400, 'languages and keywords are supported by gpt-transcribe only', 'languages');
  const words = await heardIn(new Uint8Array(await file.arrayBuffer()), options.script);
  options.asked.push({ ...asked, size: file.size });
  const wait = options.delays.ms('stt-final') * slowness;
  if (wait > 0) await new Promise<void>((resolve) => options.clock.after(wait, resolve, { keepAlive: true }));
  const languages = [...new Set(words.map(({ language }) => language))];
  return {
    status: 200,
    body: {
      text: words.map(({ text }) => text).join(' '),
      ...(asked.model === 'gpt-transcribe' ? { languages: languages.map((code) => ({ code })) } : {}),
      ...(hasLogprobs
        ? { logprobs: words.map(({ text, confidence }) => ({ token: text, logprob: Math.log(confidence), bytes: [] })) }
        : {}),
      usage: { type: 'tokens', input_tokens: 40, output_tokens: words.length, total_tokens: 40 + words.length },
    },
  };
}

async function heardIn(wav: Uint8Array, script: ReturnType<typeof createScript>): Promise<SaidWord[]> {
  let pcm: Int16Array;
  try {
    pcm = await readWav(wav);
  } catch (error) {
    if (error instanceof WavError)
      throw new OpenaiError(400, 'Audio file might be corrupted or unsupported', 'file', 'invalid_value');
    throw error;
  }
  const words: SaidWord[] = [];
  const ears = tellingEars(script, 60_000, {
    onSpeech: () => undefined,
    onPause: (pause) => void (Array.isArray(pause.words) && words.push(...pause.words)),
  });
  const sound = encodeMulaw(pcm);
  ears.push(sound.subarray(firstFrameOf(script, sound)));
  return [...words, ...ears.wordsUntil(ears.atMs)];
}
