'use client';

import { useQuery } from '@tanstack/react-query';
import { isTRPCClientError } from '@trpc/client';
import { SearchX } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { AppRouter } from '../../server/routers/index.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useTrpc } from '../trpc/client.ts';
import { MessageBody } from './message-body.tsx';
import { useMessageWords } from './use-message-words.ts';

/** One message beside the list: its text, every attempt, and what can be done where it was given up. */
export function MessageSheet({ messageId }: { messageId: string }) {
  const t = useTranslations('messages');
  const router = useRouter();
  const search = useSearchParams().toString();
  const words = useMessageWords();
  const trpc = useTrpc();
  const { data, isPending, error, refetch } = useQuery(trpc.messages.byId.queryOptions({ messageId }));
  const isGone = isTRPCClientError<AppRouter>(error) && (error.data?.httpStatus ?? 500) < 500;
  return (
    <Sheet
      title={data ? words.recipient(data) : isPending ? <Skeleton className="my-1 h-4 w-40" /> : t('title')}
      note={data ? words.about(data) : null}
      closeLabel={t('close')}
      onClose={() => router.push(`/messages${search === '' ? '' : `?${search}`}`, { scroll: false })}
    >
      {data ? <MessageBody message={data} /> : null}
      {isPending ? (
        <div aria-hidden className="space-y-4 p-4">
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-4 w-4/5" />
        </div>
      ) : null}
      {!data && error ? (
        isGone ? (
          <Notice icon={SearchX} title={t('gone.title')}>
            {t('gone.body')}
          </Notice>
        ) : (
          <FailedNotice
            words={{ title: t('failed.title'), body: t('failed.body'), action: t('failed.action') }}
            onRetry={() => void refetch()}
          />
        )
      ) : null}
    </Sheet>
  );
}
