import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '@vaani/config';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Delays, noDelays } from './delays.ts';
import { type Fault, type FaultPlan, noFaults } from './faults.ts';
import { type Room, type RoomRequest, requestLine } from './room.ts';

export interface SocketRoomOptions {
  clock: Clock;
  /** Asked at each upgrade (`open`) and before each message that leaves (`message`). */
  faults?: FaultPlan;
  delays?: Delays;
  /** Loopback port; a free one by default. */
  port?: number;
}

export type Upgrade = Pick<RoomRequest, 'path' | 'query' | 'headers'>;

/** An upgrade that a provider refuses, in its own form. */
export interface Refusal {
  status: number;
  headers?: Record<string, string>;
  body: object;
}

/** One client of a room, as the provider's code sees it. Messages pass the fault plan on their way out. */
export interface RoomSocket {
  send(message: object): void;
  close(code?: number, reason?: string): void;
  readonly isOpen: boolean;
  /** How many times slower than usual it is to be served, from now on. */
  readonly slowness: number;
  on(events: { text?(text: string): void; bytes?(bytes: Uint8Array): void; closed?(): void }): void;
}

/** A provider that speaks over WebSockets, on loopback. */
export interface SocketRoom extends Room {
  /** Clients that are connected now. */
  readonly connections: number;
}

/**
 * Serves one provider's WebSocket interface on 127.0.0.1, with its delays and faults.
 * @param provider.admit what speaks against an upgrade, or null.
 * @param provider.refuse the provider's own no.
 */
export async function startSocketRoom(
  provider: {
    admit(upgrade: Upgrade): Refusal | null;
    refuse(status: number, headers?: Record<string, string>): Refusal;
    /** Headers of an accepted upgrade. */
    headers?(): Record<string, string>;
    connect(socket: RoomSocket, upgrade: Upgrade): void;
  },
  options: SocketRoomOptions,
): Promise<SocketRoom> {
  const { clock, faults = noFaults, delays = noDelays } = options;
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const held = new Set<Duplex>();
  let server: Server;
  let port = options.port ?? 0;

  function upgrade(incoming: IncomingMessage, stream: Duplex, head: Buffer): void {
    held.add(stream);
    stream.on('close', () => held.delete(stream));
    stream.on('error', () => stream.destroy());
    const asked = requestLine(incoming);
    const fault = faults.next('open');
    const answer = () => {
      if (stream.destroyed) return;
      const refusal = refusalOf(fault, asked);
      if (refusal === 'nothing') return;
      if (refusal === 'close') stream.destroy();
      else if (refusal !== null) refuseUpgrade(stream, refusal);
      else
        sockets.handleUpgrade(incoming, stream, head, (socket) =>
          provider.connect(roomSocket(socket, faults, fault), asked),
        );
    };
    const waitMs = delays.ms('handshake') * (fault?.kind === 'slow' ? fault.times : 1);
    if (waitMs <= 0) answer();
    else clock.after(waitMs, answer, { keepAlive: true });
  }

  function refusalOf(fault: Fault | null, asked: Upgrade): Refusal | 'nothing' | 'close' | null {
    switch (fault?.kind) {
      case 'refuse':
        return provider.refuse(fault.status);
      case 'busy':
        return provider.refuse(429, { 'retry-after': String(fault.retryAfterS) });
      case 'server-error':
        return provider.refuse(fault.status);
      case 'garbage':
        return { status: 200, body: { page: '<html><body>It works!</body></html>' } };
      case 'hang':
        return 'nothing';
      case 'close':
      case 'cut':
      case 'half':
        return 'close';
      default:
        return provider.admit(asked);
    }
  }

  sockets.on('headers', (headers) => {
    for (const [name, value] of Object.entries(provider.headers?.() ?? {})) headers.push(`${name}: ${value}`);
  });

  async function open(): Promise<void> {
    server = createServer((_incoming, response) => {
      const { status, headers, body } = provider.refuse(404);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
    server.on('upgrade', upgrade);
    server.on('connection', (socket) => {
      held.add(socket);
      socket.on('close', () => held.delete(socket));
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
    for (const stream of held) stream.destroy();
    await closed;
  }

  await open();
  return {
    url: `http://127.0.0.1:${port}`,
    shut,
    open,
    close: shut,
    get connections() {
      return sockets.clients.size;
    },
  };
}

function refuseUpgrade(stream: Duplex, { status, headers = {}, body }: Refusal): void {
  const text = JSON.stringify(body);
  const all = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  stream.end(`HTTP/1.1 ${status} No\r\nconnection: close\r\n${lines.join('')}\r\n${text}`);
}

function roomSocket(socket: WebSocket, faults: FaultPlan, opened: Fault | null): RoomSocket {
  let slowness = opened?.kind === 'slow' ? opened.times : 1;
  let isMute = false;
  socket.on('error', () => socket.terminate());
  return {
    get isOpen() {
      return socket.readyState === socket.OPEN;
    },
    get slowness() {
      return slowness;
    },
    send(message) {
      if (socket.readyState !== socket.OPEN || isMute) return;
      const text = JSON.stringify(message);
      const fault = faults.next('message');
      switch (fault?.kind) {
        case undefined:
          return socket.send(text);
        case 'slow':
          slowness = fault.times;
          return socket.send(text);
        case 'hang':
          isMute = true;
          return;
        case 'garbage':
          isMute = true;
          return socket.send('<html><body>502 Bad Gateway</body></html>');
        case 'half':
          isMute = true;
          return socket.send(text.slice(0, text.length / 2));
        case 'server-error':
        case 'refuse':
        case 'busy':
          return socket.close(1011, 'internal error');
        case 'close':
        case 'cut':
          return socket.terminate();
      }
    },
    close: (code, reason) => socket.close(code, reason),
    on({ text, bytes, closed }) {
      socket.on('message', (data, isBinary) => {
        const whole = Buffer.isBuffer(data) ? data : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]);
        if (isBinary) bytes?.(whole);
        else text?.(whole.toString('utf8'));
      });
      if (closed !== undefined) socket.on('close', closed);
    },
  };
}
