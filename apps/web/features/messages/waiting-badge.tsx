'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { CountBadge } from '../shell/count-badge.tsx';
import { useTrpc } from '../trpc/client.ts';
import { useMessagesNews } from './use-messages-news.ts';

/** How many messages and answers wait for a person, on the way to them. Nothing while none does. */
export function WaitingBadge() {
  const t = useTranslations('messages');
  const trpc = useTrpc();
  const { data } = useQuery(trpc.messages.counts.queryOptions());
  useMessagesNews();
  const count = data === undefined ? 0 : data.dead + data.replies;
  return <CountBadge count={count} label={t('badge', { count })} />;
}
