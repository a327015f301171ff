'use client';

import { useEffect, useState } from 'react';

/** The time in milliseconds, anew every `periodMs`. Null until the page runs in a browser. */
export function useNow(periodMs: number): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), periodMs);
    return () => clearInterval(timer);
  }, [periodMs]);
  return now;
}
