'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { PageHead } from '../../ui/page-head.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { TryCall } from './try-call.tsx';

/** A call to the clinic from the browser, with what hears, thinks and speaks in calls. */
export function TryPage() {
  const t = useTranslations('tryCall');
  const client = useTrpcClient();
  const trpc = useTrpc();
  const providers = useQuery(trpc.live.providers.queryOptions()).data?.providers;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('title')} />
      <div className="space-y-1 border-line border-b bg-surface px-4 py-3">
        <p className="max-w-3xl">{t('lead')}</p>
        {providers === undefined ? null : (
          <p className="max-w-3xl text-ink-soft text-sm">
            {providers === null ? t('away') : t(providers.stt === 'local' ? 'localHearing' : 'freeHearing')}
          </p>
        )}
      </div>
      <div className="min-h-0 flex-1 bg-surface">
        <TryCall open={() => client.tryCall.open.mutate({})} />
      </div>
    </div>
  );
}
