'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useDayText } from './day-text.ts';
import { PX_PER_MIN } from './geometry.ts';
import type { Stretch } from './layout.ts';

/** A column's ground: pressed, it books there. It says the time under the pointer. The keyboard has `TimeCursor`. */
export function FreeTime({
  hours,
  stepMin,
  onBook,
}: {
  hours: Stretch;
  stepMin: number;
  onBook: (minute: number) => void;
}) {
  const dayText = useDayText();
  const [minute, setMinute] = useState<number | null>(null);
  const minuteAt = (box: HTMLElement, clientY: number): number => {
    const raw = hours.fromMin + (clientY - box.getBoundingClientRect().top) / PX_PER_MIN;
    return Math.max(hours.fromMin, Math.floor(raw / stepMin) * stepMin);
  };
  return (
    <div
      aria-hidden
      data-free-time
      className="absolute inset-0 cursor-copy"
      onPointerMove={(event) =>
        event.pointerType === 'touch' ? undefined : setMinute(minuteAt(event.currentTarget, event.clientY))
      }
      onPointerLeave={() => setMinute(null)}
      onClick={(event) => onBook(minuteAt(event.currentTarget, event.clientY))}
    >
      {minute === null ? null : (
        <div
          className="pointer-events-none absolute inset-x-1 flex items-center gap-1 rounded-sm border border-brand border-dashed bg-brand-wash px-1.5 text-xs"
          style={{ top: (minute - hours.fromMin) * PX_PER_MIN, height: Math.max(16, stepMin * PX_PER_MIN) }}
        >
          <Plus className="size-3" />
          {dayText.clock(minute)}
        </div>
      )}
    </div>
  );
}

/** The same for the keyboard: a line that arrow keys move through the day and across, Enter books where it stands. */
export function TimeCursor({
  columnKey,
  minute,
  hours,
  isTabStop,
  label,
  onBook,
}: {
  columnKey: string;
  minute: number;
  hours: Stretch;
  isTabStop: boolean;
  label: string;
  onBook: () => void;
}) {
  return (
    <button
      type="button"
      data-cursor={columnKey}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={label}
      onClick={onBook}
      style={{ top: (minute - hours.fromMin) * PX_PER_MIN }}
      className="pointer-events-none absolute inset-x-1 z-10 h-6 rounded-sm border border-brand border-dashed bg-brand-wash px-1.5 text-left text-xs opacity-0 focus-visible:opacity-100"
    >
      {label}
    </button>
  );
}
