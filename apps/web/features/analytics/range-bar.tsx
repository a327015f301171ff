'use client';

import { useTranslations } from 'next-intl';
import type { Frame } from '../../server/routers/analytics-schemas.ts';
import { DateRange } from '../../ui/date-range.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useTimes } from '../shell/use-times.ts';
import { type Days, type Preset, presetDays, presetOf, presets } from './range.ts';
import { useFigures } from './use-figures.ts';

/** Which days are looked at, what they are compared with, and how new the figures are. */
export function RangeBar({
  days,
  today,
  frame,
  onChange,
}: {
  days: Days;
  today: string;
  frame: Frame | undefined;
  onChange: (days: Days) => void;
}) {
  const t = useTranslations('analytics.range');
  const times = useTimes();
  const { date } = useFigures();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Segments
        label={t('label')}
        value={(presetOf(days, today) ?? '') as Preset}
        options={(Object.keys(presets) as Preset[]).map((value) => ({ value, label: t(value) }))}
        onChoose={(preset) => onChange(presetDays(preset, today))}
      />
      <DateRange
        label={t('label')}
        fromLabel={t('from')}
        toLabel={t('to')}
        from={days.from}
        to={days.to}
        max={today}
        onChange={({ from, to }) => {
          if (from === '' || to === '') return;
          // Who moves one end past the other means the day they named.
          onChange(from <= to ? { from, to } : from === days.from ? { from: to, to } : { from, to: from });
        }}
      />
      <p role="status" className="text-ink-soft text-sm">
        {frame === undefined
          ? ' '
          : [
              t('compared', { from: date(frame.before.from), to: date(frame.before.to) }),
              frame.refreshedAt === null ? t('never') : t('counted', { time: times.time(frame.refreshedAt) }),
              frame.firstDay !== null && frame.firstDay > frame.before.from
                ? t('reaches', { date: date(frame.firstDay) })
                : '',
            ]
              .filter(Boolean)
              .join(' · ')}
      </p>
    </div>
  );
}
