'use client';

import type { LiveEventId } from '@vaani/live';
import type { StreamItem, StreamListener } from './open-stream.ts';
import type { StreamStatus } from './stream-status.ts';

/** What tabs of one browser tell each other. */
type TabMessage =
  | { kind: 'hello' }
  | { kind: 'item'; item: StreamItem }
  | { kind: 'status'; status: StreamStatus }
  | { kind: 'refused' };

export interface SharedStream {
  /** Hears every item from now on. */
  listen(onItem: (item: StreamItem) => void): () => void;
  status(): StreamStatus;
  onStatus(onChange: () => void): () => void;
  close(): void;
}

/**
 * One stream for all tabs of a browser: the tab that holds the lock opens it and passes on what comes; when it closes,
 * the next one goes on from the last number all of them have heard.
 * @param key names person and clinic: tabs of different ones share nothing.
 * @param open opens the real stream and returns how to stop it.
 */
export function createSharedStream(
  key: string,
  open: (after: LiveEventId | undefined, listener: StreamListener) => () => void,
  onRefused: () => void,
): SharedStream {
  const channel = new BroadcastChannel(key);
  const itemListeners = new Set<(item: StreamItem) => void>();
  const statusListeners = new Set<() => void>();
  const closed = new AbortController();
  let status: StreamStatus = 'connecting';
  let lastId: LiveEventId | undefined;
  let isLeader = false;

  function receive(item: StreamItem): void {
    lastId = item.id ?? lastId;
    for (const listener of itemListeners) listener(item);
  }

  function setStatus(next: StreamStatus): void {
    if (next === status) return;
    status = next;
    for (const listener of statusListeners) listener();
  }

  const tell = (message: TabMessage) => channel.postMessage(message);

  function lead(): () => void {
    isLeader = true;
    return open(lastId, {
      onItem(item) {
        tell({ kind: 'item', item });
        receive(item);
      },
      onStatus(next) {
        if (next !== status) tell({ kind: 'status', status: next });
        setStatus(next);
      },
      onRefused() {
        tell({ kind: 'refused' });
        onRefused();
      },
    });
  }

  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'hello') {
      if (isLeader) tell({ kind: 'status', status });
    } else if (isLeader) {
      return;
    } else if (data.kind === 'item') {
      receive(data.item);
    } else if (data.kind === 'status') {
      setStatus(data.status);
    } else {
      onRefused();
    }
  };
  tell({ kind: 'hello' });

  const untilClosed = new Promise<void>((resolve) => closed.signal.addEventListener('abort', () => resolve()));
  const leadUntilClosed = async () => {
    const stop = lead();
    await untilClosed;
    stop();
  };

  if ('locks' in navigator) {
    navigator.locks.request(key, { signal: closed.signal }, leadUntilClosed).catch((error: unknown) => {
      // Closed while waiting for the lock: nothing was opened.
      if (!closed.signal.aborted) throw error;
    });
  } else {
    // Web Locks exist on https and localhost alone: elsewhere each tab has a stream of its own.
    void leadUntilClosed();
  }

  return {
    listen(onItem) {
      itemListeners.add(onItem);
      return () => itemListeners.delete(onItem);
    },
    status: () => status,
    onStatus(onChange) {
      statusListeners.add(onChange);
      return () => statusListeners.delete(onChange);
    },
    close() {
      closed.abort();
      channel.close();
    },
  };
}
