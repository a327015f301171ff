'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** What was fetched, or its shape while it is, or that it could not be. */
export function Loaded<D, E>({ query, children }: { query: UseQueryResult<D, E>; children: (data: D) => ReactNode }) {
  const t = useTranslations('settings.failedToLoad');
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError)
    return (
      <FailedNotice
        words={{ title: t('title'), body: t('body'), action: t('action') }}
        onRetry={() => void query.refetch()}
      />
    );
  return (
    <div aria-hidden className="space-y-3">
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-9 w-2/3" />
      <Skeleton className="h-9 w-full" />
    </div>
  );
}
