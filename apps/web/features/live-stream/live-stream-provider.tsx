'use client';

import { useRouter } from 'next/navigation';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import { usePerson } from '../shell/person.tsx';
import { useTrpcClient } from '../trpc/client.ts';
import { openStream, type StreamMessage } from './open-stream.ts';
import { createSharedStream, type SharedStream } from './shared-stream.ts';
import type { StreamStatus } from './stream-status.ts';

const StreamContext = createContext<SharedStream | null>(null);

/** Opens the browser's one stream of this person's clinic, and keeps it for as long as the desk is open. */
export function LiveStreamProvider({ children }: { children: ReactNode }) {
  const client = useTrpcClient();
  const router = useRouter();
  const { userId, clinicId, version } = usePerson();
  const [stream, setStream] = useState<SharedStream | null>(null);

  useEffect(() => {
    const key = `vaani-live:${userId}:${clinicId}:${version}`;
    const shared = createSharedStream(
      key,
      (after, listener) => openStream(client, after, listener),
      // The page is made anew: with a session that is over, that leads to the sign-in page.
      () => router.refresh(),
    );
    setStream(shared);
    return () => shared.close();
  }, [client, router, userId, clinicId, version]);

  return <StreamContext value={stream}>{children}</StreamContext>;
}

/** Calls `onMessage` with all that comes while the component is there. */
export function useLiveMessages(onMessage: (message: StreamMessage) => void): void {
  const stream = useContext(StreamContext);
  const handle = useEffectEvent(onMessage);
  useEffect(
    () =>
      stream?.listen(({ messages }) => {
        for (const message of messages) handle(message);
      }),
    [stream],
  );
}

/** How the page stands to the stream, now. */
export function useStreamStatus(): StreamStatus {
  const stream = useContext(StreamContext);
  return useSyncExternalStore(
    (onChange) => stream?.onStatus(onChange) ?? nothing,
    () => stream?.status() ?? 'connecting',
    () => 'connecting',
  );
}

const nothing = () => undefined;
