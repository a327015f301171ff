'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { MessageSquareText, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useTrpc } from '../trpc/client.ts';
import { DeadMessageActions } from './dead-message-actions.tsx';
import { MessageTable } from './message-table.tsx';
import { type MessageView, writeView } from './message-views.ts';
import type { DeadResult } from './use-dead-message.ts';
import { useMessageWords } from './use-message-words.ts';

const PAGE = 50;

/** The messages of one view. Those that were given up can be dealt with where they stand. */
export function MessagesList({ view }: { view: MessageView }) {
  const t = useTranslations('messages');
  const trpc = useTrpc();
  const { recipient } = useMessageWords();
  const [last, setLast] = useState<{ result: DeadResult; to: string } | null>(null);
  const isTodo = view === 'todo';
  const query = useInfiniteQuery({
    ...trpc.messages.list.infiniteQueryOptions(
      { show: isTodo ? 'dead' : view, limit: PAGE },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
    staleTime: 0,
  });
  const messages = query.data?.pages.flatMap((page) => page.messages) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  return (
    <section aria-label={t(isTodo ? 'deadTitle' : `view.${view}`)}>
      {isTodo ? <h2 className="px-4 pt-3 font-strong">{t('deadTitle')}</h2> : null}
      <p role="status" className="min-h-9 px-4 py-2 text-ink-soft text-sm">
        {last === null ? null : <span className="text-ink">{t(`result.${last.result}`, { to: last.to })} </span>}
        {query.data && (total > 0 || (isTodo && last === null))
          ? t(isTodo ? 'deadCount' : 'count', { count: total })
          : ' '}
      </p>
      {query.isPending ? <RowsLoading /> : null}
      {query.isError && !query.data ? (
        <Notice
          icon={TriangleAlert}
          title={t('failed.title')}
          isAlarm
          action={<Button onClick={() => void query.refetch()}>{t('failed.action')}</Button>}
        >
          {t('failed.body')}
        </Notice>
      ) : null}
      {query.data && messages.length === 0 && view !== 'todo' ? (
        <Notice icon={MessageSquareText} title={t(`empty.${view}.title`)}>
          {t(`empty.${view}.body`)}
        </Notice>
      ) : null}
      {messages.length > 0 ? (
        <MessageTable
          messages={messages}
          caption={t(isTodo ? 'deadTitle' : `view.${view}`)}
          search={writeView(view)}
          {...(isTodo
            ? {
                actions: (message) => (
                  <DeadMessageActions
                    message={message}
                    onResult={(result, { patientName }) => setLast({ result, to: recipient({ patientName }) })}
                  />
                ),
              }
            : {})}
        />
      ) : null}
      {query.hasNextPage ? (
        <div className="flex justify-center p-4">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t(query.isFetchingNextPage ? 'loading' : 'more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function RowsLoading() {
  return (
    <div aria-hidden className="divide-y divide-line border-line border-t">
      {['w-40', 'w-28', 'w-36', 'w-44', 'w-32'].map((width) => (
        <div key={width} className="flex items-center gap-8 px-4 py-2.5">
          <Skeleton className="h-4 w-24" />
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-4 flex-1" />
        </div>
      ))}
    </div>
  );
}
