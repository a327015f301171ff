import { createRequire } from 'node:module';
import { connect, isIP } from 'node:net';
import type { TTSWS } from '@cartesia/cartesia-js/resources/tts/ws';
import type { CartesiaAccount, Clock } from '@vaani/config';
import { type ClientOptions, WebSocket } from 'ws';
import { failureOfStatus, ProviderFailure } from '../failure.ts';
import { inTime } from '../in-time.ts';
import { retryAfterMs } from '../message-provider.ts';

export const CARTESIA = 'cartesia';

const OPEN_DEADLINE_MS = 5_000;
const CLOSE_MS = 500;

// As an ES module the library cannot find `ws` and takes the runtime's own WebSocket, which puts the key into the address. As CommonJS it finds it.
const require = createRequire(import.meta.url);
const { Cartesia }: typeof import('@cartesia/cartesia-js') = require('@cartesia/cartesia-js');
const sockets: typeof import('@cartesia/cartesia-js/resources/tts/ws') = require('@cartesia/cartesia-js/resources/tts/ws');

export type CartesiaEvent = Parameters<Parameters<TTSWS['on']>[1]>[0];

/** One socket to the service, open; many contexts share it. */
export interface CartesiaLine {
  send(event: Parameters<TTSWS['send']>[0]): void;
  readonly isOpen: boolean;
  /** Idempotent. */
  close(): void;
}

/**
 * Opens a socket by the SDK.
 * @param options.onEvent each message as it came; null for one that is not in the service's form.
 * @param options.onEnd once, where an open socket ends without our `close`.
 * @throws {ProviderFailure}
 */
export async function openCartesiaLine(options: {
  account: CartesiaAccount;
  clock: Clock;
  signal: AbortSignal;
  onEvent: (event: unknown) => void;
  onEnd: (failure: ProviderFailure) => void;
}): Promise<CartesiaLine> {
  const { account, clock, signal } = options;
  const client = new Cartesia({ apiKey: account.apiKey, token: null, baseURL: account.apiUrl, logLevel: 'off' });
  let isOpen = false;
  let isClosed = false;
  let refused: ProviderFailure | undefined;
  // The SDK's own `websocket()` would wait for the socket before anybody can listen for its errors, and one that fails would end the process.
  const line = new sockets.TTSWS(client, wireOptions(account.apiUrl));
  const { socket } = line;
  line.on('event', options.onEvent);
  line.on('error', (error) => {
    // One that the service reports came as an event too.
    if (error.error === undefined && isOpen) options.onEvent(null);
  });
  if (!(socket instanceof WebSocket)) throw new Error('The library speaks through another socket than expected.');
  socket.on('unexpected-response', (_request, response) => {
    const status = response.statusCode ?? 0;
    const wait = retryAfterMs(response.headers['retry-after']);
    refused = failureOfStatus({ provider: CARTESIA, operation: 'open', status, retryAfterMs: wait });
    response.resume();
    socket.terminate();
  });
  socket.on('close', (code) => {
    const wasOpen = isOpen;
    isOpen = false;
    if (wasOpen && !isClosed) options.onEnd(failed('closed', `the socket was closed with ${code}`));
  });
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    isOpen = false;
    if (socket.readyState === socket.CONNECTING) socket.terminate();
    else {
      line.close();
      socket.once(
        'close',
        clock.after(CLOSE_MS, () => socket.terminate()),
      );
    }
  };
  try {
    await inTime(clock, OPEN_DEADLINE_MS, signal, { provider: CARTESIA, operation: 'open' }, () =>
      line.connect().catch((error: unknown) => {
        throw refused ?? failed('unreachable', 'the connection failed', error);
      }),
    );
  } catch (error) {
    close();
    throw error;
  }
  isOpen = true;
  return {
    send(event) {
      // The SDK would open another socket for what is sent on a closed one.
      if (isOpen && socket.readyState === socket.OPEN) void line.send(event);
    },
    get isOpen() {
      return isOpen;
    },
    close,
  };
}

function failed(reason: 'closed' | 'unreachable', message: string, cause?: unknown): ProviderFailure {
  const operation = reason === 'closed' ? 'speak' : 'open';
  return new ProviderFailure({ provider: CARTESIA, operation, reason, message, isRetryable: true, cause });
}

/** The SDK always speaks TLS; an address of plain http is reached without, which only a service on this machine is. */
function wireOptions(apiUrl: string): ClientOptions {
  const common: ClientOptions = { perMessageDeflate: false, maxPayload: 1 << 22 };
  const { protocol, hostname, port } = new URL(apiUrl);
  if (protocol !== 'http:') return common;
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    ...common,
    createConnection: () =>
      connect({ host, port: Number(port === '' ? 80 : port), ...(isIP(host) === 0 ? {} : { family: isIP(host) }) }),
  };
}
