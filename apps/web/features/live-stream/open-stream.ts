'use client';

import type { TRPCClient } from '@trpc/client';
import type { LiveEventId } from '@vaani/live';
import type { AppRouter } from '../../server/routers/index.ts';
import type { LiveItem, LiveMessage } from '../../server/routers/live-schemas.ts';
import type { StreamStatus } from './stream-status.ts';

/** What pages hear: an event, or how they stand to the stream. */
export type StreamMessage = ({ kind: 'event' } & LiveItem) | { kind: 'snapshot' | 'behind' | 'caught-up' };

/** What came at once, in its order, with the number of the last, where it has one. */
export interface StreamItem {
  id: LiveEventId | undefined;
  messages: StreamMessage[];
}

export interface StreamListener {
  onItem: (item: StreamItem) => void;
  onStatus: (status: StreamStatus) => void;
  /** The server ended the stream or refused it: the session may be over. */
  onRefused: () => void;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

/**
 * Holds one subscription open until stopped. After a break it goes on from the last number it was given, trying again
 * after 0.5 s, 1 s, 2 s … 10 s, and at once when the browser says that it is online again.
 */
export function openStream(
  client: TRPCClient<AppRouter>,
  after: LiveEventId | undefined,
  listener: StreamListener,
): () => void {
  let lastId = after;
  let retryMs = FIRST_RETRY_MS;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let subscription: { unsubscribe(): void } | undefined;
  let isStopped = false;

  function connect(): void {
    clearTimeout(retry);
    subscription?.unsubscribe();
    let isCurrent = true;
    const opened = client.live.events.subscribe(lastId === undefined ? {} : { lastEventId: lastId }, {
      onStarted: () => {
        retryMs = FIRST_RETRY_MS;
      },
      onData(data) {
        const [id, message] = 'id' in data ? [data.id as LiveEventId, data.data] : [undefined, data];
        lastId = id ?? lastId;
        listener.onStatus(message.kind === 'behind' ? 'behind' : 'live');
        listener.onItem({ id, messages: messagesOf(message) });
      },
      onConnectionStateChange(change) {
        if (change.state === 'pending') listener.onStatus('live');
        else if (change.state === 'connecting' && change.error) listener.onStatus('offline');
      },
      onError(error) {
        if (!isCurrent) return;
        if (error.data?.code === 'UNAUTHORIZED' || error.data?.code === 'FORBIDDEN') listener.onRefused();
        listener.onStatus('offline');
        again();
      },
      onComplete() {
        if (!isCurrent || isStopped) return;
        listener.onRefused();
        again();
      },
    });
    subscription = {
      unsubscribe() {
        isCurrent = false;
        opened.unsubscribe();
      },
    };
  }

  function again(): void {
    if (isStopped) return;
    clearTimeout(retry);
    retry = setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  /** A dead network leaves the old connection silent, not closed. A server on this very machine is reached all the same. */
  function onOffline(): void {
    subscription?.unsubscribe();
    listener.onStatus('offline');
    again();
  }

  window.addEventListener('online', connect);
  window.addEventListener('offline', onOffline);
  connect();

  return () => {
    isStopped = true;
    clearTimeout(retry);
    window.removeEventListener('online', connect);
    window.removeEventListener('offline', onOffline);
    subscription?.unsubscribe();
  };
}

function messagesOf(message: LiveMessage): StreamMessage[] {
  if (message.kind !== 'events') return [message];
  const items = JSON.parse(message.items) as LiveItem[];
  return items.map((item) => ({ kind: 'event', ...item }));
}
