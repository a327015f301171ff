'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Reply } from '../../server/routers/messages-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';

/** What people answered: what nobody has read yet, or all of the last. */
export function RepliesList() {
  const t = useTranslations('messages');
  const trpc = useTrpc();
  const [isAll, setAll] = useState(false);
  const query = useQuery({ ...trpc.messages.replies.queryOptions(isAll ? {} : { isOpen: true }), staleTime: 0 });
  return (
    <section aria-labelledby="answers">
      <div className="flex flex-wrap items-center justify-between gap-2 px-4 pt-6 pb-2">
        <h2 id="answers" className="font-strong">
          {t('replies.title')}
        </h2>
        <Button kind="quiet" aria-pressed={isAll} onClick={() => setAll(!isAll)}>
          {t(isAll ? 'replies.onlyOpen' : 'replies.all')}
        </Button>
      </div>
      {query.isPending ? <Skeleton className="mx-4 h-12" /> : null}
      {query.isError && !query.data ? (
        <p role="alert" className="flex items-center gap-3 px-4 py-2">
          {t('failed.title')}
          <Button onClick={() => void query.refetch()}>{t('failed.action')}</Button>
        </p>
      ) : null}
      {query.data?.length === 0 ? <p className="px-4 pb-4 text-ink-soft">{t('replies.none')}</p> : null}
      {query.data !== undefined && query.data.length > 0 ? (
        <ul className="divide-y divide-line border-line border-y text-sm">
          {query.data.map((reply) => (
            <ReplyRow key={reply.id} reply={reply} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function ReplyRow({ reply }: { reply: Reply }) {
  const t = useTranslations('messages');
  const times = useTimes();
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const handle = useMutation({
    ...trpc.messages.handleReply.mutationOptions(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.messages.pathKey() }),
  });
  const from = reply.patientName ?? reply.phone;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3" data-reply-id={reply.id}>
      <div className="min-w-0 flex-1 basis-72 space-y-1">
        <p className="flex flex-wrap gap-x-2 text-ink-soft">
          <span className="font-medium text-ink">{from}</span>
          {reply.patientName === null ? null : <span className="tabular-nums">{reply.phone}</span>}
          <span>
            {t(`channel.${reply.channel}`)} · {times.dayAndTime(reply.receivedAt)}
          </span>
        </p>
        <blockquote dir="auto" className="whitespace-pre-wrap break-words border-line border-l-2 pl-2 text-base">
          {reply.body === '' ? t('replies.empty') : reply.body}
        </blockquote>
        <p className="text-ink-soft">{t(`outcome.${reply.outcome ?? 'none'}`)}</p>
        {handle.isError ? (
          <p role="alert" className="text-alarm">
            {t('result.failed')}
          </p>
        ) : null}
      </div>
      {reply.isHandled ? (
        <span className="flex items-center gap-1 py-1.5 text-ink-soft">
          <Check aria-hidden className="size-4" />
          {t('replies.isRead')}
        </span>
      ) : (
        <Button
          disabled={handle.isPending}
          aria-label={t('replies.readOne', { from })}
          onClick={() => handle.mutate({ replyId: reply.id })}
        >
          <Check aria-hidden className="size-4" />
          {t('replies.read')}
        </Button>
      )}
    </li>
  );
}
