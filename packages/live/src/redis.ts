import { isTracing, traced } from '@vaani/observability';
import { Redis } from 'ioredis';

/**
 * Connects to Redis. While it is away commands fail at once instead of queueing, and it is tried again without end: calls go on without it.
 * @param onError told of each connection error (never of what was sent). Without it, `Live.status()` alone tells.
 */
export function createRedis(url: string, onError: (error: Error) => void = () => undefined): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 3_000,
    commandTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000),
    // A replica that was promoted answers READONLY until the connection is made anew.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  redis.on('error', onError);
  traceCommands(redis);
  return redis;
}

/** Where spans are taken, each command is one, by its name alone: what it carries stays here. */
function traceCommands(redis: Redis): void {
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, stream) => {
    const sent = send(command, stream);
    // Who sent the command is told of its failure by its own promise.
    if (isTracing()) traced('redis', { operation: command.name }, async () => command.promise).catch(() => undefined);
    return sent;
  };
}

/**
 * A second connection, for subscriptions: waits for its turn instead of failing. It does not subscribe anew by itself: the hub does, because it
 * must know when that is done.
 */
export function createSubscriber(redis: Redis, onError: (error: Error) => void): Redis {
  const { commandTimeout: _, ...options } = redis.options;
  const subscriber = new Redis({
    ...options,
    lazyConnect: false,
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
    autoResubscribe: false,
  });
  subscriber.on('error', onError);
  return subscriber;
}
