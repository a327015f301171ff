'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { MessageSquareText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
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
        <FailedNotice
          words={{ title: t('failed.title'), body: t('failed.body'), action: t('failed.action') }}
          onRetry={() => void query.refetch()}
        />
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
      <ShowMore query={query} words={{ more: t('more'), loading: t('loading') }} />
    </section>
  );
}
