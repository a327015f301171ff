'use client';

import { useEffect, useState } from 'react';

/** A value once it has stayed the same for a while: what is typed is looked for after a pause. */
export function useSettled<V>(value: V, pauseMs: number): V {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
