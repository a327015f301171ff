import { Redis } from 'ioredis';

/**
 * Connects to Redis. While it is away commands fail at once instead of queueing, and it is tried again without end: calls go on without it.
 * @param onError told of each connection error (never of what was sent).
 */
export function createRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 3_000,
    commandTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(100 * 2 ** Math.min(attempt, 5), 2_000),
    // A replica that was promoted answers READONLY until the connection is made anew.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  redis.on('error', onError);
  return redis;
}

/** A second connection for subscriptions: waits for its turn instead of failing, because it subscribes anew after each loss. */
export function createSubscriber(redis: Redis, onError: (error: Error) => void): Redis {
  const subscriber = redis.duplicate({
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
    commandTimeout: undefined as never,
    autoResubscribe: true,
  });
  subscriber.on('error', onError);
  return subscriber;
}
