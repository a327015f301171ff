'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { useTrpc } from '../trpc/client.ts';
import type { Trouble } from './trouble-toasts.tsx';

// It seldom happens: what shows it is fetched when it does.
const TroubleToasts = dynamic(() => import('./trouble-toasts.tsx').then((module) => module.TroubleToasts), {
  ssr: false,
});

/** Tells on whatever page is open that something outside was given up, and brings its mark at the settings up to date. */
export function TroubleNews() {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const [troubles, setTroubles] = useState<readonly Trouble[]>([]);
  useLiveMessages((message) => {
    if (message.kind === 'behind') return;
    const raised = message.kind === 'event' && message.event.type === 'trouble.raised' ? message.event.data : null;
    if (message.kind === 'event' && raised === null) return;
    void queryClient.invalidateQueries({ queryKey: trpc.troubles.count.queryKey() });
    if (raised !== null)
      setTroubles((before) => [...before.filter(({ objectId }) => objectId !== raised.objectId), raised]);
  });
  const close = ({ objectId }: Trouble) => setTroubles((before) => before.filter((one) => one.objectId !== objectId));
  return troubles.length === 0 ? null : <TroubleToasts troubles={troubles} onClose={close} />;
}
