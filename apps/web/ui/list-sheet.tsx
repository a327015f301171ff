import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { FailedNotice } from './failed-notice.tsx';
import { Notice } from './notice.tsx';
import { Sheet } from './sheet.tsx';
import { Skeleton } from './skeleton.tsx';

/** A sheet with a list that is fetched: while it comes, where it could not, where it is empty, and what stands in it. */
export function ListSheet<T>({
  query,
  words,
  emptyIcon,
  onClose,
  children,
}: {
  query: { data: readonly T[] | undefined; isError: boolean; refetch: () => unknown };
  words: {
    title: string;
    close: string;
    none: { title: string; body: string };
    failed: { title: string; body: string; action: string };
  };
  emptyIcon: LucideIcon;
  onClose: () => void;
  /** One of the list: an `li`. */
  children: (one: T) => ReactNode;
}) {
  return (
    <Sheet title={words.title} closeLabel={words.close} onClose={onClose}>
      {query.isError ? (
        <FailedNotice words={words.failed} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <Skeleton className="m-4 h-24" />
      ) : query.data.length === 0 ? (
        <Notice icon={emptyIcon} title={words.none.title}>
          {words.none.body}
        </Notice>
      ) : (
        <ul className="divide-y divide-line">{query.data.map(children)}</ul>
      )}
    </Sheet>
  );
}
