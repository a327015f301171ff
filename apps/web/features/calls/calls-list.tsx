'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { PhoneCall } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { outcomes } from '../../server/routers/outcomes.ts';
import { Button } from '../../ui/button.tsx';
import { FilterChip } from '../../ui/chip.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { useOutcomeText } from '../live-desk/call-words.ts';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { localDate, startOfDay } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { type CallFilters, firstDate, languages, periods, readFilters, writeFilters } from './call-filters.ts';
import { CallTable } from './call-table.tsx';

const PAGE = 50;

/** Calls of the clinic, the newest first, narrowed by chips. @param serverNow milliseconds: what "today" is. */
export function CallsList({ serverNow }: { serverNow: number }) {
  const t = useTranslations('calls');
  const filters = readFilters(useSearchParams());
  const { zone } = usePerson();
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const first = firstDate(filters.period, localDate(serverNow, zone));
  const query = useInfiniteQuery({
    ...trpc.calls.list.infiniteQueryOptions(
      {
        limit: PAGE,
        ...(first === null ? {} : { from: startOfDay(first, zone) }),
        ...(filters.outcome === 'any' ? {} : { outcome: filters.outcome }),
        ...(filters.language === 'any' ? {} : { language: filters.language }),
      },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
    staleTime: 0,
  });

  useLiveMessages((message) => {
    const isNews =
      message.kind === 'snapshot' ||
      message.kind === 'caught-up' ||
      (message.kind === 'event' && (message.event.type === 'call.ended' || message.event.type === 'call.started'));
    if (isNews) void queryClient.invalidateQueries({ queryKey: trpc.calls.list.pathKey() });
  });

  const calls = query.data?.pages.flatMap((page) => page.calls) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('title')}>
        <Filters filters={filters} />
      </PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto bg-surface">
        <p role="status" className="px-4 py-2 text-ink-soft text-sm">
          {query.data ? <CountWords total={total} filters={filters} /> : ' '}
        </p>
        {query.isPending ? <RowsLoading /> : null}
        {query.isError && !query.data ? (
          <FailedNotice
            words={{ title: t('failed.title'), body: t('failed.body'), action: t('failed.action') }}
            onRetry={() => void query.refetch()}
          />
        ) : null}
        {query.data && calls.length === 0 ? <NoCalls isFiltered={writeFilters(filters) !== ''} /> : null}
        {calls.length > 0 ? <CallTable calls={calls} search={writeFilters(filters)} /> : null}
        <ShowMore query={query} words={{ more: t('more'), loading: t('loading') }} />
      </div>
    </div>
  );
}

function setFilters(filters: CallFilters): void {
  window.history.pushState(null, '', `${window.location.pathname}${writeFilters(filters)}`);
}

function Filters({ filters }: { filters: CallFilters }) {
  const t = useTranslations('calls');
  const tLanguage = useTranslations('language');
  const outcomeText = useOutcomeText();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterChip
        label={t('filter.period')}
        value={filters.period}
        none="all"
        options={periods.map((value) => ({ value, label: t(`period.${value}`) }))}
        clearLabel={t('clear', { filter: t('filter.period') })}
        onChoose={(period) => setFilters({ ...filters, period })}
      />
      <FilterChip
        label={t('filter.outcome')}
        value={filters.outcome}
        none="any"
        options={[
          { value: 'any' as const, label: t('any') },
          ...outcomes.map((value) => ({ value, label: outcomeText(value) })),
        ]}
        clearLabel={t('clear', { filter: t('filter.outcome') })}
        onChoose={(outcome) => setFilters({ ...filters, outcome })}
      />
      <FilterChip
        label={t('filter.language')}
        value={filters.language}
        none="any"
        options={[
          { value: 'any' as const, label: t('any') },
          ...languages.map((value) => ({ value, label: tLanguage(value) })),
        ]}
        clearLabel={t('clear', { filter: t('filter.language') })}
        onChoose={(language) => setFilters({ ...filters, language })}
      />
    </div>
  );
}

/** "34 calls · last 7 days · Booked · Hindi" */
function CountWords({ total, filters }: { total: number; filters: CallFilters }) {
  const t = useTranslations('calls');
  const tLanguage = useTranslations('language');
  const outcomeText = useOutcomeText();
  const words = [
    t('count', { count: total }),
    filters.period === 'all' ? '' : t(`period.${filters.period}`),
    filters.outcome === 'any' ? '' : outcomeText(filters.outcome),
    filters.language === 'any' ? '' : tLanguage(filters.language),
  ];
  return words.filter(Boolean).join(' · ');
}

function NoCalls({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('calls');
  if (!isFiltered) {
    return (
      <Notice icon={PhoneCall} title={t('empty.title')}>
        {t('empty.body')}
      </Notice>
    );
  }
  return (
    <Notice
      icon={PhoneCall}
      title={t('noMatch.title')}
      action={
        <Button onClick={() => setFilters({ period: 'all', outcome: 'any', language: 'any' })}>
          {t('noMatch.action')}
        </Button>
      }
    >
      {t('noMatch.body')}
    </Notice>
  );
}
