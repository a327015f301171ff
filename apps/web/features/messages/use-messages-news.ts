'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { useTrpc } from '../trpc/client.ts';

/** Changes that come together are fetched together. */
const TOGETHER_MS = 200;

/**
 * Fetches lists of messages and answers, and their counts, anew when the stream says that one changed, or may have meanwhile. A message that is open is
 * fetched when it is the one: every look at it stands in the audit.
 */
export function useMessagesNews(): void {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useLiveMessages((message) => {
    if (message.kind === 'behind') return;
    if (message.kind === 'event') {
      const { event } = message;
      if (event.type === 'message.changed' && event.data.messageId !== undefined) {
        const { messageId } = event.data;
        void queryClient.invalidateQueries({ queryKey: trpc.messages.byId.queryKey({ messageId }) });
      } else if (event.type !== 'message.changed' && event.type !== 'appointment.changed') return;
    } else {
      void queryClient.invalidateQueries({ queryKey: trpc.messages.byId.pathKey() });
    }
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      for (const lists of [trpc.messages.list, trpc.messages.replies, trpc.messages.counts])
        void queryClient.invalidateQueries({ queryKey: lists.pathKey() });
    }, TOGETHER_MS);
  });

  useEffect(() => () => clearTimeout(timer.current), []);
}
