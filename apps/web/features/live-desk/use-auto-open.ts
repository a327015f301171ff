'use client';

import { useRef } from 'react';
import type { BoardCall } from './board.ts';

/**
 * The call that is open while none was chosen: the neediest of the moment in which the one before was over. It stays though needier ones come: somebody may
 * be typing into it.
 */
export function useAutoOpen(calls: readonly BoardCall[]): BoardCall | undefined {
  const kept = useRef<string | null>(null);
  const before = calls.find(({ callId }) => callId === kept.current);
  const first = calls[0];
  const isStaying =
    before !== undefined && (before.ended === undefined || first === undefined || first.ended !== undefined);
  const open = isStaying ? before : first;
  kept.current = open?.callId ?? null;
  return open;
}
