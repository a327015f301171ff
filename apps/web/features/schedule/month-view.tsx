'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useDeferredValue } from 'react';
import type { MonthDay } from '../../server/routers/schedule-schemas.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useTrpc } from '../trpc/client.ts';
import { addDays, mondayOf } from './dates.ts';
import { useDayText } from './day-text.ts';

/** A month with each day's load: how much of the time there is has been given away. A day opens with a press. */
export function MonthView({
  date,
  today,
  doctorId,
  onDay,
}: {
  date: string;
  today: string;
  /** Null for the whole clinic. */
  doctorId: string | null;
  onDay: (date: string) => void;
}) {
  const t = useTranslations('schedule');
  const dayText = useDayText();
  const trpc = useTrpc();
  const month = date.slice(0, 7);
  const query = useQuery({
    ...trpc.schedule.month.queryOptions({ month, ...(doctorId === null ? {} : { doctorId }) }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const days = useDeferredValue(query.data);
  if (query.isError) {
    return (
      <FailedNotice
        words={{ title: t('failed.title'), body: t('failed.body'), action: t('failed.action') }}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (days === undefined) return <Skeleton className="m-4 h-96" />;
  const byDate = new Map(days.map((day) => [day.date, day]));
  const first = mondayOf(`${month}-01`);
  const weeks = weeksFrom(first, days.at(-1)?.date ?? date);
  return (
    <section
      aria-label={dayText.month(date)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="h-full overflow-auto bg-surface outline-offset-[-2px]"
    >
      <table className="h-full w-full min-w-80 table-fixed border-collapse text-sm">
        <caption className="sr-only">{t('month.caption', { month: dayText.month(date) })}</caption>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th
                key={day}
                scope="col"
                className="sticky top-0 z-10 border-line border-b bg-surface px-2 py-1.5 text-left font-medium text-ink-soft"
              >
                {dayText.weekday(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className="h-24 border-line border-b border-l p-0 align-top first:border-l-0">
                  <DayCell date={day} day={byDate.get(day)} isToday={day === today} onDay={() => onDay(day)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function weeksFrom(monday: string, last: string): string[][] {
  const weeks: string[][] = [];
  for (let first = monday; first <= last; first = addDays(first, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(first, index)));
  return weeks;
}

function DayCell({
  date,
  day,
  isToday,
  onDay,
}: {
  date: string;
  /** Missing on days of the months around. */
  day: MonthDay | undefined;
  isToday: boolean;
  onDay: () => void;
}) {
  const t = useTranslations('schedule');
  const dayText = useDayText();
  const number = Number(date.slice(8));
  if (day === undefined) return <span className="block px-2 py-1 text-ink-soft">{number}</span>;
  const isClosed = day.openMin === 0;
  const percent = isClosed ? 0 : Math.min(100, Math.round((day.bookedMin / day.openMin) * 100));
  return (
    <button
      type="button"
      onClick={onDay}
      aria-current={isToday ? 'date' : undefined}
      className={clsx(
        'flex h-full min-h-24 w-full flex-col gap-1 px-2 py-1 text-left outline-offset-[-2px] hover:bg-sunken',
        isClosed && 'hatched bg-sunken',
      )}
    >
      <span className="sr-only">{dayText.long(date)}: </span>
      <span
        aria-hidden
        className={isToday ? 'rounded-sm bg-brand px-1.5 font-strong text-brand-ink self-start' : 'self-start'}
      >
        {number}
      </span>
      {day.holiday === null ? null : (
        <span className="truncate rounded-sm bg-sunken px-1 text-ink-soft text-xs">{day.holiday}</span>
      )}
      {isClosed && day.appointments === 0 ? (
        <span className="text-ink-soft text-xs">{day.holiday === null ? t('month.closed') : ''}</span>
      ) : (
        <span className="mt-auto w-full space-y-1">
          <span className="block truncate text-xs max-sm:hidden">{t('load', { count: day.appointments })}</span>
          <span aria-hidden className="block text-xs sm:hidden">
            {day.appointments}
          </span>
          <span aria-hidden className="block h-1.5 w-full overflow-hidden rounded-sm bg-line">
            <span
              className={clsx('block h-full', percent >= 90 ? 'bg-attention' : 'bg-brand')}
              style={{ width: `${percent}%` }}
            />
          </span>
          <span className="block text-ink-soft text-xs">
            {t('month.full', { percent })}
            {percent >= 90 ? <span className="sr-only"> {t('month.nearlyFull')}</span> : null}
          </span>
        </span>
      )}
    </button>
  );
}
