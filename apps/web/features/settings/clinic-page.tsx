'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { BranchesPart } from './branches-part.tsx';
import { Loaded } from './loaded.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, SettingsPage } from './section.tsx';
import { useAct } from './use-act.ts';

/** What the clinic is called, where it is, and how far ahead it can be booked. */
export function ClinicPage() {
  const t = useTranslations('settings.clinic');
  const tLanguage = useTranslations('language');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.settings.clinic.queryOptions());
  const act = useAct(trpc.settings.clinic.queryKey(), trpc.setup.pathKey());
  const word = (key: 'name' | 'nameHindi' | 'ownPhone' | 'emergencyNumbers') => ({
    label: t(`${key}.label`),
    meaning: t(`${key}.meaning`),
  });
  const inWords = (
    key:
      | 'language'
      | 'minimumNoticeMin'
      | 'maximumAdvanceDays'
      | 'unverifiedBookingLimit'
      | 'waitlistOfferMin'
      | 'noShowGraceMin',
  ) => ({ label: t(`${key}.label`), sentence: t(`${key}.sentence`), meaning: t(`${key}.meaning`) });
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ details, version, zone }) => (
          <Part title={t('about')}>
            <RecordForm
              values={details}
              act={act}
              onSave={(values) => void act.run(() => client.settings.saveClinic.mutate({ ...values, version }))}
              fields={[
                { name: 'name', kind: 'text', max: 120, ...word('name') },
                { name: 'nameHindi', kind: 'text', max: 120, lang: 'hi', ...word('nameHindi') },
                {
                  name: 'language',
                  kind: 'choice',
                  ...inWords('language'),
                  options: (['hi', 'hi-en', 'en'] as const).map((value) => ({ value, label: tLanguage(value) })),
                },
                { name: 'ownPhone', kind: 'text', type: 'tel', isOptional: true, max: 40, ...word('ownPhone') },
                { name: 'emergencyNumbers', kind: 'lines', ...word('emergencyNumbers') },
                { name: 'minimumNoticeMin', kind: 'number', min: 0, max: 10_080, ...inWords('minimumNoticeMin') },
                { name: 'maximumAdvanceDays', kind: 'number', min: 1, max: 365, ...inWords('maximumAdvanceDays') },
                {
                  name: 'unverifiedBookingLimit',
                  kind: 'number',
                  min: 1,
                  max: 50,
                  ...inWords('unverifiedBookingLimit'),
                },
                { name: 'waitlistOfferMin', kind: 'number', min: 5, max: 1_440, ...inWords('waitlistOfferMin') },
                {
                  name: 'noShowGraceMin',
                  kind: 'number',
                  min: 5,
                  max: 600,
                  isOptional: true,
                  ...inWords('noShowGraceMin'),
                },
              ]}
            />
            <p className="text-ink-soft text-sm">{t('zone', { zone })}</p>
          </Part>
        )}
      </Loaded>
      <BranchesPart />
    </SettingsPage>
  );
}
