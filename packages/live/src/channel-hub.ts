import type { Redis } from 'ioredis';

type Listener = (line: string) => void;

/** One subscription a channel a process, shared by all who listen, kept as long as anybody does. */
export interface ChannelHub {
  /** Resolves when the subscription stands: what is published from then on is heard. */
  listen(channel: string, listener: Listener): Promise<() => void>;
  /** Told whenever the connection came back: what was published meanwhile was missed. */
  onReconnect(listener: () => void): () => void;
  /** Told when the connection is lost. */
  onLoss(listener: () => void): () => void;
}

export function createChannelHub(subscriber: Redis): ChannelHub {
  const channels = new Map<string, { listeners: Set<Listener>; ready: Promise<unknown> }>();
  const reconnects = new Set<() => void>();
  const losses = new Set<() => void>();
  let wasReady = subscriber.status === 'ready';

  subscriber.on('message', (channel: string, line: string) => {
    for (const listener of channels.get(channel)?.listeners ?? []) listener(line);
  });
  subscriber.on('close', () => {
    for (const listener of losses) listener();
  });
  subscriber.on('ready', () => {
    if (wasReady) for (const listener of reconnects) listener();
    wasReady = true;
  });

  return {
    async listen(channel, listener) {
      let entry = channels.get(channel);
      if (entry === undefined) {
        entry = { listeners: new Set(), ready: subscriber.subscribe(channel) };
        channels.set(channel, entry);
      }
      entry.listeners.add(listener);
      const stop = () => {
        const known = channels.get(channel);
        known?.listeners.delete(listener);
        if (known?.listeners.size !== 0) return;
        channels.delete(channel);
        // A connection that is gone has no subscription to end.
        subscriber.unsubscribe(channel).catch(() => undefined);
      };
      try {
        await entry.ready;
      } catch (error) {
        stop();
        throw error;
      }
      return stop;
    },
    onReconnect: (listener) => subscribeTo(reconnects, listener),
    onLoss: (listener) => subscribeTo(losses, listener),
  };
}

function subscribeTo(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
