'use client';

import { useQuery } from '@tanstack/react-query';
import type { LiveEvent } from '@vaani/live';
import { useEffect, useRef, useState } from 'react';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { useTrpc } from '../trpc/client.ts';
import { applyEvents, type Board, emptyBoard, fromSnapshots } from './board.ts';

/** How long a call that ended stays on the board. */
const ENDED_STAYS_MS = 10 * 60_000;
/** A worker writes its snapshot just after it tells the event: what came this recently is told again on top of it. */
const RECENT_MS = 5_000;
/** The server tells events together; what comes in one piece, or close after, is drawn once. */
const FRAME_MS = 8;

/** The calls of the clinic, kept up by the stream. `isLoading` until the first snapshot is there. */
export function useBoard() {
  const trpc = useTrpc();
  const [board, setBoard] = useState<Board>(emptyBoard);
  const recent = useRef<{ event: LiveEvent; at: number }[]>([]);
  const waiting = useRef<LiveEvent[]>([]);
  const drawn = useRef<number[]>([]);
  const frame = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const query = useQuery({ ...trpc.live.calls.queryOptions(), staleTime: 0, gcTime: 0 });
  const { data, refetch } = query;

  useEffect(() => {
    if (data === undefined) return;
    const since = performance.now() - RECENT_MS;
    const again = recent.current.filter(({ at }) => at >= since).map(({ event }) => event);
    setBoard((before) => applyEvents(fromSnapshots(before, data.calls), again));
  }, [data]);

  useLiveMessages((message) => {
    if (message.kind === 'snapshot' || message.kind === 'caught-up') void refetch();
    if (message.kind !== 'event') return;
    const at = performance.now();
    recent.current.push({ event: message.event, at });
    waiting.current.push(message.event);
    drawn.current.push(message.publishedAt);
    frame.current ??= setTimeout(() => {
      frame.current = undefined;
      const events = waiting.current.splice(0);
      const since = performance.now() - RECENT_MS;
      const firstRecent = recent.current.findIndex(({ at: when }) => when >= since);
      if (firstRecent > 0) recent.current.splice(0, firstRecent);
      setBoard((before) => applyEvents(before, events));
    }, FRAME_MS);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new board is what is measured
  useEffect(() => {
    if (waiting.current.length === 0) measureDelay(drawn.current.splice(0));
  }, [board]);

  useEffect(() => () => clearTimeout(frame.current), []);

  useEffect(() => {
    const sweep = setInterval(() => setBoard((before) => withoutOld(before, Date.now())), 15_000);
    return () => clearInterval(sweep);
  }, []);

  return {
    board,
    isLoading: query.isPending,
    isFailed: query.isError && board.size === 0,
    retry: () => void refetch(),
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

function withoutOld(board: Board, now: number): Board {
  const kept = [...board].filter(([, { ended }]) => !ended || now - Date.parse(ended.endedAt) < ENDED_STAYS_MS);
  return kept.length === board.size ? board : new Map(kept);
}
