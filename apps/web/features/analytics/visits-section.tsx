'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import type { VisitAnalytics, Visits } from '../../server/routers/analytics-schemas.ts';
import type { VisitKind } from '../../server/routers/outcomes.ts';
import { writeFilters } from '../calls/call-filters.ts';
import { ChartFrame } from './chart-frame.tsx';
import { Legend, StackedBars } from './charts/index.tsx';
import { Figure, shareOf } from './figure.tsx';
import { daysOfStep, stepsOf } from './range.ts';
import { Figures, Section } from './section.tsx';
import { useFigures } from './use-figures.ts';
import { visitsHref } from './visit-place.ts';

const kinds = [
  { key: 'booked', fill: 'var(--brand)' },
  { key: 'free', fill: 'var(--line)' },
] as const;

/** Doctors' time, and who came. */
export function VisitsSection({ query }: { query: UseQueryResult<VisitAnalytics, unknown> }) {
  const t = useTranslations('analytics.visits');
  return (
    <Section title={t('title')} query={query}>
      {(data) =>
        data.doctors.length === 0 ? (
          <p className="mt-2 text-ink-soft">{t('none')}</p>
        ) : (
          <>
            <VisitFigures data={data} />
            <Series data={data} />
            <Doctors data={data} />
          </>
        )
      }
    </Section>
  );
}

const due = ({ kept, noShows }: Visits) => kept + noShows;

function VisitFigures({ data }: { data: VisitAnalytics }) {
  const t = useTranslations('analytics.visits');
  const tOf = useTranslations('analytics');
  const { number, percent } = useFigures();
  const { now, before } = data.visits;
  const place = { from: data.from, to: data.to, doctorId: null };
  const pair = (of: (visits: Visits) => number) => ({ now: of(now), before: of(before) });
  return (
    <Figures>
      <Figure
        label={t('utilisation')}
        value={percent(now.bookedMinutes, now.openMinutes)}
        note={tOf('of', { part: Math.round(now.bookedMinutes / 60), whole: Math.round(now.openMinutes / 60) })}
        change={shareOf(
          pair(({ bookedMinutes }) => bookedMinutes),
          pair(({ openMinutes }) => openMinutes),
        )}
        href={`/schedule?date=${data.from}`}
      />
      <Figure
        label={t('noShow')}
        value={percent(now.noShows, due(now))}
        note={tOf('of', { part: now.noShows, whole: due(now) })}
        change={shareOf(
          pair(({ noShows }) => noShows),
          pair(due),
        )}
        href={visitsHref({ ...place, kind: 'no-show' })}
      />
      <Figure
        label={t('kept')}
        value={number(now.kept)}
        change={{ kind: 'count', ...pair(({ kept }) => kept) }}
        href={visitsHref({ ...place, kind: 'kept' })}
      />
      <Figure
        label={t('cancelled')}
        value={number(now.cancelled)}
        change={{ kind: 'count', ...pair(({ cancelled }) => cancelled) }}
        href={visitsHref({ ...place, kind: 'cancelled' })}
      />
    </Figures>
  );
}

function Series({ data }: { data: VisitAnalytics }) {
  const t = useTranslations('analytics.visits');
  const tStep = useTranslations('analytics');
  const { number, percent, point } = useFigures();
  const byDay = new Map(data.series.map((one) => [one.day, one]));
  const none = { openMinutes: 0, bookedMinutes: 0, kept: 0, noShows: 0, cancelled: 0 };
  const points = stepsOf(data, data.step).map((day) => {
    const visits = byDay.get(day) ?? none;
    const booked = visits.bookedMinutes / 60;
    return {
      ...{ key: day, label: point(day, data.step), ...visits, booked },
      free: Math.max(0, visits.openMinutes / 60 - booked),
    };
  });
  const hours = (value: number) => t('hours', { hours: value });
  return (
    <ChartFrame
      title={t('series')}
      name={`visits-${data.from}-${data.to}`}
      columns={[
        { label: tStep(data.step) },
        ...(['open', 'booked', 'utilisation', 'noShow'] as const).map((key) => ({ label: t(key), isNumber: true })),
      ]}
      rows={points.map((one) => [
        { text: one.label, plain: one.key, href: `/schedule?date=${daysOfStep(one.key, data.step, data).from}` },
        { text: hours(one.openMinutes / 60), plain: one.openMinutes / 60 },
        { text: hours(one.booked), plain: one.booked },
        { text: percent(one.bookedMinutes, one.openMinutes), plain: ratio(one.bookedMinutes, one.openMinutes) },
        {
          ...{ text: number(one.noShows), plain: one.noShows },
          href:
            one.noShows > 0
              ? visitsHref({ ...daysOfStep(one.key, data.step, data), kind: 'no-show', doctorId: null })
              : undefined,
        },
      ])}
    >
      <Legend
        items={[
          { label: t('booked'), fill: 'var(--brand)' },
          { label: t('open'), fill: 'var(--line)' },
        ]}
      />
      <StackedBars points={points} kinds={kinds} format={number} />
    </ChartFrame>
  );
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function Doctors({ data }: { data: VisitAnalytics }) {
  const t = useTranslations('analytics.visits');
  const { number, percent } = useFigures();
  const isHindi = useLocale() === 'hi';
  const linkOf = ({ doctorId }: { doctorId: string }, kind: VisitKind, count: number) =>
    count > 0 ? visitsHref({ from: data.from, to: data.to, kind, doctorId }) : undefined;
  return (
    <ChartFrame
      title={t('byDoctor')}
      name={`doctors-${data.from}-${data.to}`}
      columns={[
        { label: t('doctor') },
        ...(['utilisation', 'open', 'noShow', 'kept', 'cancelled'] as const).map((key) => ({
          ...{ label: t(key), isNumber: true },
        })),
      ]}
      rows={data.doctors.map((one) => [
        {
          text: isHindi && one.nameHindi ? one.nameHindi : one.name,
          href: `/calls${writeFilters({ from: data.from, to: data.to, doctor: one.doctorId })}`,
        },
        { text: percent(one.bookedMinutes, one.openMinutes), plain: ratio(one.bookedMinutes, one.openMinutes) },
        { text: t('hours', { hours: one.openMinutes / 60 }), plain: one.openMinutes / 60 },
        {
          text: percent(one.noShows, due(one)),
          plain: ratio(one.noShows, due(one)),
          href: linkOf(one, 'no-show', one.noShows),
        },
        { text: number(one.kept), plain: one.kept, href: linkOf(one, 'kept', one.kept) },
        { text: number(one.cancelled), plain: one.cancelled, href: linkOf(one, 'cancelled', one.cancelled) },
      ])}
    />
  );
}
