'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import type { BoardCall } from './board.ts';
import { holdOrder } from './steady-order.ts';

/**
 * Keeps rows where they are while a pointer or the keyboard is among them: nothing moves under the hand. Rows that would enter or rise wait, and are
 * counted, until the hand leaves or asks for them.
 */
export function useSteadyOrder(wanted: readonly BoardCall[], box: RefObject<HTMLElement | null>) {
  const [isHeld, setIsHeld] = useState(false);
  const order = useRef<string[]>([]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const hands = { pointer: false, keyboard: false };
    const tell = (change: Partial<typeof hands>) => {
      Object.assign(hands, change);
      setIsHeld(hands.pointer || hands.keyboard);
    };
    const hold = () => tell({ pointer: true });
    const letGo = () => tell({ pointer: false });
    // A row that was clicked keeps the focus long after the hand has gone: only a focus that is shown holds.
    const focus = ({ target }: FocusEvent) =>
      tell({ keyboard: target instanceof Element && target.matches(':focus-visible') });
    const blur = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node) || !element.contains(relatedTarget)) tell({ keyboard: false });
    };
    element.addEventListener('pointerenter', hold);
    element.addEventListener('pointerleave', letGo);
    element.addEventListener('focusin', focus);
    element.addEventListener('focusout', blur);
    return () => {
      element.removeEventListener('pointerenter', hold);
      element.removeEventListener('pointerleave', letGo);
      element.removeEventListener('focusin', focus);
      element.removeEventListener('focusout', blur);
    };
  }, [box]);

  const byId = new Map(wanted.map((call) => [call.callId, call]));
  // The first rows have nobody to push away.
  const isFree = !isHeld || order.current.every((callId) => !byId.has(callId));
  const held = isFree ? null : holdOrder(order.current, wanted);
  order.current = held?.order ?? wanted.map(({ callId }) => callId);
  return {
    calls: order.current.flatMap((callId) => byId.get(callId) ?? []),
    entering: held?.entering ?? 0,
    rising: held?.rising ?? 0,
    showWaiting: () => setIsHeld(false),
  };
}
