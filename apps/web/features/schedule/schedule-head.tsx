'use client';

import { ChevronLeft, ChevronRight, Printer } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ScheduleDoctor } from '../../server/routers/schedule-schemas.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Segments } from '../../ui/segments.tsx';
import { addDays, mondayOf, readDate } from './dates.ts';
import { useDayText } from './day-text.ts';
import { step } from './layout.ts';
import { type Place, views } from './use-place.ts';

/** Which day, which view, whose week; and how much of it is booked, in words. */
export function ScheduleHead({
  place,
  today,
  doctors,
  shownDoctorId,
  booked,
  onGo,
}: {
  place: Place;
  today: string;
  doctors: readonly Pick<ScheduleDoctor, 'id' | 'name' | 'nameHindi'>[];
  shownDoctorId: string | null;
  booked: number | null;
  onGo: (change: Partial<Place>) => void;
}) {
  const t = useTranslations('schedule');
  const dayText = useDayText();
  const isHindi = useLocale() === 'hi';
  const isWeek = place.view === 'week';
  const monday = mondayOf(place.date);
  return (
    <PageHead title={t('title')}>
      <div className="flex items-center gap-1">
        <Button
          isSquare
          aria-label={t(isWeek ? 'weekBefore' : 'dayBefore')}
          onClick={() => onGo({ date: step(place.view, place.date, -1) })}
        >
          <ChevronLeft aria-hidden className="size-4" />
        </Button>
        <Button disabled={place.date === today} onClick={() => onGo({ date: today })}>
          {t('today')}
        </Button>
        <Button
          isSquare
          aria-label={t(isWeek ? 'weekAfter' : 'dayAfter')}
          onClick={() => onGo({ date: step(place.view, place.date, 1) })}
        >
          <ChevronRight aria-hidden className="size-4" />
        </Button>
      </div>
      <label className="relative inline-flex items-center">
        <span className="sr-only">{t('chooseDate')}</span>
        <input
          type="date"
          value={place.date}
          onChange={(event) => {
            const date = readDate(event.target.value);
            if (date) onGo({ date });
          }}
          className="h-8 rounded-md border border-line-strong/60 bg-surface px-2 text-sm pointer-coarse:h-10"
        />
      </label>
      <p className="min-w-0 truncate font-medium" role="status" suppressHydrationWarning>
        {isWeek ? dayText.range(monday, addDays(monday, 6)) : dayText.long(place.date)}
        {booked === null ? null : <span className="font-normal text-ink-soft"> · {t('load', { count: booked })}</span>}
      </p>
      <div className="flex flex-wrap items-center gap-2 sm:ml-auto">
        <a
          href={`/print/day?date=${place.date}`}
          target="_blank"
          rel="noreferrer"
          className={buttonClass('quiet', true)}
          aria-label={t('print')}
          title={t('print')}
        >
          <Printer aria-hidden className="size-4" />
        </a>
        {isWeek && doctors.length > 1 ? (
          <label className="inline-flex items-center">
            <span className="sr-only">{t('columns.doctor')}</span>
            <select
              value={shownDoctorId ?? ''}
              onChange={(event) => onGo({ doctorId: event.target.value })}
              className="h-8 rounded-md border border-line-strong/60 bg-surface px-2 text-sm pointer-coarse:h-10"
            >
              {doctors.map((doctor) => (
                <option key={doctor.id} value={doctor.id}>
                  {isHindi ? doctor.nameHindi : doctor.name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <Segments
          label={t('view')}
          value={place.view}
          options={views.map((view) => ({ value: view, label: t(`views.${view}`) }))}
          onChoose={(view) => onGo({ view })}
        />
      </div>
    </PageHead>
  );
}
