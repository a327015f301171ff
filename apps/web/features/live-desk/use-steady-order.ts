'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import type { BoardCall } from './board.ts';

/**
 * Keeps rows where they are while a pointer or the focus is among them: nothing moves under the hand. Rows that would
 * enter or change places wait, and are counted in `waiting`, until the hand leaves or asks for them.
 */
export function useSteadyOrder(wanted: readonly BoardCall[], box: RefObject<HTMLElement | null>) {
  const [isHeld, setIsHeld] = useState(false);
  const order = useRef<string[]>([]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const hold = () => setIsHeld(true);
    const letGo = () => setIsHeld(false);
    element.addEventListener('pointerenter', hold);
    element.addEventListener('pointerleave', letGo);
    return () => {
      element.removeEventListener('pointerenter', hold);
      element.removeEventListener('pointerleave', letGo);
    };
  }, [box]);

  const byId = new Map(wanted.map((call) => [call.callId, call]));
  // The first rows have nobody to push away.
  if (!isHeld || order.current.every((callId) => !byId.has(callId))) order.current = wanted.map(({ callId }) => callId);
  const calls = order.current.flatMap((callId) => byId.get(callId) ?? []);
  const shown = new Set(order.current);
  const waiting = wanted.filter(({ callId }) => !shown.has(callId)).length;
  return { calls, waiting, showWaiting: () => setIsHeld(false) };
}
