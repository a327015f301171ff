import { createScript } from '../deepgram/ears.ts';
import { prepareUtterance, type Told } from '../deepgram/utterance.ts';
import { type Delays, noDelays } from '../delays.ts';
import { type Room, type RoomAnswer, type RoomOptions, type RoomRequest, startRoom } from '../room.ts';
import { type AskedSpeech, type AskedTranscription, answerSpeech, answerTranscription } from './audio.ts';
import { type AskedChat, answerChat } from './chat.ts';
import { checkChat } from './check-chat.ts';
import { OpenaiError, openaiError } from './error.ts';
import type { Policy } from './policy.ts';
import { createPromptCache } from './prompt-cache.ts';

export type { AskedSpeech, AskedTranscription } from './audio.ts';
export type { AskedChat } from './chat.ts';
export type { ChatMessage, ChatRequest } from './check-chat.ts';
export { type Answer, countTokens, type Policy, scripted } from './policy.ts';
export { receptionist } from './receptionist/receptionist.ts';

export interface OpenaiOptions extends RoomOptions {
  apiKey: string;
  /** The mind behind the model. */
  policy: Policy;
  delays?: Delays;
  /** `Int16Array`, mono, 24 kHz, of a text; tones where none is given. */
  voiceOf?: (text: string) => Promise<Int16Array>;
}

/** OpenAI on loopback: chat completions, speech and transcription, under `/v1`. */
export interface Openai extends Room {
  /** What was asked, oldest first. */
  chats(): readonly AskedChat[];
  speeches(): readonly AskedSpeech[];
  transcriptions(): readonly AskedTranscription[];
  /** A simulated caller says what it is about to say: a recording of it is transcribed so. */
  tell(said: Told): void;
}

const operations: Record<string, string> = {
  '/v1/chat/completions': 'chat',
  '/v1/audio/speech': 'speech',
  '/v1/audio/transcriptions': 'transcription',
};

export async function startOpenai(options: OpenaiOptions): Promise<Openai> {
  const { clock, delays = noDelays, policy } = options;
  const script = createScript();
  const cache = createPromptCache();
  const chats: AskedChat[] = [];
  const speeches: AskedSpeech[] = [];
  const transcriptions: AskedTranscription[] = [];

  async function answer(request: RoomRequest): Promise<RoomAnswer> {
    const { path, method, headers } = request;
    if (headers.authorization !== `Bearer ${options.apiKey}`)
      throw new OpenaiError(401, 'Incorrect API key provided.', null, 'invalid_api_key');
    if (method === 'GET' && /^\/v1\/models\/[\w.:-]+$/.test(path))
      return {
        status: 200,
        body: { id: path.slice('/v1/models/'.length), object: 'model', created: 0, owned_by: 'system' },
      };
    const operation = operations[path];
    if (operation === undefined || method !== 'POST') throw new OpenaiError(404, `Invalid URL (${method} ${path})`);
    if (operation === 'transcription')
      return answerTranscription(request, { clock, delays, script, asked: transcriptions });
    if (headers['content-type'] !== 'application/json')
      throw new OpenaiError(400, `you must provide a model parameter (${headers['content-type']})`);
    if (operation === 'speech')
      return answerSpeech(request, { clock, delays, asked: speeches, voiceOf: options.voiceOf });
    return answerChat(checkChat(request.body), request, { policy, cache, clock, delays, asked: chats });
  }

  async function handle(request: RoomRequest): Promise<RoomAnswer> {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof OpenaiError) return openaiError(error);
      throw error;
    }
  }

  const room = await startRoom(
    {
      operationOf: ({ path }) => operations[path] ?? 'other',
      handle,
      refuse: (status, _code, headers) =>
        openaiError(
          new OpenaiError(status, status === 429 ? 'Rate limit reached' : 'The server had an error'),
          headers,
        ),
    },
    options,
  );
  return {
    ...room,
    url: `${room.url}/v1`,
    chats: () => chats,
    speeches: () => speeches,
    transcriptions: () => transcriptions,
    tell: (said) => script.tell(prepareUtterance(said)),
  };
}
