'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { CallAnalytics } from '../../server/routers/analytics-schemas.ts';
import { writeFilters } from '../calls/call-filters.ts';
import { FrameHead } from './chart-frame.tsx';
import { useFigures } from './use-figures.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
/** Darker than this the ink would not stand out. */
const DARKEST = 55;

/** Calls by weekday and hour: the darker, the more. It is a table, and each number opens its calls. */
export function HoursMap({ data }: { data: CallAnalytics }) {
  const t = useTranslations('analytics.calls');
  const tOpen = useTranslations('analytics');
  const { number, weekday: weekdayName } = useFigures();
  const counts = new Map(data.hours.map(({ weekday, hour, calls }) => [`${weekday}-${hour}`, calls]));
  const countOf = (weekday: number, hour: number) => counts.get(`${weekday}-${hour}`) ?? 0;
  const most = Math.max(1, ...data.hours.map(({ calls }) => calls));
  const used = data.hours.map(({ hour }) => hour);
  const [first, last] = [Math.min(8, ...used), Math.max(19, ...used)];
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return (
    <div className="mt-6">
      <FrameHead
        title={t('hours')}
        name={`hours-${data.from}-${data.to}`}
        hint={t('hoursHint')}
        columns={[{ label: t('weekday') }, ...hours.map((hour) => ({ label: String(hour), isNumber: true }))]}
        rows={weekdays.map((weekday) => [
          { text: weekdayName(weekday) },
          ...hours.map((hour) => ({ text: number(countOf(weekday, hour)), plain: countOf(weekday, hour) })),
        ])}
      />
      <section
        aria-label={t('hours')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
        tabIndex={0}
        className="mt-2 overflow-x-auto"
      >
        <table className="w-full min-w-160 table-fixed border-separate border-spacing-0.5 text-xs">
          <caption className="sr-only">{t('hoursHint')}</caption>
          <thead>
            <tr className="text-ink-soft">
              <th scope="col" className="w-12 text-left font-normal">
                <span className="sr-only">{t('weekday')}</span>
              </th>
              {hours.map((hour) => (
                <th key={hour} scope="col" className="font-normal">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((weekday) => (
              <tr key={weekday}>
                <th scope="row" className="text-left font-normal text-ink-soft">
                  {weekdayName(weekday)}
                </th>
                {hours.map((hour) => {
                  const calls = countOf(weekday, hour);
                  const share = Math.round((calls / most) * DARKEST);
                  return (
                    <td
                      key={hour}
                      className="h-7 rounded-sm bg-sunken p-0 text-center"
                      style={
                        calls === 0
                          ? undefined
                          : { background: `color-mix(in oklab, var(--brand) ${share}%, var(--sunken))` }
                      }
                    >
                      {calls === 0 ? null : (
                        <Link
                          href={`/calls${writeFilters({ from: data.from, to: data.to, weekday, hour })}`}
                          prefetch={false}
                          aria-label={tOpen('open', { label: `${weekdayName(weekday)} ${hour}`, value: number(calls) })}
                          className="flex h-7 items-center justify-center rounded-sm text-ink"
                        >
                          {number(calls)}
                        </Link>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
