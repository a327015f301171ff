'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { isOn } from '../shell/browser-choice.ts';
import { useTrpc } from '../trpc/client.ts';
import { type Alert, neededNow, newAlert } from './alerts.ts';
import type { BoardStore } from './board-store.ts';
import { keepBoard } from './keep-board.ts';
import { playAlert } from './sounds.ts';

/** As many events as a page that draws nothing of them remembers. */
const MOST_UNDRAWN = 2_000;

/** Keeps the board of this tab, whatever page is open, and sounds when a call begins to want a person. Draws nothing. */
export function BoardKeeper({ store }: { store: BoardStore }) {
  const trpc = useTrpc();
  const query = useQuery({ ...trpc.live.calls.queryOptions(), staleTime: 0, gcTime: 0 });
  const { data, dataUpdatedAt, refetch } = query;
  const [keeping] = useState(() => {
    const told = new Map<string, Alert>();
    return keepBoard({
      ask: () => void refetch(),
      onBoard(board, publishedAt) {
        store.undrawn = [...store.undrawn, ...publishedAt].slice(-MOST_UNDRAWN);
        const calls = [...board.values()];
        store.set({ board, needed: neededNow(calls, store.get().needed) });
        const alert = newAlert(calls, told);
        if (alert !== null && isOn('sounds')) void playAlert(alert);
      },
    });
  });

  useLiveMessages((message) => keeping.take(message));
  useEffect(() => {
    for (const message of store.early ?? []) keeping.take(message);
    store.early = null;
    return () => keeping.stop();
  }, [keeping, store]);
  useEffect(() => store.onRetry(() => void refetch()), [store, refetch]);
  // A list that says the same as the one before is an answer all the same: what it lacks is gone by now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (data === undefined) return;
    keeping.answer(data);
    store.set({ isBehind: data.isBehind });
  }, [data, dataUpdatedAt]);
  useEffect(() => {
    store.set({ isLoading: query.isPending, isFailed: query.isError && store.get().board.size === 0 });
  }, [store, query.isPending, query.isError]);
  return null;
}
