'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowLeft, CalendarX } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { visitKinds } from '../../server/routers/outcomes.ts';
import { buttonClass } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { useDirectory } from '../live-desk/use-directory.ts';
import { useToday } from '../schedule/use-place.ts';
import { useNow } from '../shell/use-now.ts';
import { useTrpc } from '../trpc/client.ts';
import { useFigures } from './use-figures.ts';
import { readVisits, type VisitPlace, visitsHref } from './visit-place.ts';
import { VisitTable } from './visit-table.tsx';

const PAGE = 50;

/** The visits behind a figure of analytics: who did not come, who cancelled, who came. @param serverNow milliseconds. */
export function VisitsPage({ serverNow }: { serverNow: number }) {
  const t = useTranslations('analytics.visitList');
  const today = useToday(serverNow, useNow(60_000));
  const place = readVisits(useSearchParams(), today);
  const { from, to, kind, doctorId } = place;
  const trpc = useTrpc();
  const directory = useDirectory();
  const { date } = useFigures();
  const query = useInfiniteQuery({
    ...trpc.analytics.visitList.infiniteQueryOptions(
      { from, to, kind, limit: PAGE, ...(doctorId === null ? {} : { doctorId }) },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
    staleTime: 0,
  });
  const visits = query.data?.pages.flatMap((page) => page.visits) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  const show = (change: Partial<VisitPlace>) => window.history.pushState(null, '', visitsHref({ ...place, ...change }));
  const about = [
    from === to ? date(from) : t('days', { from: date(from), to: date(to) }),
    doctorId === null ? '' : directory.doctorName(doctorId),
  ].filter(Boolean);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('title')}>
        <Segments
          label={t('which')}
          value={kind}
          options={visitKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChoose={(value) => show({ kind: value })}
        />
        <Link href={`/analytics?${new URLSearchParams({ from, to })}`} className={buttonClass('quiet')}>
          <ArrowLeft aria-hidden className="size-4" />
          {t('back')}
        </Link>
      </PageHead>
      <section
        aria-label={t('title')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto bg-surface outline-offset-[-2px]"
      >
        <p role="status" className="min-h-9 px-4 py-2 text-ink-soft text-sm">
          {query.data ? [t('count', { count: total }), ...about].join(' · ') : ' '}
        </p>
        {query.isPending ? <RowsLoading /> : null}
        {query.isError && !query.data ? (
          <FailedNotice
            words={{ title: t('failed.title'), body: t('failed.body'), action: t('failed.action') }}
            onRetry={() => void query.refetch()}
          />
        ) : null}
        {query.data && total === 0 ? (
          <Notice icon={CalendarX} title={t('none.title')}>
            {t('none.body')}
          </Notice>
        ) : null}
        {visits.length > 0 ? <VisitTable visits={visits} /> : null}
        <ShowMore query={query} words={{ more: t('more'), loading: t('loading') }} />
      </section>
    </div>
  );
}
