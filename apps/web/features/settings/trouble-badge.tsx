'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { CountBadge } from '../shell/count-badge.tsx';
import { useTrpc } from '../trpc/client.ts';

/** How much outside of the clinic was given up after long failure, on the way to where it is mended. */
export function TroubleBadge() {
  const t = useTranslations('settings.trouble');
  const trpc = useTrpc();
  const { data } = useQuery({ ...trpc.troubles.count.queryOptions(), staleTime: 10 * 60_000 });
  const count = data === undefined ? 0 : data.webhooks + data.calendars;
  return <CountBadge count={count} label={t('badge', { count })} />;
}
