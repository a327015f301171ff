import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '@vaani/config';
import { type FaultPlan, type Latency, noFaults, noLatency } from './faults.ts';

/** A request as a provider reads it. */
export interface RoomRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: string;
  /** The body as it came, where it is no text. */
  bytes: Uint8Array;
  /** Aborts when the one who asked has gone. */
  gone: AbortSignal;
  /** How many times slower than usual this is to be answered. */
  slowness: number;
}

/** A body that is sent piece by piece, each as it comes. */
export type Pieces = AsyncIterable<string | Uint8Array>;

/** An answer. An object is sent as JSON, a text or bytes as they are, pieces one by one. */
export interface RoomAnswer {
  status: number;
  headers?: Record<string, string>;
  body: object | string | Uint8Array | Pieces;
}

export interface RoomOptions {
  clock: Clock;
  faults?: FaultPlan;
  latency?: Latency;
  /** Loopback port; a free one by default. */
  port?: number;
  /** Told when a request has been read, before anything is done: a test may end the one who asks. */
  onRequest?: (operation: string, request: RoomRequest) => void;
}

/** What a provider does with requests, whoever brings them. */
export interface Provider {
  /** The room's name of what is asked. */
  operationOf(request: RoomRequest): string;
  handle(request: RoomRequest): RoomAnswer | Promise<RoomAnswer>;
  /** An answer of the provider that says no. */
  refuse(status: number, code: number, headers?: Record<string, string>): RoomAnswer;
}

/** A provider on loopback. */
export interface Room {
  url: string;
  /** Ends all connections and takes no more, until `open` again on the same port. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 4_000_000;

/**
 * Serves one provider's HTTP interface on 127.0.0.1, with its delays and faults. What was read is done even where the one who asked has gone, as a real
 * provider does.
 */
export async function startRoom(provider: Provider, options: RoomOptions): Promise<Room> {
  const { clock, faults = noFaults, latency = noLatency } = options;
  const sockets = new Set<Socket>();
  let server: Server;
  let port = options.port ?? 0;
  const pause = (ms: number) =>
    ms <= 0 ? Promise.resolve() : new Promise<void>((resolve) => clock.after(ms, resolve, { keepAlive: true }));

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const request = await read(incoming, gone.signal);
    if (request === null) return send(response, provider.refuse(413, 0));
    const operation = provider.operationOf(request);
    options.onRequest?.(operation, request);
    const fault = faults.next(operation);
    if (fault?.kind === 'slow') request.slowness = fault.times;
    const { beforeMs, afterMs } = latency.next(operation);
    await pause(beforeMs * request.slowness);
    if (fault === null || fault.kind === 'slow' || fault.kind === 'cut' || fault.kind === 'half') {
      const answer = await provider.handle(request);
      await pause(afterMs * request.slowness);
      return send(response, answer, fault?.kind === 'cut' || fault?.kind === 'half' ? fault.kind : 'whole');
    }
    if ('isTaken' in fault && fault.isTaken) await provider.handle(request);
    await pause(afterMs);
    switch (fault.kind) {
      case 'refuse':
        return send(response, provider.refuse(fault.status, fault.code));
      case 'busy':
        return send(response, provider.refuse(429, 20429, { 'retry-after': String(fault.retryAfterS) }));
      case 'server-error':
        return send(response, provider.refuse(fault.status, 20500));
      case 'close':
        incoming.socket.destroy();
        return;
      case 'garbage':
        return send(response, { status: 200, body: '<html><body>It works!</body></html>' });
      case 'hang':
        return;
    }
  }

  async function listen(): Promise<void> {
    server = createServer((incoming, response) => {
      serve(incoming, response).catch(() => incoming.socket.destroy());
    });
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (typeof address === 'object' && address !== null) port = address.port;
  }

  async function shut(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await listen();
  return { url: `http://127.0.0.1:${port}`, shut, open: listen, close: shut };
}

async function read(incoming: IncomingMessage, gone: AbortSignal): Promise<RoomRequest | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_BODY_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  const whole = Buffer.concat(chunks);
  return { ...requestLine(incoming), body: whole.toString('utf8'), bytes: whole, gone, slowness: 1 };
}

/** What stands above the body of a request. */
export function requestLine(incoming: IncomingMessage): Pick<RoomRequest, 'method' | 'path' | 'query' | 'headers'> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://room');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers))
    headers[name] = Array.isArray(value) ? value.join() : (value ?? '');
  return { method: incoming.method ?? 'GET', path: pathname, query: searchParams, headers };
}

/** How much of an answer is sent: all, some and then the connection is cut, or some and then a proper end. */
type Extent = 'whole' | 'cut' | 'half';

async function send(response: ServerResponse, answer: RoomAnswer, extent: Extent = 'whole'): Promise<void> {
  if (response.destroyed) return;
  const { status, headers = {}, body } = answer;
  const isPieces = typeof body === 'object' && Symbol.asyncIterator in body;
  const type =
    typeof body === 'string' ? 'text/html' : body instanceof Uint8Array || isPieces ? null : 'application/json';
  response.writeHead(status, { ...(type === null ? {} : { 'content-type': type }), ...headers });
  if (isPieces) return sendPieces(response, body as Pieces, extent);
  const whole = Buffer.from(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body));
  if (extent === 'whole') response.end(whole);
  else {
    response.write(whole.subarray(0, whole.length / 2));
    if (extent === 'cut') response.socket?.destroySoon();
    else response.end();
  }
}

/** Of a broken answer so many pieces get through, and half of the next. */
const PIECES_BEFORE_A_BREAK = 3;

async function sendPieces(response: ServerResponse, pieces: Pieces, extent: Extent): Promise<void> {
  let sent = 0;
  for await (const piece of pieces) {
    if (response.destroyed) return;
    if (extent !== 'whole' && sent === PIECES_BEFORE_A_BREAK) {
      response.write(piece.slice(0, Math.ceil(piece.length / 2)));
      if (extent === 'cut') response.socket?.destroySoon();
      else response.end();
      return;
    }
    response.write(piece);
    sent += 1;
  }
  response.end();
}
