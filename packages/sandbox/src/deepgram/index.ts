import { randomUUID } from 'node:crypto';
import { noDelays } from '../delays.ts';
import {
  type Refusal,
  type RoomSocket,
  type SocketRoom,
  type SocketRoomOptions,
  startSocketRoom,
  type Upgrade,
} from '../socket-room.ts';
import { createScript, type EarEvents, type Ears, tellingEars } from './ears.ts';
import { serveFlux } from './flux.ts';
import { serveNova } from './nova.ts';
import { QueryError, readFluxQuery, readNovaQuery } from './query.ts';
import { type LocalHearing, recognisingEars } from './recognising-ears.ts';
import { prepareUtterance, type Told } from './utterance.ts';

export type { LocalHearing } from './recognising-ears.ts';
export { prepareUtterance, type SaidWord, type Told } from './utterance.ts';

export interface DeepgramOptions extends SocketRoomOptions {
  apiKey: string;
  /** Where given, sound is really recognised, by the local recogniser; otherwise it is known from what callers `tell`. */
  hearing?: LocalHearing;
  /** Whether v1's `Finalize` is answered where nothing is left to settle. True by default. */
  answersEmptyFinalize?: boolean;
}

/** What a client has sent on one stream. */
export interface DeepgramStream {
  path: string;
  query: URLSearchParams;
  /** Types of the text messages, in their order. */
  texts: string[];
  /** Bytes of sound, and in how many messages they came. */
  bytes: number;
  messages: number;
  isOpen: boolean;
}

/** Deepgram's live transcription on loopback, v1 and v2. */
export interface Deepgram extends SocketRoom {
  /** A simulated caller says what it is about to say: its sound is recognised wherever it comes by, frame for frame. */
  tell(said: Told): void;
  streams(): readonly DeepgramStream[];
}

export async function startDeepgram(options: DeepgramOptions): Promise<Deepgram> {
  const { clock, delays = noDelays, answersEmptyFinalize = true } = options;
  const script = createScript();
  const streams: DeepgramStream[] = [];
  let lastRequestId = '';
  const { hearing } = options;
  const ears = (events: EarEvents, gapMs: number): Ears =>
    hearing === undefined ? tellingEars(script, gapMs, events) : recognisingEars(hearing, gapMs, events);

  const error = (status: number, code: string, message: string): Refusal => ({
    status,
    headers: { 'dg-request-id': lastRequestId, 'dg-error': message },
    body: { err_code: code, err_msg: message, request_id: lastRequestId },
  });

  function admit({ path, query, headers }: Upgrade): Refusal | null {
    lastRequestId = randomUUID();
    if (path !== '/v1/listen' && path !== '/v2/listen') return error(404, 'NOT_FOUND', 'no such path');
    if (headers.authorization !== `Token ${options.apiKey}`) return error(401, 'INVALID_AUTH', 'Invalid credentials.');
    try {
      if (path === '/v1/listen') readNovaQuery(query);
      else readFluxQuery(query);
      return null;
    } catch (cause) {
      if (cause instanceof QueryError) return error(400, 'Bad Request', cause.message);
      throw cause;
    }
  }

  function connect(socket: RoomSocket, { path, query }: Upgrade): void {
    const stream: DeepgramStream = { path, query, texts: [], bytes: 0, messages: 0, isOpen: true };
    streams.push(stream);
    socket.on({
      bytes(bytes) {
        stream.bytes += bytes.length;
        stream.messages += 1;
      },
      closed() {
        stream.isOpen = false;
      },
    });
    const onText = (type: string) => void stream.texts.push(type);
    const common = { requestId: lastRequestId, socket, clock, delays, ears, onText };
    if (path === '/v1/listen') serveNova({ ...common, query: readNovaQuery(query), answersEmptyFinalize });
    else serveFlux({ ...common, query: readFluxQuery(query) });
  }

  const room = await startSocketRoom(
    {
      admit,
      connect,
      headers: () => ({ 'dg-request-id': lastRequestId }),
      refuse: (status, headers) => {
        const refusal = error(status, status === 429 ? 'TOO_MANY_REQUESTS' : 'INTERNAL_SERVER_ERROR', 'refused');
        return { ...refusal, headers: { ...refusal.headers, ...headers } };
      },
    },
    options,
  );
  return {
    ...room,
    get connections() {
      return room.connections;
    },
    tell: (said) => script.tell(prepareUtterance(said)),
    streams: () => streams,
  };
}
