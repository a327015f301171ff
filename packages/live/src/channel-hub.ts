import type { Redis } from 'ioredis';

type Listener = (line: string) => void;

/** One subscription a channel a process, shared by all who listen, kept as long as anybody does. */
export interface ChannelHub {
  /** Resolves when the subscription stands: what is published from then on is heard. Waits while Redis is away. */
  listen(channel: string, listener: Listener): Promise<() => void>;
  /** Told when all subscriptions stand again after a loss: what was published meanwhile was missed. */
  onReconnect(listener: () => void): () => void;
  /** Told when the connection is lost. */
  onLoss(listener: () => void): () => void;
}

export function createChannelHub(subscriber: Redis): ChannelHub {
  const channels = new Map<string, { listeners: Set<Listener>; ready: Promise<unknown> }>();
  const reconnects = new Set<() => void>();
  const losses = new Set<() => void>();
  let isLost = false;

  subscriber.on('message', (channel: string, line: string) => {
    for (const listener of channels.get(channel)?.listeners ?? []) listener(line);
  });
  subscriber.on('close', () => {
    isLost = true;
    for (const listener of losses) listener();
  });
  subscriber.on('ready', () => {
    if (isLost) void subscribeAnew();
  });

  /** Tells of the reconnect only once the server has taken the subscriptions: a log read sooner could leave a hole behind it. */
  async function subscribeAnew(): Promise<void> {
    const names = [...channels.keys()];
    try {
      if (names.length > 0) await subscriber.subscribe(...names);
    } catch {
      // Lost once more: the next `ready` does all of it again.
      return;
    }
    isLost = false;
    for (const listener of reconnects) listener();
  }

  return {
    async listen(channel, listener) {
      let entry = channels.get(channel);
      if (entry === undefined) {
        entry = { listeners: new Set(), ready: subscriber.subscribe(channel) };
        channels.set(channel, entry);
      }
      const { listeners, ready } = entry;
      listeners.add(listener);
      const stop = () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        channels.delete(channel);
        // A connection that is gone has no subscription to end.
        subscriber.unsubscribe(channel).catch(() => undefined);
      };
      try {
        await ready;
      } catch (error) {
        stop();
        throw error;
      }
      return stop;
    },
    onReconnect: (listener) => addTo(reconnects, listener),
    onLoss: (listener) => addTo(losses, listener),
  };
}

function addTo(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
