'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageHead } from '../../ui/page-head.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { TryCall } from './try-call.tsx';

const spoken = ['own', 'hi', 'hi-en', 'en'] as const;
type Spoken = (typeof spoken)[number];

/** A call to the clinic from the browser, with what hears, thinks and speaks in calls. */
export function TryPage() {
  const t = useTranslations('tryCall');
  const client = useTrpcClient();
  const trpc = useTrpc();
  const tLanguage = useTranslations('language');
  const [language, setLanguage] = useState<Spoken>('own');
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
        <div className="flex flex-wrap items-center gap-2 pt-1">
          <span aria-hidden className="text-ink-soft text-sm">
            {t('language')}
          </span>
          <Segments
            label={t('language')}
            value={language}
            options={spoken.map((value) => ({ value, label: value === 'own' ? t('ownLanguage') : tLanguage(value) }))}
            onChoose={setLanguage}
          />
        </div>
      </div>
      <div className="min-h-0 flex-1 bg-surface">
        <TryCall open={() => client.tryCall.open.mutate(language === 'own' ? {} : { language })} />
      </div>
    </div>
  );
}
