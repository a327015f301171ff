'use client';

import { useEffect, useRef } from 'react';
import { useDayText } from './day-text.ts';
import { PX_PER_MIN } from './geometry.ts';

/** The hours at the left, and the time of now where today is shown. */
export function Gutter({ hours, nowMin }: { hours: { fromMin: number; toMin: number }; nowMin: number | null }) {
  const dayText = useDayText();
  const count = (hours.toMin - hours.fromMin) / 60;
  const isInside = nowMin !== null && nowMin >= hours.fromMin && nowMin <= hours.toMin;
  return (
    <div className="sticky left-0 z-20 bg-surface" style={{ height: (hours.toMin - hours.fromMin) * PX_PER_MIN }}>
      {Array.from({ length: count }, (_, index) => {
        const min = hours.fromMin + index * 60;
        return (
          <span
            key={min}
            className="absolute right-2 text-ink-soft text-xs"
            style={{ top: index * 60 * PX_PER_MIN + (index === 0 ? 0 : -8) }}
          >
            {dayText.hour(min)}
          </span>
        );
      })}
      {isInside ? (
        <span
          className="absolute right-0 z-10 -translate-y-1/2 rounded-sm bg-alarm px-1 font-medium text-alarm-ink text-xs"
          style={{ top: (nowMin - hours.fromMin) * PX_PER_MIN }}
        >
          {dayText.minute(nowMin)}
        </span>
      ) : null}
    </div>
  );
}

const ABOVE_NOW_PX = 120;

/** Brings now into sight when a day is opened, and leaves the scrolling alone after that. */
export function useScrollToNow(box: { current: HTMLDivElement | null }, topPx: number, place: string): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (box.current === null || shown.current === place) return;
    shown.current = place;
    box.current.scrollTop = Math.max(0, topPx - ABOVE_NOW_PX);
  }, [box, topPx, place]);
}
