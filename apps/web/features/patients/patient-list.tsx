'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { UserSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { useTrpc } from '../trpc/client.ts';
import { PatientTable } from './patient-table.tsx';
import { addressOf } from './patient-views.ts';

const PAGE = 50;

/** Who was found, the best fit first; with nothing typed those seen last. */
export function PatientList({ text }: { text: string }) {
  const t = useTranslations('patients');
  const trpc = useTrpc();
  const query = useInfiniteQuery({
    ...trpc.patients.find.infiniteQueryOptions(
      { text, limit: PAGE },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
    staleTime: 0,
    // Who was found stays in sight while the next letters are looked for.
    placeholderData: keepPreviousData,
  });
  const patients = query.data?.pages.flatMap((page) => page.patients) ?? [];
  const isTooMany = query.data?.pages.some((page) => page.isTooMany) ?? false;
  return (
    <>
      <p role="status" className="px-4 py-2 text-ink-soft text-sm">
        {query.data === undefined || query.isPlaceholderData
          ? ' '
          : isTooMany
            ? t('tooMany')
            : text === ''
              ? t('lastSeen')
              : t('found', { count: patients.length, more: query.hasNextPage ? 'yes' : 'no' })}
      </p>
      {query.isPending ? <RowsLoading /> : null}
      {query.isError && !query.data ? (
        <FailedNotice
          words={{ title: t('failed.title'), body: t('failed.body'), action: t('failed.action') }}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {query.data && patients.length === 0 ? (
        <Notice icon={UserSearch} title={t(text === '' ? 'empty.title' : 'noMatch.title')}>
          {t(text === '' ? 'empty.body' : 'noMatch.body')}
        </Notice>
      ) : null}
      {patients.length > 0 ? <PatientTable patients={patients} search={addressOf('all', text)} /> : null}
      <ShowMore query={query} words={{ more: t('more'), loading: t('loading') }} />
    </>
  );
}
