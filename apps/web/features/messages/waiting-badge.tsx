'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTrpc } from '../trpc/client.ts';
import { useMessagesNews } from './use-messages-news.ts';

const MOST_SHOWN = 99;

/** How many messages and answers wait for a person, on the way to them. Nothing while none does. */
export function WaitingBadge() {
  const t = useTranslations('messages');
  const trpc = useTrpc();
  const { data } = useQuery(trpc.messages.counts.queryOptions());
  useMessagesNews();
  const count = data === undefined ? 0 : data.dead + data.replies;
  if (count === 0) return null;
  return (
    <span className="absolute -top-1.5 left-3 min-w-4 rounded-full bg-alarm px-1 text-center font-strong text-alarm-ink text-xs leading-4">
      <span aria-hidden>{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
      <span className="sr-only">{t('badge', { count })}</span>
    </span>
  );
}
