'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { LatencyAnalytics } from '../../server/routers/analytics-schemas.ts';
import { writeFilters } from '../calls/call-filters.ts';
import { ChartFrame } from './chart-frame.tsx';
import { Legend, Lines } from './charts/index.tsx';
import { daysOfStep, stepsOf } from './range.ts';
import { Section } from './section.tsx';
import { useFigures } from './use-figures.ts';

const lines = [
  { key: 'p50', stroke: 'var(--brand)', dashes: undefined },
  { key: 'p95', stroke: 'var(--attention)', dashes: '6 3' },
] as const;

/** How long callers wait, and where the time goes. Each number opens the calls in which something took as long. */
export function LatencySection({ query }: { query: UseQueryResult<LatencyAnalytics, unknown> }) {
  const t = useTranslations('analytics.latency');
  return (
    <Section title={t('title')} query={query}>
      {(data) =>
        data.stages.length === 0 ? (
          <p className="mt-2 text-ink-soft">{t('none')}</p>
        ) : (
          <>
            <Stages data={data} />
            <Series data={data} />
          </>
        )
      }
    </Section>
  );
}

function Stages({ data }: { data: LatencyAnalytics }) {
  const t = useTranslations('analytics.latency');
  const { number } = useFigures();
  return (
    <ChartFrame
      title={t('stage')}
      name={`latency-${data.from}-${data.to}`}
      columns={[
        { label: t('stage') },
        ...(['p50', 'p95', 'p99', 'before', 'turns'] as const).map((key) => ({ label: t(key), isNumber: true })),
      ]}
      rows={data.stages.map(({ stage, now, before }) => {
        const cell = (ms: number | null, isLinked = true) => ({
          text: ms === null ? '–' : t('ms', { ms }),
          plain: ms,
          href:
            ms === null || !isLinked
              ? undefined
              : `/calls${writeFilters({ from: data.from, to: data.to, slow: { stage, ms } })}`,
        });
        return [
          { text: t(`name.${stage}`) },
          ...[cell(now.p50), cell(now.p95), cell(now.p99), cell(before.p95, false)],
          { text: number(now.count), plain: now.count },
        ];
      })}
    />
  );
}

function Series({ data }: { data: LatencyAnalytics }) {
  const t = useTranslations('analytics.latency');
  const tStep = useTranslations('analytics');
  const { point } = useFigures();
  const byDay = new Map(data.series.map((one) => [one.day, one]));
  const points = stepsOf(data, data.step).map((day) => {
    const { p50 = null, p95 = null } = byDay.get(day) ?? {};
    return { key: day, label: point(day, data.step), values: [p50, p95] };
  });
  const words = (ms: number) => t('ms', { ms: Math.round(ms) });
  return (
    <ChartFrame
      title={t('series')}
      name={`answers-${data.from}-${data.to}`}
      columns={[{ label: tStep(data.step) }, ...lines.map(({ key }) => ({ label: t(key), isNumber: true }))]}
      rows={points.map(({ key, label, values }) => [
        { text: label, plain: key },
        ...values.map((ms) => ({
          text: ms === null ? '–' : words(ms),
          plain: ms,
          href:
            ms === null
              ? undefined
              : `/calls${writeFilters({ ...daysOfStep(key, data.step, data), slow: { stage: 'answer', ms } })}`,
        })),
      ])}
    >
      <Legend items={lines.map(({ key, stroke }) => ({ label: t(key), fill: stroke }))} />
      <Lines points={points} lines={lines} format={words} />
    </ChartFrame>
  );
}
