'use client';

import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { PhoneCall } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { CallPage } from '../../server/routers/calls-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { type Directory, useDirectory } from '../live-desk/use-directory.ts';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { useToday } from '../schedule/use-place.ts';
import { usePerson } from '../shell/person.tsx';
import { useNow } from '../shell/use-now.ts';
import { useTrpc } from '../trpc/client.ts';
import { type CallFilters, noFilters, queryOf, readFilters, writeFilters } from './call-filters.ts';
import { CallTable } from './call-table.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useFilterWords } from './filter-words.ts';

const PAGE = 50;

/** Calls of the clinic, the newest first, found by what was said and narrowed by chips. @param serverNow milliseconds. */
export function CallsList({ serverNow }: { serverNow: number }) {
  const t = useTranslations('calls');
  const filters = readFilters(useSearchParams());
  const { zone } = usePerson();
  const today = useToday(serverNow, useNow(60_000));
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const directory = useDirectory();
  const query = useInfiniteQuery({
    ...trpc.calls.list.infiniteQueryOptions(
      { limit: PAGE, ...queryOf(filters, today, zone) },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
    staleTime: 0,
    // What was found stays in sight while the next letters are looked for.
    placeholderData: keepPreviousData,
  });

  useLiveMessages((message) => {
    const isNews =
      message.kind === 'snapshot' ||
      message.kind === 'caught-up' ||
      (message.kind === 'event' && (message.event.type === 'call.ended' || message.event.type === 'call.started'));
    if (isNews) void queryClient.invalidateQueries({ queryKey: trpc.calls.list.pathKey() });
  });

  const calls = query.data?.pages.flatMap((page) => page.calls) ?? [];
  const snippets = Object.assign({}, ...(query.data?.pages.map((page) => page.snippets) ?? [])) as CallPage['snippets'];
  const [firstPage] = query.data?.pages ?? [];
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('title')} isTitleInBar>
        <SearchField
          text={filters.text}
          words={{ label: t('search.label'), placeholder: t('search.placeholder') }}
          pauseMs={350}
          maxLength={200}
          onSearch={(text) => setFilters({ ...filters, text }, 'replace')}
        />
        <ExportMenu filters={filters} today={today} />
        <FilterBar filters={filters} directory={directory} onChange={setFilters} />
      </PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto bg-surface">
        <p role="status" className="px-4 py-2 text-ink-soft text-sm">
          {firstPage && !query.isPlaceholderData ? (
            <CountWords page={firstPage} filters={filters} directory={directory} />
          ) : (
            ' '
          )}
        </p>
        {query.isPending ? <RowsLoading /> : null}
        {query.isError && !query.data ? (
          <FailedNotice
            words={{ title: t('failed.title'), body: t('failed.body'), action: t('failed.action') }}
            onRetry={() => void query.refetch()}
          />
        ) : null}
        {firstPage && calls.length === 0 ? (
          <NoCalls isFiltered={writeFilters(filters) !== ''} isTooCommon={firstPage.isTooCommon} />
        ) : null}
        {calls.length > 0 ? <CallTable calls={calls} snippets={snippets} search={writeFilters(filters)} /> : null}
        <ShowMore query={query} words={{ more: t('more'), loading: t('loading') }} />
      </div>
    </div>
  );
}

/** A filter is a place to go back from; letters of a search are not. */
function setFilters(filters: CallFilters, how: 'push' | 'replace' = 'push'): void {
  const address = `${window.location.pathname}${writeFilters(filters)}`;
  if (how === 'push') window.history.pushState(null, '', address);
  else window.history.replaceState(null, '', address);
}

/** "34 calls · last 7 days · Booked · Hindi" */
function CountWords({ page, filters, directory }: { page: CallPage; filters: CallFilters; directory: Directory }) {
  const t = useTranslations('calls');
  const words = useFilterWords(directory);
  const count = page.isTotalCut ? t('countMore', { count: page.total }) : t('count', { count: page.total });
  return [count, ...words.all(filters)].join(' · ');
}

function NoCalls({ isFiltered, isTooCommon }: { isFiltered: boolean; isTooCommon: boolean }) {
  const t = useTranslations('calls');
  if (isTooCommon) {
    return (
      <Notice icon={PhoneCall} title={t('tooCommon.title')}>
        {t('tooCommon.body')}
      </Notice>
    );
  }
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
      action={<Button onClick={() => setFilters(noFilters)}>{t('noMatch.action')}</Button>}
    >
      {t('noMatch.body')}
    </Notice>
  );
}
