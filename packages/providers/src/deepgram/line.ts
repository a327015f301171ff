import { DeepgramClient, type DeepgramTransport } from '@deepgram/sdk';
import type { Clock, DeepgramAccount } from '@vaani/config';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { failureOfStatus, ProviderFailure } from '../failure.ts';
import { inTime } from '../in-time.ts';
import { retryAfterMs } from '../message-provider.ts';

export const DEEPGRAM = 'deepgram';

/** An upgrade that is not answered by then is given up. */
const OPEN_DEADLINE_MS = 5_000;
/** A closing handshake that takes longer is not waited for. */
const CLOSE_MS = 500;

/** What both versions of the SDK's live sockets share. */
interface LiveSocket {
  on(event: 'message', listener: (message: unknown) => void): void;
  connect(): unknown;
  sendMedia(message: ArrayBufferView): void;
  sendCloseStream(message: { type: 'CloseStream' }): void;
  close(): void;
}

/** One live stream, open. */
export interface DeepgramLine<S extends LiveSocket> {
  socket: S;
  readonly isOpen: boolean;
  /** Ends the stream at the service and the socket. Idempotent. */
  close(): void;
}

/**
 * Opens a live stream by the SDK, over a socket of our own (a seam of the SDK): it tells the status of a refusal, and is gone soon after it was closed.
 * @param options.socketOf makes the stream by the client: `client.listen.v1.connect(…)`.
 * @param options.onEnd once, where an open stream ends without our `close`.
 * @throws {ProviderFailure}
 */
export async function openDeepgramLine<S extends LiveSocket>(options: {
  account: DeepgramAccount;
  clock: Clock;
  signal: AbortSignal;
  socketOf: (client: DeepgramClient) => Promise<S>;
  onMessage: (message: unknown) => void;
  onEnd: (failure: ProviderFailure) => void;
}): Promise<DeepgramLine<S>> {
  const { account, clock, signal } = options;
  const { promise: opened, resolve, reject } = Promise.withResolvers<void>();
  opened.catch(() => undefined);
  let wire: Wire | undefined;
  let isClosed = false;
  let isOpen = false;
  const client = new DeepgramClient({
    apiKey: account.apiKey,
    environment: {
      base: account.apiUrl,
      production: account.apiUrl.replace(/^http/, 'ws'),
      agent: account.apiUrl.replace(/^http/, 'ws'),
      agentRest: account.apiUrl,
    },
    maxRetries: 0,
    transportFactory: (url, headers) => {
      wire = openWire(url, headers, clock, {
        onOpen() {
          isOpen = true;
          resolve();
        },
        onEnd(failure) {
          reject(failure);
          if (isOpen && !isClosed) options.onEnd(failure);
          isOpen = false;
        },
      });
      return wire.transport;
    },
  });
  let socket: S | undefined;
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    if (isOpen) socket?.sendCloseStream({ type: 'CloseStream' });
    isOpen = false;
    socket?.close();
    wire?.end();
  };
  try {
    return await inTime(clock, OPEN_DEADLINE_MS, signal, { provider: DEEPGRAM, operation: 'open' }, async () => {
      socket = await options.socketOf(client);
      socket.on('message', options.onMessage);
      socket.connect();
      await opened;
      return {
        socket,
        get isOpen() {
          return isOpen;
        },
        close,
      };
    });
  } catch (error) {
    close();
    throw error;
  }
}

const envelope = z.object({ type: z.string() });

/**
 * Reads a message of the service. Types that are not known are passed over, for the service may add some.
 * @param schemas by type what a message must hold.
 */
export function readMessage<M>(
  schemas: Readonly<Record<string, z.ZodType<M>>>,
  message: unknown,
): M | 'unknown' | 'garbled' {
  const named = envelope.safeParse(message);
  if (!named.success) return 'garbled';
  const schema = Object.hasOwn(schemas, named.data.type) ? schemas[named.data.type] : undefined;
  if (schema === undefined) return 'unknown';
  const parsed = schema.safeParse(message);
  return parsed.success ? parsed.data : 'garbled';
}

interface Wire {
  transport: DeepgramTransport;
  /** Ends the socket, at once where it never opened. */
  end(): void;
}

function openWire(
  url: string,
  headers: Record<string, string>,
  clock: Clock,
  events: { onOpen(): void; onEnd(failure: ProviderFailure): void },
): Wire {
  const ws = new WebSocket(url, { headers, perMessageDeflate: false, maxPayload: 1 << 20 });
  let hasEnded = false;
  const end = (failure: ProviderFailure) => {
    if (hasEnded) return;
    hasEnded = true;
    events.onEnd(failure);
  };
  const fail = (reason: 'closed' | 'unreachable', message: string, cause?: unknown) =>
    end(
      new ProviderFailure({
        ...{ provider: DEEPGRAM, operation: reason === 'closed' ? 'hear' : 'open', message, reason, cause },
        isRetryable: true,
        lost: reason === 'closed' ? 'utterance' : 'nothing',
      }),
    );
  ws.on('open', events.onOpen);
  ws.on('unexpected-response', (_request, response) => {
    const status = response.statusCode ?? 0;
    const wait = retryAfterMs(response.headers['retry-after']);
    end(failureOfStatus({ provider: DEEPGRAM, operation: 'open', status, retryAfterMs: wait }));
    response.resume();
    ws.terminate();
  });
  ws.on('error', (error) => fail('unreachable', 'the connection failed', error));
  ws.on('close', (code) => fail('closed', `the stream was closed with ${code}`));
  const close = () => {
    if (ws.readyState === ws.CLOSED) return;
    if (ws.readyState === ws.CONNECTING) return ws.terminate();
    ws.close(1000);
    ws.once(
      'close',
      clock.after(CLOSE_MS, () => ws.terminate()),
    );
  };
  return {
    end: close,
    transport: {
      send: (data) => ws.send(data as string | Uint8Array),
      onOpen: (listener) => void ws.on('open', listener),
      onMessage: (listener) =>
        void ws.on('message', (data, isBinary) => listener(isBinary ? new Uint8Array() : data.toString())),
      onError: (listener) => void ws.on('error', listener),
      onClose: (listener) => void ws.on('close', (code, reason) => listener({ code, reason: reason.toString() })),
      isOpen: () => ws.readyState === ws.OPEN,
      close,
    },
  };
}
