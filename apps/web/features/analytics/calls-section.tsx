'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { PhoneCall } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { CallAnalytics } from '../../server/routers/analytics-schemas.ts';
import { outcomes, wishes } from '../../server/routers/outcomes.ts';
import { Notice } from '../../ui/notice.tsx';
import { type CallFilters, languages, moods, writeFilters } from '../calls/call-filters.ts';
import { useOutcomeText } from '../live-desk/call-words.ts';
import { clockText } from '../shell/use-times.ts';
import { BarList, type Ranked } from './bar-list.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { Legend, StackedBars } from './charts/index.tsx';
import { Figure, shareOf } from './figure.tsx';
import { HoursMap } from './hours-map.tsx';
import { daysOfStep, stepsOf } from './range.ts';
import { Figures, Section } from './section.tsx';
import { useFigures } from './use-figures.ts';

/** How calls end, with colour and pattern, from the bottom up; and the filter that shows them. */
const kinds = [
  { key: 'contained', fill: 'var(--brand)' },
  { key: 'handedOver', fill: 'url(#bars-lines)' },
  { key: 'message', fill: 'url(#bars-dots)' },
  { key: 'emergency', fill: 'var(--alarm)' },
  { key: 'dropped', fill: 'url(#bars-cross)' },
] as const;

export function CallsSection({ query }: { query: UseQueryResult<CallAnalytics, unknown> }) {
  const t = useTranslations('analytics.calls');
  const tNone = useTranslations('analytics.none');
  return (
    <Section title={t('title')} query={query}>
      {(data) =>
        data.calls.now + data.calls.before === 0 ? (
          <Notice icon={PhoneCall} title={tNone('title')}>
            {tNone('body')}
          </Notice>
        ) : (
          <>
            <CallFigures data={data} />
            <CallSeries data={data} />
            <HoursMap data={data} />
            <CallLists data={data} />
          </>
        )
      }
    </Section>
  );
}

const linkTo = ({ from, to }: { from: string; to: string }, filters: Partial<CallFilters> = {}): string =>
  `/calls${writeFilters({ ...filters, from, to })}`;

function CallFigures({ data }: { data: CallAnalytics }) {
  const t = useTranslations('analytics.calls');
  const tOf = useTranslations('analytics');
  const { number, percent } = useFigures();
  const { calls, groups, totals } = data;
  const share = (
    label: string,
    part: { now: number; before: number },
    filters: Partial<CallFilters>,
    whole = calls,
  ) => (
    <Figure
      label={label}
      value={percent(part.now, whole.now)}
      note={tOf('of', { part: part.now, whole: whole.now })}
      change={shareOf(part, whole)}
      href={linkTo(data, filters)}
    />
  );
  const lengthOf = (when: 'now' | 'before') => (calls[when] === 0 ? 0 : totals.seconds[when] / calls[when]);
  return (
    <Figures>
      <Figure label={t('total')} value={number(calls.now)} change={{ kind: 'count', ...calls }} href={linkTo(data)} />
      {share(t('answered'), totals.answered, { answered: 'yes' })}
      {share(t('contained'), groups.contained, { outcome: 'contained' })}
      {share(t('handedOver'), groups.handedOver, { outcome: 'handedOver' })}
      {share(t('dropped'), groups.dropped, { outcome: 'dropped' })}
      {share(t('conversion'), totals.got_booking, { wish: 'booking', outcome: 'booked' }, totals.wished_booking)}
      {share(t('bargeIns'), totals.interrupted, { interrupted: 'yes' })}
      {share(t('fallbacks'), totals.fallen_back, { fellBack: 'yes' })}
      {share(t('message'), groups.message, { outcome: 'message' })}
      <Figure
        label={t('length')}
        value={clockText(lengthOf('now') * 1_000)}
        change={{ kind: 'count', now: lengthOf('now'), before: lengthOf('before') }}
        href={linkTo(data)}
      />
    </Figures>
  );
}

function CallSeries({ data }: { data: CallAnalytics }) {
  const t = useTranslations('analytics.calls');
  const tStep = useTranslations('analytics');
  const { number, point } = useFigures();
  const byDay = new Map(data.series.map((one) => [one.day, one]));
  const points = stepsOf(data, data.step).map((day) => ({
    ...{ contained: 0, handedOver: 0, message: 0, emergency: 0, dropped: 0 },
    ...byDay.get(day),
    ...{ key: day, label: point(day, data.step) },
  }));
  return (
    <ChartFrame
      title={t('series')}
      name={`calls-${data.from}-${data.to}`}
      columns={[
        { label: tStep(data.step) },
        { label: t('total'), isNumber: true },
        ...kinds.map(({ key }) => ({ label: t(key), isNumber: true })),
      ]}
      rows={points.map((one) => {
        const days = daysOfStep(one.key, data.step, data);
        const sum = kinds.reduce((all, { key }) => all + one[key], 0);
        const cell = (count: number, filters: Partial<CallFilters>) => ({
          ...{ text: number(count), plain: count },
          href: count > 0 ? linkTo(days, filters) : undefined,
        });
        return [
          { text: one.label, plain: one.key },
          cell(sum, {}),
          ...kinds.map(({ key }) => cell(one[key], { outcome: key })),
        ];
      })}
    >
      <Legend items={kinds.map(({ key, fill }) => ({ label: t(key), fill }))} />
      <StackedBars points={points} kinds={kinds} format={number} />
    </ChartFrame>
  );
}

function CallLists({ data }: { data: CallAnalytics }) {
  const t = useTranslations('analytics.calls');
  const tWish = useTranslations('calls.wish');
  const tMood = useTranslations('calls.mood');
  const tLanguage = useTranslations('language');
  const outcomeText = useOutcomeText();
  const known = <V extends string>(list: readonly V[], key: string) => list.find((one) => one === key);
  const rank = (
    rows: CallAnalytics['wishes'],
    labelOf: (key: string) => string,
    filtersOf: (key: string) => Partial<CallFilters> | null,
  ): Ranked[] =>
    rows.map((row) => {
      const filters = filtersOf(row.key);
      return { ...row, label: labelOf(row.key), href: filters === null ? undefined : linkTo(data, filters) };
    });
  const whole = data.calls.now;
  const file = (what: string) => `${what}-${data.from}-${data.to}`;
  return (
    <div className="grid gap-x-10 lg:grid-cols-2">
      <BarList
        title={t('wishes')}
        name={file('wishes')}
        whole={whole}
        rows={rank(
          data.wishes,
          (key) => tWish(known(wishes, key) ?? 'information'),
          (key) => ({ wish: known(wishes, key) ?? 'any' }),
        )}
      />
      <BarList
        title={t('outcomes')}
        name={file('outcomes')}
        whole={whole}
        rows={rank(data.outcomes, outcomeText, (key) => ({ outcome: known(outcomes, key) ?? 'any' }))}
      />
      <BarList
        title={t('languages')}
        name={file('languages')}
        whole={whole}
        rows={rank(
          data.languages,
          (key) => tLanguage(known(languages, key) ?? 'en'),
          (key) => ({ language: known(languages, key) ?? 'any' }),
        )}
      />
      <BarList
        title={t('moods')}
        name={file('moods')}
        whole={whole}
        rows={rank(
          data.moods,
          (key) => {
            const mood = known(moods, key);
            return mood === undefined ? t('unknownMood') : tMood(mood);
          },
          (key) => {
            const mood = known(moods, key);
            return mood === undefined ? null : { mood };
          },
        )}
      />
    </div>
  );
}
