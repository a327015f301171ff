import net from 'node:net';
import RedisMock from 'ioredis-mock';
import RedisParser from 'redis-parser';

export interface RedisServer {
  url: string;
  kind: 'redis-server' | 'stand-in';
  stop(): Promise<void>;
}

type Reply = string | number | null | Buffer | Error | Reply[];

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
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, store, new RedisMock({ host, port: 1 }));
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
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      store.disconnect();
    },
  };
}

type Mock = InstanceType<typeof RedisMock>;

function serve(socket: net.Socket, store: Mock, subscriber: Mock): void {
  const channels = new Set<string>();
  const write = (reply: Reply) => {
    if (!socket.destroyed) socket.write(encode(reply));
  };
  subscriber.on('message', (channel: string, message: string) => write(['message', channel, message]));
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
        if (name === 'subscribe') await subscriber.subscribe(channel);
        else await subscriber.unsubscribe(channel);
        if (name === 'subscribe') channels.add(channel);
        else channels.delete(channel);
        write([name, channel, channels.size]);
      }
      return;
    }
    const fixed = fixedAnswers[name];
    if (fixed !== undefined) return write(fixed(args));
    const call = (store as unknown as Record<string, ((...args: string[]) => Promise<Reply>) | undefined>)[name];
    if (typeof call !== 'function') return write(new Error(`ERR unknown command '${name}'`));
    write(await call.apply(store, args));
  }

  socket.on('data', (data) => parser.execute(data));
  socket.on('error', () => socket.destroy());
  socket.on('close', () => subscriber.disconnect());
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
  if (reply === null || reply === undefined) return '$-1\r\n';
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
