'use client';

import { clsx } from 'clsx';
import { CalendarPlus, ChevronLeft, ChevronRight, Hourglass, PhoneOutgoing, Printer } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ScheduleDoctor } from '../../server/routers/schedule-schemas.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Segments } from '../../ui/segments.tsx';
import { keep } from '../shell/kept.ts';
import { BranchFilter } from './branch-filter.tsx';
import { addDays, mondayOf } from './dates.ts';
import { DayChooser } from './day-chooser.tsx';
import { useDayText } from './day-text.ts';
import { step } from './layout.ts';
import { type Place, views } from './use-place.ts';

const steps = { day: 'day', list: 'day', board: 'day', week: 'week', month: 'month' } as const;

/** Which day, which view, whose week; how much of it is booked, in words; and the one thing that is done most. */
export function ScheduleHead({
  place,
  today,
  doctors,
  shownDoctorId,
  booked,
  toRing,
  mayAct,
  onGo,
  onBook,
  onRing,
  onWaitlist,
}: {
  place: Place;
  today: string;
  doctors: readonly Pick<ScheduleDoctor, 'id' | 'name' | 'nameHindi'>[];
  shownDoctorId: string | null;
  booked: number | null;
  /** People to ring after a day was changed. */
  toRing: number;
  mayAct: boolean;
  onGo: (change: Partial<Place>) => void;
  onBook: () => void;
  onRing: () => void;
  onWaitlist: () => void;
}) {
  const t = useTranslations('schedule');
  const dayText = useDayText();
  const by = steps[place.view];
  const monday = mondayOf(place.date);
  const when =
    by === 'week'
      ? dayText.range(monday, addDays(monday, 6))
      : by === 'month'
        ? dayText.month(place.date)
        : dayText.long(place.date);
  return (
    <PageHead title={t('title')} isTitleInBar>
      <div className="flex items-center gap-1">
        <Button isSquare aria-label={t(`${by}Before`)} onClick={() => onGo({ date: step(place.view, place.date, -1) })}>
          <ChevronLeft aria-hidden className="size-4" />
        </Button>
        <Button disabled={place.date === today} onClick={() => onGo({ date: today })}>
          {t('today')}
        </Button>
        <Button isSquare aria-label={t(`${by}After`)} onClick={() => onGo({ date: step(place.view, place.date, 1) })}>
          <ChevronRight aria-hidden className="size-4" />
        </Button>
      </div>
      <DayChooser
        date={place.date}
        words={when}
        shortWords={by === 'day' ? dayText.short(place.date) : when}
        onChoose={(date) => onGo({ date })}
      />
      <p className="text-ink-soft max-xl:sr-only" role="status" suppressHydrationWarning>
        <span className="sr-only">{when}: </span>
        {booked === null ? null : t('load', { count: booked })}
      </p>
      <div className="flex flex-wrap items-center gap-2 sm:ml-auto">
        {toRing > 0 ? (
          <Button onClick={onRing}>
            <PhoneOutgoing aria-hidden className="size-4 text-attention" />
            {t('toRing', { count: toRing })}
          </Button>
        ) : null}
        <a
          href={`/print/day?date=${place.date}`}
          target="_blank"
          rel="noreferrer"
          className={clsx(buttonClass('quiet', true), 'max-sm:hidden')}
          aria-label={t('print')}
          title={t('print')}
        >
          <Printer aria-hidden className="size-4" />
        </a>
        {mayAct ? (
          <Button
            kind="quiet"
            isSquare
            aria-label={t('waitlist.title')}
            title={t('waitlist.title')}
            onClick={onWaitlist}
          >
            <Hourglass aria-hidden className="size-4" />
          </Button>
        ) : null}
        {place.view === 'week' || place.view === 'month' ? null : <BranchFilter />}
        <WhoseWeek place={place} doctors={doctors} shownDoctorId={shownDoctorId} onGo={onGo} />
        <Segments
          label={t('view')}
          value={place.view}
          options={views.map((view) => ({ value: view, label: t(`views.${view}`) }))}
          onChoose={(view) => {
            keep('view', view);
            onGo({ view });
          }}
        />
        {mayAct ? (
          <Button kind="primary" onClick={onBook}>
            <CalendarPlus aria-hidden className="size-4" />
            <span className="max-sm:sr-only">{t('book')}</span>
          </Button>
        ) : null}
      </div>
    </PageHead>
  );
}

/** The doctor of the week, or of the month: there all of them, too. */
function WhoseWeek({
  place,
  doctors,
  shownDoctorId,
  onGo,
}: {
  place: Place;
  doctors: readonly Pick<ScheduleDoctor, 'id' | 'name' | 'nameHindi'>[];
  shownDoctorId: string | null;
  onGo: (change: Partial<Place>) => void;
}) {
  const t = useTranslations('schedule');
  const isHindi = useLocale() === 'hi';
  if ((place.view !== 'week' && place.view !== 'month') || doctors.length < 2) return null;
  return (
    <label className="inline-flex items-center">
      <span className="sr-only">{t('columns.doctor')}</span>
      <select
        value={(place.view === 'month' ? place.doctorId : shownDoctorId) ?? ''}
        onChange={(event) => onGo({ doctorId: event.target.value || null })}
        className="h-8 rounded-md border border-line-strong/60 bg-surface px-2 text-sm pointer-coarse:h-10"
      >
        {place.view === 'month' ? <option value="">{t('board.allDoctors')}</option> : null}
        {doctors.map((doctor) => (
          <option key={doctor.id} value={doctor.id}>
            {isHindi ? doctor.nameHindi : doctor.name}
          </option>
        ))}
      </select>
    </label>
  );
}
