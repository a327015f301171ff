'use client';

import { useQuery } from '@tanstack/react-query';
import { PhoneOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTrpc } from '../trpc/client.ts';

const stages = [
  { stage: 'stt', label: 'hearing' },
  { stage: 'llm', label: 'thinking' },
  { stage: 'tts', label: 'speaking' },
] as const;
/** Names of what runs on this machine and needs no key. */
const localNames = new Set(['local', 'rules']);

/** At the foot of the calls: which provider hears, thinks and speaks. Quiet, unless nobody answers. */
export function ProviderLine() {
  const t = useTranslations('live.providers');
  const trpc = useTrpc();
  const { data } = useQuery({ ...trpc.live.providers.queryOptions(), refetchInterval: 30_000 });
  if (data === undefined) return null;
  if (data.providers === null) {
    return (
      <p className="flex gap-2 border-attention border-t bg-attention-wash px-4 py-2 text-sm" role="status">
        <PhoneOff aria-hidden className="mt-0.5 size-4 shrink-0 text-attention" />
        {t('unreachable')}
      </p>
    );
  }
  const { providers } = data;
  const nameOf = (provider: string) => {
    if (provider === 'local') return t('local');
    return provider === 'rules' ? t('rules') : provider;
  };
  const isAllLocal = stages.every(({ stage }) => localNames.has(providers[stage]));
  return (
    <section aria-label={t('label')} className="border-line border-t px-4 py-2 text-ink-soft text-xs">
      <dl className="flex flex-wrap gap-x-3">
        {stages.map(({ stage, label }) => (
          <div key={stage} className="flex gap-1">
            <dt>{t(label)}</dt>
            <dd className="text-ink">{nameOf(providers[stage])}</dd>
          </div>
        ))}
      </dl>
      {isAllLocal ? (
        <details className="mt-0.5">
          <summary className="cursor-pointer py-1">{t('limits')}</summary>
          <p>{t('hint')}</p>
        </details>
      ) : null}
    </section>
  );
}
