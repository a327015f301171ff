/// <reference path="./redis-parser.d.ts" />
import net from 'node:net';
import RedisMock from 'ioredis-mock';
import RedisParser from 'redis-parser';
import type { Ending } from './processes.ts';

export interface RedisServer {
  url: string;
  kind: 'redis-server' | 'stand-in';
  /** 0 where it lives in this process. */
  pid: number;
  /** Resolves when the server has ended, told to or not; never for the stand-in. */
  ended: Promise<Ending>;
  stop(): Promise<void>;
}

type Reply = string | number | boolean | null | Buffer | Error | Reply[];

/** Answers that are a status, not a text, on the wire. */
const statuses = new Set(['OK', 'PONG', 'QUEUED']);

/**
 * A Redis for one machine where none is installed: speaks RESP on loopback and answers from `ioredis-mock`. Good for a few dozen calls; never
 * for production. See docs/decisions/0004-redis-may-be-lost.md.
 */
export async function startRedisStandIn(options: { port: number }): Promise<RedisServer> {
  // One keyspace for the life of this server; a mock of the same host and port would share another's.
  const host = `stand-in-${process.pid}-${options.port}-${process.hrtime.bigint()}`;
  const store = new RedisMock({ host, port: 1 });
  const exchange = createExchange(new RedisMock({ host, port: 1 }));
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, store, exchange);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `redis://127.0.0.1:${port}`,
    kind: 'stand-in',
    pid: 0,
    ended: new Promise(() => undefined),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      store.disconnect();
      exchange.close();
    },
  };
}

type Mock = InstanceType<typeof RedisMock>;

type Listener = (channel: string, message: string) => void;

/** Hands what is published to the sockets that subscribed: one subscriber of the mock for all of them. */
function createExchange(subscriber: Mock) {
  const listeners = new Map<string, Set<Listener>>();
  subscriber.on('message', (channel: string, message: string) => {
    for (const listener of listeners.get(channel) ?? []) listener(channel, message);
  });
  return {
    async subscribe(channel: string, listener: Listener): Promise<void> {
      const known = listeners.get(channel);
      if (known !== undefined) {
        known.add(listener);
        return;
      }
      listeners.set(channel, new Set([listener]));
      await subscriber.subscribe(channel);
    },
    async unsubscribe(channel: string, listener: Listener): Promise<void> {
      const known = listeners.get(channel);
      if (known?.delete(listener) !== true || known.size > 0) return;
      listeners.delete(channel);
      await subscriber.unsubscribe(channel);
    },
    /** Redis answers PUBLISH with the number of those who heard it. */
    heardBy: (channel: string) => listeners.get(channel)?.size ?? 0,
    close: () => subscriber.disconnect(),
  };
}

function serve(socket: net.Socket, store: Mock, exchange: ReturnType<typeof createExchange>): void {
  const channels = new Set<string>();
  const write = (reply: Reply) => {
    if (!socket.destroyed) socket.write(encode(reply));
  };
  const onMessage: Listener = (channel, message) => write(['message', channel, message]);
  const parser = new RedisParser({
    returnReply: (command: unknown) => {
      const [name = '', ...args] = (command as unknown[]).map(String);
      pending = pending
        .then(() => answer(name.toLowerCase(), args))
        .catch((error) => write(error instanceof Error ? error : new Error('ERR')));
    },
    returnError: (error: Error) => write(error),
    returnFatalError: () => socket.destroy(),
  });
  // Answers leave in the order of the questions.
  let pending: Promise<void> = Promise.resolve();

  async function answer(name: string, args: string[]): Promise<void> {
    if (name === 'subscribe' || name === 'unsubscribe') {
      const named = args.length > 0 || name === 'subscribe' ? args : [...channels];
      for (const channel of named) {
        if (name === 'subscribe') {
          await exchange.subscribe(channel, onMessage);
          channels.add(channel);
        } else {
          await exchange.unsubscribe(channel, onMessage);
          channels.delete(channel);
        }
        write([name, channel, channels.size]);
      }
      return;
    }
    const fixed = fixedAnswers[name];
    if (fixed !== undefined) return write(fixed(args));
    const call = (store as unknown as Record<string, ((...args: string[]) => Promise<Reply>) | undefined>)[name];
    if (typeof call !== 'function') return write(new Error(`ERR unknown command '${name}'`));
    const reply = await call.apply(store, args);
    write(name === 'publish' ? exchange.heardBy(args[0] ?? '') : reply);
  }

  socket.on('data', (data) => parser.execute(data));
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    for (const channel of channels) void exchange.unsubscribe(channel, onMessage);
  });
}

const fixedAnswers: Record<string, (args: string[]) => Reply> = {
  ping: (args) => args[0] ?? 'PONG',
  info: () => 'redis_version:7.0.0\r\nloading:0\r\n',
  client: () => 'OK',
  select: () => 'OK',
  hello: () => new Error('ERR unknown command'),
  quit: () => 'OK',
};

function encode(reply: Reply | undefined): string | Buffer {
  // Lua's false is "nothing" on the wire, and its true is 1.
  if (reply === null || reply === undefined || reply === false) return '$-1\r\n';
  if (reply === true) return ':1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (reply instanceof Error)
    return `-${/^[A-Z]+ /.test(reply.message) ? reply.message : `ERR ${reply.message}`}\r\n`.replace(
      /[\r\n]+(?=.)/g,
      ' ',
    );
  if (Array.isArray(reply))
    return Buffer.concat([Buffer.from(`*${reply.length}\r\n`), ...reply.map((item) => Buffer.from(encode(item)))]);
  if (typeof reply === 'string' && statuses.has(reply)) return `+${reply}\r\n`;
  const bytes = Buffer.from(reply);
  return Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')]);
}
