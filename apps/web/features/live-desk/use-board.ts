'use client';

import { useEffect } from 'react';
import { useStreamStatus } from '../live-stream/live-stream-provider.tsx';
import { useBoardStore, useOfBoard } from './board-provider.tsx';

/** The calls of the clinic, as this tab keeps them. `isLoading` until they are there. */
export function useBoard() {
  const store = useBoardStore();
  const board = useOfBoard('board');
  const isBehind = useOfBoard('isBehind');
  const status = useStreamStatus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new board is what is measured
  useEffect(() => {
    measureDelay(store.undrawn);
    store.undrawn = [];
  }, [board]);
  return {
    board,
    isLoading: useOfBoard('isLoading'),
    isFailed: useOfBoard('isFailed'),
    /** Whether there are calls cannot be told: who would tell is not reached. */
    isUntold: isBehind || status === 'behind' || status === 'offline',
    retry: () => store.retry(),
  };
}

/**
 * Notes how long events took from being published to being drawn, where a browser's tools (and the tests) can see it, as
 * `live-event`. True where the publisher's clock is the browser's, as on one machine.
 */
function measureDelay(publishedAt: readonly number[]): void {
  const end = performance.now();
  for (const at of publishedAt) {
    performance.measure('live-event', { start: Math.min(end, Math.max(0, at - performance.timeOrigin)), end });
  }
  performance.clearMeasures('live-event');
}
