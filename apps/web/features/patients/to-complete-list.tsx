'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { UserCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { useTrpc } from '../trpc/client.ts';
import { PatientTable } from './patient-table.tsx';
import { addressOf } from './patient-views.ts';

/** Entries that calls left: a name was not heard, or a birth not asked. The oldest first. */
export function ToCompleteList() {
  const t = useTranslations('patients');
  const trpc = useTrpc();
  const query = useInfiniteQuery({
    ...trpc.patients.toBeCompleted.infiniteQueryOptions(
      { limit: 50 },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
    staleTime: 0,
  });
  const patients = query.data?.pages.flatMap((page) => page.patients) ?? [];
  return (
    <>
      <p role="status" className="px-4 py-2 text-ink-soft text-sm">
        {query.data && patients.length > 0 ? t('toCompleteNote') : ' '}
      </p>
      {query.isPending ? <RowsLoading /> : null}
      {query.isError && !query.data ? (
        <FailedNotice
          words={{ title: t('failed.title'), body: t('failed.body'), action: t('failed.action') }}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {query.data && patients.length === 0 ? (
        <Notice icon={UserCheck} title={t('allComplete.title')}>
          {t('allComplete.body')}
        </Notice>
      ) : null}
      {patients.length > 0 ? <PatientTable patients={patients} search={addressOf('toComplete', '')} /> : null}
      <ShowMore query={query} words={{ more: t('more'), loading: t('loading') }} />
    </>
  );
}
