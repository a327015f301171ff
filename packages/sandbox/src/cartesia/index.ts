import { randomUUID } from 'node:crypto';
import type { Cancel } from '@vaani/config';
import { encodeMulaw } from '@vaani/speech';
import { noDelays } from '../delays.ts';
import {
  type Refusal,
  type RoomSocket,
  type SocketRoom,
  type SocketRoomOptions,
  startSocketRoom,
  type Upgrade,
} from '../socket-room.ts';
import { toneOf } from '../tones.ts';
import { checkRequest, type Generation } from './check-request.ts';
import { type Context, createContext, type VoiceOf } from './context.ts';

export type { Generation } from './check-request.ts';
export type { Voiced, VoiceOf } from './context.ts';

export interface CartesiaOptions extends SocketRoomOptions {
  apiKey: string;
  /** Contexts at once that the plan allows: 15 on Scale. */
  mostContexts?: number;
  /** Tones where none is given. */
  voiceOf?: VoiceOf;
  leadMs?: number;
  pieceEveryMs?: number;
}

/** What was sent to the service. */
export type CartesiaAsked = { kind: 'generate'; request: Generation } | { kind: 'cancel'; contextId: string };

/** Cartesia's speech over WebSocket on loopback. */
export interface Cartesia extends SocketRoom {
  asked(): readonly CartesiaAsked[];
  /** Sockets that were opened so far. */
  opened(): number;
  /** Contexts under way. */
  contexts(): number;
}

const IDLE_MS = 300_000;

const tones: VoiceOf = async (text) => {
  const { pcm, words } = toneOf(text, 8_000);
  return { audio: encodeMulaw(pcm), words };
};

export async function startCartesia(options: CartesiaOptions): Promise<Cartesia> {
  const { clock, delays = noDelays, mostContexts = 15, voiceOf = tones, leadMs = 200, pieceEveryMs = 5 } = options;
  const asked: CartesiaAsked[] = [];
  /** Of all sockets: the plan's limit is the account's. */
  const active = new Set<Context>();
  let opened = 0;

  const refusal = (status: number, title: string, message: string, code: string | null = null): Refusal => ({
    status,
    body: { error_code: code, title, message, request_id: randomUUID() },
  });

  function admit({ path, headers, query }: Upgrade): Refusal | null {
    if (path !== '/tts/websocket') return refusal(404, 'Not found', 'No such path');
    if (query.has('api_key')) return refusal(400, 'Bad request', 'The sandbox takes keys from headers only');
    if (headers.authorization !== `Bearer ${options.apiKey}`) return refusal(401, 'Unauthorized', 'Invalid API key');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(headers['cartesia-version'] ?? ''))
      return refusal(400, 'Bad request', 'Missing Cartesia-Version');
    return null;
  }

  function connect(socket: RoomSocket): void {
    opened += 1;
    const contexts = new Map<string, Context>();
    let idle: Cancel = () => undefined;
    const touch = () => {
      idle();
      idle = clock.after(IDLE_MS, () => socket.close(1000, 'idle'));
    };
    const fail = (status: number, title: string, message: string, code: string | null, contextId?: string) =>
      socket.send({
        type: 'error',
        done: true,
        status_code: status,
        error_code: code,
        title,
        message,
        request_id: randomUUID(),
        ...(contextId === undefined ? {} : { context_id: contextId }),
      });

    function contextOf(id: string): Context | undefined {
      const known = contexts.get(id);
      if (known !== undefined) return known;
      if (active.size >= mostContexts) return undefined;
      const context = createContext({
        ...{ id, socket, clock, delays, voiceOf, leadMs, pieceEveryMs },
        onEnd() {
          contexts.delete(id);
          active.delete(context);
        },
      });
      contexts.set(id, context);
      active.add(context);
      return context;
    }

    socket.on({
      text(text) {
        touch();
        const message = checkRequest(text);
        if (message.kind === 'wrong')
          return fail(400, 'Bad request', message.message, 'invalid_request', message.contextId);
        asked.push(message);
        if (message.kind === 'cancel') return contexts.get(message.contextId)?.cancel();
        const id = message.request.context_id;
        const context = contextOf(id);
        if (context === undefined)
          return fail(
            429,
            'Too many concurrent requests',
            "You have exceeded your plan's concurrency limit.",
            'concurrency_limited',
            id,
          );
        context.add(message.request);
      },
      bytes: () => fail(400, 'Bad request', 'Messages are texts', 'invalid_request'),
      closed() {
        idle();
        for (const context of [...contexts.values()]) context.cancel();
      },
    });
    touch();
  }

  const room = await startSocketRoom(
    {
      admit,
      connect,
      refuse: (status, headers) => ({
        ...refusal(
          status,
          status === 429 ? 'Too many concurrent requests' : 'Error',
          'refused',
          status === 429 ? 'concurrency_limited' : null,
        ),
        ...(headers === undefined ? {} : { headers }),
      }),
    },
    options,
  );
  return {
    ...room,
    get connections() {
      return room.connections;
    },
    asked: () => asked,
    opened: () => opened,
    contexts: () => active.size,
  };
}
