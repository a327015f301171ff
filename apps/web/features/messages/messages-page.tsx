'use client';

import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PageHead } from '../../ui/page-head.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useTrpc } from '../trpc/client.ts';
import { LocalNote } from './local-note.tsx';
import { type MessageView, messageViews, readView, writeView } from './message-views.ts';
import { MessagesList } from './messages-list.tsx';
import { RepliesList } from './replies-list.tsx';

/** Messages to patients: first what waits for a person, then what is to come and what was. */
export function MessagesPage() {
  const t = useTranslations('messages');
  const view = readView(useSearchParams());
  const trpc = useTrpc();
  const { data: counts } = useQuery(trpc.messages.counts.queryOptions());
  const waiting = counts === undefined ? 0 : counts.dead + counts.replies;
  const label = (of: MessageView) =>
    of === 'todo' && waiting > 0 ? t('view.todoCount', { count: waiting }) : t(`view.${of}`);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('title')}>
        <Segments
          label={t('show')}
          value={view}
          options={messageViews.map((value) => ({ value, label: label(value) }))}
          onChoose={(value) => window.history.pushState(null, '', `${window.location.pathname}${writeView(value)}`)}
        />
      </PageHead>
      <LocalNote />
      <div className="min-h-0 flex-1 overflow-y-auto bg-surface">
        {/* Each view begins at its own first page. */}
        <MessagesList key={view} view={view} />
        {view === 'todo' ? <RepliesList /> : null}
      </div>
    </div>
  );
}
