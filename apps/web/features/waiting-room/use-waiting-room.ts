'use client';

import type { WaitingRoomView } from '@vaani/clinic';
import { useEffect, useState } from 'react';

const EVERY_MS = 5_000;
const DEADLINE_MS = 8_000;
/** A screen that has heard nothing for so long says so. */
const STALE_MS = 30_000;

/**
 * What the screen shows, asked for every few seconds. Where nothing comes the last stays, and `isStale` says that it is old; where the link was
 * taken back `isGone` does.
 */
export function useWaitingRoom(address: string, initial: WaitingRoomView | null) {
  const [view, setView] = useState(initial);
  const [isStale, setIsStale] = useState(initial === null);
  const [isGone, setIsGone] = useState(false);

  useEffect(() => {
    const stopping = new AbortController();
    let heardAt = Date.now();
    let isAsking = false;

    async function ask(): Promise<void> {
      if (isAsking) return;
      isAsking = true;
      try {
        const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(DEADLINE_MS)]);
        const response = await fetch(address, { cache: 'no-store', signal });
        if (response.ok) {
          setView((await response.json()) as WaitingRoomView);
          heardAt = Date.now();
        }
        setIsGone(response.status === 404);
      } catch (error) {
        // The network is away: the clock below says so when it lasts. Anything else is a mistake of ours.
        if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      } finally {
        isAsking = false;
        if (!stopping.signal.aborted) setIsStale(Date.now() - heardAt > STALE_MS);
      }
    }

    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      clearInterval(timer);
      stopping.abort();
    };
  }, [address]);

  return { view, isStale, isGone };
}
