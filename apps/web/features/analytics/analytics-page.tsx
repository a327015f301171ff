'use client';

import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PageHead } from '../../ui/page-head.tsx';
import { useToday } from '../schedule/use-place.ts';
import { useNow } from '../shell/use-now.ts';
import { useTrpc } from '../trpc/client.ts';
import { CallsSection } from './calls-section.tsx';
import { Patterns } from './charts/index.tsx';
import { CostSection } from './cost-section.tsx';
import { LatencySection } from './latency-section.tsx';
import { type Days, readDays } from './range.ts';
import { RangeBar } from './range-bar.tsx';
import { VisitsSection } from './visits-section.tsx';

/** What happened on some days, beside what happened on as many before. @param serverNow milliseconds. */
export function AnalyticsPage({ serverNow }: { serverNow: number }) {
  const t = useTranslations('analytics');
  const today = useToday(serverNow, useNow(60_000));
  const days = readDays(useSearchParams(), today);
  const trpc = useTrpc();
  const calls = useQuery({ ...trpc.analytics.calls.queryOptions(days), ...fresh });
  const latency = useQuery({ ...trpc.analytics.latency.queryOptions(days), ...fresh });
  const visits = useQuery({ ...trpc.analytics.visits.queryOptions(days), ...fresh });
  const cost = useQuery({ ...trpc.analytics.cost.queryOptions(days), ...fresh });
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('title')}>
        <RangeBar days={days} today={today} frame={calls.data} onChange={setDays} />
      </PageHead>
      <section
        aria-label={t('title')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto bg-surface outline-offset-[-2px]"
      >
        <Patterns />
        <CallsSection query={calls} />
        <LatencySection query={latency} />
        <VisitsSection query={visits} />
        <CostSection query={cost} today={today} />
      </section>
    </div>
  );
}

/** The sums change every two minutes; who looks longer than that sees them move. */
const fresh = { staleTime: 60_000, refetchInterval: 120_000 } as const;

function setDays(days: Days): void {
  window.history.pushState(null, '', `${window.location.pathname}?${new URLSearchParams({ ...days }).toString()}`);
}
