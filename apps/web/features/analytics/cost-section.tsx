'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { CostAnalytics } from '../../server/routers/analytics-schemas.ts';
import { writeFilters } from '../calls/call-filters.ts';
import { ChartFrame } from './chart-frame.tsx';
import { StackedBars } from './charts/index.tsx';
import { Figure } from './figure.tsx';
import { daysOfStep, stepsOf } from './range.ts';
import { Figures, Section } from './section.tsx';
import { useFigures } from './use-figures.ts';

const kinds = [{ key: 'paise', fill: 'var(--brand)' }] as const;
const own = ['phone', 'local', 'rules'] as const;

/** What was used of providers, and what it cost. */
export function CostSection({
  query,
  today,
}: {
  query: UseQueryResult<CostAnalytics, unknown>;
  /** By the clinic's clock. */
  today: string;
}) {
  const t = useTranslations('analytics.cost');
  return (
    <Section title={t('title')} query={query}>
      {(data) => (
        <>
          <CostFigures data={data} today={today} />
          {data.providers.length === 0 ? <p className="mt-4 text-ink-soft">{t('none')}</p> : <Providers data={data} />}
          {data.costPaise.now > 0 ? <Series data={data} /> : null}
        </>
      )}
    </Section>
  );
}

function CostFigures({ data, today }: { data: CostAnalytics; today: string }) {
  const t = useTranslations('analytics.cost');
  const { number, rupees } = useFigures();
  const { calls, costed, costPaise, minutes } = data;
  const href = `/calls${writeFilters({ from: data.from, to: data.to })}`;
  const perCall = (when: 'now' | 'before') => (costed[when] === 0 ? null : costPaise[when] / costed[when]);
  const [now, before] = [perCall('now'), perCall('before')];
  return (
    <Figures>
      <Figure label={t('minutes')} value={number(minutes.now)} change={{ kind: 'count', ...minutes }} href={href} />
      <Figure
        label={t('total')}
        value={costed.now === 0 ? '–' : rupees(costPaise.now)}
        note={costed.now < calls.now ? t('partial', { known: costed.now, all: calls.now }) : undefined}
        {...(costed.now === 0 ? {} : { change: { kind: 'count', ...costPaise } })}
        href={href}
      />
      <Figure
        label={t('perCall')}
        value={now === null ? '–' : rupees(now)}
        {...(now === null ? {} : { change: { kind: 'count', now, before } })}
        href={href}
      />
      <Figure
        label={t('month')}
        value={rupees(data.monthPaise)}
        note={data.capPaise === null ? t('noCap') : t('cap', { cap: rupees(data.capPaise) })}
        href={`/calls${writeFilters({ from: `${today.slice(0, 7)}-01`, to: today })}`}
      />
      {data.capPaise === null ? null : <CapBar spent={data.monthPaise} cap={data.capPaise} />}
    </Figures>
  );
}

/** How much of the month's money is spent; from four fifths on it wants a look. The words beside it say the same. */
function CapBar({ spent, cap }: { spent: number; cap: number }) {
  const share = cap === 0 ? 1 : Math.min(1, spent / cap);
  return (
    <div aria-hidden className="self-center">
      <span className="block h-3 overflow-hidden rounded-sm bg-sunken">
        <span
          className={`block h-full ${share >= 1 ? 'bg-alarm' : share >= 0.8 ? 'bg-attention' : 'bg-brand'}`}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </div>
  );
}

function Providers({ data }: { data: CostAnalytics }) {
  const t = useTranslations('analytics.cost');
  const { number, rupees } = useFigures();
  const nameOf = (provider: string) => {
    const known = own.find((one) => one === provider);
    return known === undefined ? provider : t(known);
  };
  const count = (value: number) => ({ text: value === 0 ? '–' : number(value), plain: value });
  return (
    <ChartFrame
      title={t('providers')}
      name={`providers-${data.from}-${data.to}`}
      hint={t('prices')}
      columns={[
        { label: t('provider') },
        ...(['minutes', 'characters', 'tokens', 'total', 'perCall'] as const).map((key) => ({
          ...{ label: t(key), isNumber: true },
        })),
      ]}
      rows={data.providers.map(({ provider, minutes, characters, tokens, paise }) => {
        const perCall = paise.now === null || data.calls.now === 0 ? null : paise.now / data.calls.now;
        return [
          { text: nameOf(provider), plain: provider },
          ...[count(minutes.now), count(characters.now), count(tokens.now)],
          {
            text: paise.now === null ? t('unknown') : rupees(paise.now),
            plain: paise.now === null ? null : paise.now / 100,
          },
          { text: perCall === null ? '–' : rupees(perCall), plain: perCall === null ? null : perCall / 100 },
        ];
      })}
    />
  );
}

function Series({ data }: { data: CostAnalytics }) {
  const t = useTranslations('analytics.cost');
  const tStep = useTranslations('analytics');
  const { point, rupees } = useFigures();
  const byDay = new Map(data.series.map(({ day, costPaise }) => [day, costPaise]));
  const points = stepsOf(data, data.step).map((day) => ({
    ...{ key: day, label: point(day, data.step), paise: byDay.get(day) ?? 0 },
  }));
  return (
    <ChartFrame
      title={t('series')}
      name={`cost-${data.from}-${data.to}`}
      columns={[{ label: tStep(data.step) }, { label: t('total'), isNumber: true }]}
      rows={points.map(({ key, label, paise }) => [
        { text: label, plain: key },
        {
          ...{ text: rupees(paise), plain: paise / 100 },
          href: paise > 0 ? `/calls${writeFilters(daysOfStep(key, data.step, data))}` : undefined,
        },
      ])}
    >
      <StackedBars points={points} kinds={kinds} format={rupees} />
    </ChartFrame>
  );
}
