'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { Loaded } from './loaded.tsx';
import { orderable, orderOf, orderPlaces, placed } from './provider-order.ts';
import { RecordForm } from './record-form.tsx';
import { Part } from './section.tsx';
import { useAct } from './use-act.ts';

/** Who of those that are set up is asked first in this clinic's calls, and who takes over. */
export function ProviderOrderPart() {
  const t = useTranslations('settings.providers.order');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.clinic.providers.queryOptions());
  const act = useAct(trpc.clinic.providers.queryKey());
  return (
    <Part title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ order, version }) => (
          <RecordForm
            values={placed(order)}
            act={act}
            onSave={(values) => act.run(() => client.clinic.saveProviders.mutate({ ...orderOf(values), version }))}
            fields={orderPlaces.map(({ field, stage, at }) => ({
              name: field,
              kind: 'choice' as const,
              isOptional: true,
              label: t(`label.${stage}`, { place: at + 1 }),
              sentence: t(at === 0 ? `first.${stage}` : 'next'),
              hint: t(at === 0 ? 'asSetUp' : 'nobody'),
              options: orderable[stage].map((value) => ({ value, label: t(`name.${value}`) })),
              ...(at === 0 ? { meaning: t(`meaning.${stage}`) } : {}),
            }))}
          />
        )}
      </Loaded>
    </Part>
  );
}
