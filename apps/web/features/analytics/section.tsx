'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, useDeferredValue, useId } from 'react';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** A part of the page with figures of its own: each is fetched, and fails, by itself. */
export function Section<D>({
  title,
  query,
  children,
}: {
  title: string;
  query: Pick<UseQueryResult<D, unknown>, 'data' | 'isError' | 'refetch'>;
  children: (data: D) => ReactNode;
}) {
  const t = useTranslations('analytics.failed');
  const id = useId();
  // Figures, an hour's map and drawings are drawn a few at a time: no key or press waits for the last of them.
  const data = useDeferredValue(query.data);
  return (
    <section
      aria-labelledby={id}
      aria-busy={data === undefined && !query.isError}
      className="border-line border-b px-4 py-5"
    >
      <h2 id={id} className="font-strong text-lg">
        {title}
      </h2>
      {data !== undefined ? children(data) : null}
      {data === undefined && query.isError ? (
        <FailedNotice
          words={{ title: t('title'), body: t('body'), action: t('action') }}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {data === undefined && !query.isError ? <SectionLoading /> : null}
    </section>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return <dl className="mt-3 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5">{children}</dl>;
}

function SectionLoading() {
  return (
    <div aria-hidden className="mt-3 space-y-4">
      <div className="grid grid-cols-2 gap-6 sm:grid-cols-5">
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <Skeleton key={key} className="h-14" />
        ))}
      </div>
      <Skeleton className="h-56" />
    </div>
  );
}
