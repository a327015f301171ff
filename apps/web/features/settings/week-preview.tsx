'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Service } from '../../server/routers/settings-schemas.ts';
import { localDate, startOfDay } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpcClient } from '../trpc/client.ts';
import { readFailure } from './failure.ts';
import { FailureLine } from './failure-line.tsx';
import type { Week } from './week.ts';

const SHOWN = 8;

/** The times that callers would be offered with these hours, asked of the very function that offers and books them. */
export function WeekPreview({
  doctorId,
  week,
  services,
}: {
  doctorId: string;
  week: Week;
  services: readonly Service[];
}) {
  const t = useTranslations('settings.hours');
  const { zone } = usePerson();
  const times = useTimes();
  const client = useTrpcClient();
  const [serviceId, setServiceId] = useState('');
  const from = localDate(Date.now(), zone);
  const input = { doctorId, week, from, ...(serviceId === '' ? {} : { serviceId }) };
  const query = useQuery({
    queryKey: ['week-preview', input],
    queryFn: ({ signal }) => client.hours.previewWeek.mutate(input, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
  const offered = services.filter(({ isActive }) => isActive);
  return (
    <section aria-label={t('preview')} className="space-y-3 rounded-lg bg-sunken p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h4 className="flex-1 font-strong">{t('preview')}</h4>
        {offered.length > 1 ? (
          <select
            aria-label={t('previewService')}
            value={serviceId === '' ? (query.data?.serviceId ?? '') : serviceId}
            onChange={(event) => setServiceId(event.target.value)}
            className="h-8 max-w-full rounded-md border border-line-strong bg-surface px-2 text-sm pointer-coarse:h-10"
          >
            {offered.map(({ id, name, durationMin }) => (
              <option key={id} value={id}>
                {t('previewOption', { name, minutes: durationMin })}
              </option>
            ))}
          </select>
        ) : null}
      </div>
      <p className="text-ink-soft text-sm">{t('previewLead')}</p>
      {query.isError ? <FailureLine failure={readFailure(query.error)} label={t('week')} /> : null}
      <dl aria-busy={query.isFetching} className="space-y-1.5 text-sm">
        {query.data?.days.map(({ date, slots, count, isHoliday }) => (
          <div key={date} className="flex gap-3">
            <dt className="w-24 shrink-0 font-medium">{times.day(startOfDay(date, zone))}</dt>
            <dd className="min-w-0">
              {isHoliday ? t('holiday') : null}
              {count === 0 && !isHoliday ? <span className="text-ink-soft">{t('noTimes')}</span> : null}
              {slots.slice(0, SHOWN).map(times.time).join(', ')}
              {count > SHOWN ? ` ${t('more', { count: count - SHOWN })}` : ''}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
