'use client';

import { Copy, Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Branch } from '../../server/routers/settings-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { clockOf, minutesOf } from './fields.ts';
import { copiedTo, onDay, replaced, type Stretch, type Week, weekdays, withBreak, withHours } from './week.ts';

/** A week of hours, a line a day: hours, breaks, and the branch where there are several. */
export function WeekEditor({
  week,
  branches,
  onChange,
}: {
  week: Week;
  branches: readonly Branch[];
  onChange: (week: Week) => void;
}) {
  const t = useTranslations('settings.hours');
  return (
    <ul className="divide-y divide-line border-line border-y">
      {weekdays.map((weekday) => {
        const day = t(`day.${weekday}`);
        const windows = onDay(week.windows, weekday);
        const breaks = onDay(week.breaks, weekday);
        return (
          <li key={weekday} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-2.5">
            <h4 className="w-24 pt-1.5 font-medium max-sm:w-full max-sm:pt-0">{day}</h4>
            <div className="min-w-[min(26rem,100%)] flex-1 space-y-2">
              {windows.length === 0 ? <p className="pt-1.5 text-ink-soft">{t('closed')}</p> : null}
              {windows.map(({ index, stretch }) => (
                <StretchRow
                  key={index}
                  stretch={stretch}
                  name={t('hoursOn', { day })}
                  onChange={(next) =>
                    onChange({ ...week, windows: replaced(week.windows, index, next && { ...stretch, ...next }) })
                  }
                >
                  {branches.length > 1 ? (
                    <select
                      aria-label={t('branchOn', { day })}
                      value={stretch.branchId}
                      onChange={(event) =>
                        onChange({
                          ...week,
                          windows: replaced(week.windows, index, { ...stretch, branchId: event.target.value }),
                        })
                      }
                      className="h-9 max-w-40 rounded-md border border-line-strong bg-surface px-2 pointer-coarse:h-11"
                    >
                      {branches.map(({ id, name }) => (
                        <option key={id} value={id}>
                          {name}
                        </option>
                      ))}
                    </select>
                  ) : null}
                </StretchRow>
              ))}
              {breaks.map(({ index, stretch }) => (
                <StretchRow
                  key={`break-${index}`}
                  stretch={stretch}
                  name={t('breakOn', { day })}
                  label={t('break')}
                  onChange={(next) =>
                    onChange({ ...week, breaks: replaced(week.breaks, index, next && { ...stretch, ...next }) })
                  }
                />
              ))}
            </div>
            <div className="flex flex-wrap gap-1">
              <Button
                kind="quiet"
                aria-label={t('addHoursOn', { day })}
                onClick={() => onChange(withHours(week, weekday, branches[0]?.id ?? ''))}
              >
                <Plus aria-hidden className="size-4" />
                {t('addHours')}
              </Button>
              {windows.length > 0 ? (
                <>
                  <Button
                    kind="quiet"
                    aria-label={t('addBreakOn', { day })}
                    onClick={() => onChange(withBreak(week, weekday))}
                  >
                    <Plus aria-hidden className="size-4" />
                    {t('break')}
                  </Button>
                  <Button
                    kind="quiet"
                    isSquare
                    aria-label={t('copy', { day })}
                    title={t('copy', { day })}
                    onClick={() =>
                      onChange(
                        copiedTo(
                          week,
                          weekday,
                          weekdays.filter((other) => other !== weekday && other < 7),
                        ),
                      )
                    }
                  >
                    <Copy aria-hidden className="size-4" />
                  </Button>
                </>
              ) : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function StretchRow({
  stretch,
  name,
  label,
  onChange,
  children,
}: {
  stretch: Stretch;
  name: string;
  label?: string;
  onChange: (stretch: Pick<Stretch, 'fromMin' | 'toMin'> | null) => void;
  children?: React.ReactNode;
}) {
  const t = useTranslations('settings.hours');
  const { fromMin, toMin } = stretch;
  const time = (isEnd: boolean) => (
    <input
      type="time"
      aria-label={t(isEnd ? 'until' : 'from', { name })}
      value={clockOf(isEnd ? toMin : fromMin)}
      onChange={(event) => {
        const minutes = minutesOf(event.target.value, isEnd);
        if (minutes !== null) onChange(isEnd ? { fromMin, toMin: minutes } : { fromMin: minutes, toMin });
      }}
      className="h-9 rounded-md border border-line-strong bg-surface px-2 pointer-coarse:h-11"
    />
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      {label ? <span className="text-ink-soft text-sm">{label}</span> : null}
      {time(false)}
      <span aria-hidden>–</span>
      {time(true)}
      {/* On a phone the branch has a line of its own, lest the cross had. */}
      {children ? <div className="max-sm:order-1 max-sm:w-full">{children}</div> : null}
      <Button kind="quiet" isSquare aria-label={t('drop', { name })} onClick={() => onChange(null)}>
        <X aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
