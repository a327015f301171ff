import type { UseQueryResult } from '@tanstack/react-query';
import { isTRPCClientError } from '@trpc/client';
import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppRouter } from '../../server/routers/index.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** What a sheet says of itself, and of a record that is not there or could not be fetched. */
export interface RecordSheetWords {
  title: string;
  close: string;
  gone: { title: string; body: string };
  failed: { title: string; body: string; action: string };
}

/**
 * One record beside its list, while it is fetched, once it is there, and where it is gone (refused as wrong, `4xx`) or could not be fetched.
 * @param loading the shape of what comes.
 */
export function RecordSheet<T>({
  query: { data, isPending, error, refetch },
  words,
  title,
  note,
  isWide = false,
  onClose,
  loading,
  children,
}: {
  query: Pick<UseQueryResult<T, unknown>, 'data' | 'isPending' | 'error' | 'refetch'>;
  words: RecordSheetWords;
  title: (record: T) => ReactNode;
  note: (record: T) => ReactNode;
  isWide?: boolean;
  onClose: () => void;
  loading: ReactNode;
  children: (record: T) => ReactNode;
}) {
  const isGone = isTRPCClientError<AppRouter>(error) && (error.data?.httpStatus ?? 500) < 500;
  return (
    <Sheet
      title={data ? title(data) : isPending ? <Skeleton className="my-1 h-4 w-40" /> : words.title}
      note={data ? note(data) : null}
      closeLabel={words.close}
      isWide={isWide}
      onClose={onClose}
    >
      {data ? children(data) : null}
      {isPending ? (
        <div aria-hidden className="space-y-4 p-4">
          {loading}
        </div>
      ) : null}
      {!data && error ? (
        isGone ? (
          <Notice icon={SearchX} title={words.gone.title}>
            {words.gone.body}
          </Notice>
        ) : (
          <FailedNotice words={words.failed} onRetry={() => void refetch()} />
        )
      ) : null}
    </Sheet>
  );
}
