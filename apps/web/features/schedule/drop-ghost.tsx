'use client';

import { clsx } from 'clsx';
import { Ban, Check, LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDayText } from './day-text.ts';
import type { DropTarget } from './drag.ts';
import { PX_PER_MIN } from './geometry.ts';
import type { Stretch } from './layout.ts';
import { useWayWords } from './way-words.ts';

/** Where the dragged appointment would land, and whether it may. Said by shape and word, not by colour alone. */
export function DropGhost({ target, hours }: { target: DropTarget; hours: Stretch }) {
  const t = useTranslations('schedule.drag');
  const dayText = useDayText();
  const wayWords = useWayWords();
  const { state, fromMin, toMin } = target;
  const Icon = state === 'taken' ? Ban : state === 'asking' ? LoaderCircle : Check;
  const words = state === 'taken' ? wayWords(target.way) : t(state);
  return (
    <div
      data-drop={state}
      role="status"
      className={clsx(
        'pointer-events-none absolute inset-x-0.5 z-20 overflow-hidden rounded-sm border-2 px-1.5 py-0.5 text-xs shadow-float',
        state === 'taken' ? 'border-alarm border-dashed bg-alarm-wash' : 'border-brand bg-brand-wash',
      )}
      style={{ top: (fromMin - hours.fromMin) * PX_PER_MIN, minHeight: Math.max(20, (toMin - fromMin) * PX_PER_MIN) }}
    >
      <span className="flex items-center gap-1 font-medium">
        <Icon aria-hidden className="size-3 shrink-0" />
        {dayText.clock(fromMin)}
      </span>
      <span className="block">{words}</span>
    </div>
  );
}
