'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { Loaded } from './loaded.tsx';
import { NumbersPart } from './numbers-part.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, SettingsPage } from './section.tsx';
import { useAct } from './use-act.ts';

/** When the AI answers, what it may cost, and when it may ring people. */
export function PhonePage() {
  const t = useTranslations('settings.phone');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.phone.settings.queryOptions());
  const spend = useQuery(trpc.phone.spend.queryOptions()).data;
  const act = useAct(trpc.phone.pathKey());
  const modes = ['always', 'after-hours', 'no-answer', 'never'] as const;
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Part title={t('answering')}>
        <Loaded query={query}>
          {({ version, ...settings }) => (
            <RecordForm
              values={settings}
              act={act}
              onSave={(values) => void act.run(() => client.phone.saveSettings.mutate({ ...values, version }))}
              fields={[
                {
                  name: 'answers',
                  kind: 'choice',
                  label: t('answers'),
                  sentence: t('answersSentence'),
                  meaning: t('answersMeaning'),
                  options: modes.map((value) => ({ value, label: t(`mode.${value}`) })),
                },
                {
                  name: 'afterRings',
                  kind: 'number',
                  min: 1,
                  max: 10,
                  label: t('rings'),
                  sentence: t('ringsSentence'),
                  meaning: t('ringsMeaning'),
                },
                {
                  name: 'afterHoursEn',
                  kind: 'long',
                  isOptional: true,
                  max: 300,
                  lang: 'en',
                  label: t('closedEn'),
                  meaning: t('closedMeaning'),
                },
                { name: 'afterHoursHi', kind: 'long', isOptional: true, max: 300, lang: 'hi', label: t('closedHi') },
                {
                  name: 'monthlyCapPaise',
                  kind: 'money',
                  min: 1,
                  isOptional: true,
                  label: t('cap'),
                  sentence: t('capSentence'),
                  meaning:
                    spend === undefined
                      ? t('capMeaning')
                      : t('capSpent', { rupees: Math.round(spend.spentPaise / 100) }),
                },
                {
                  name: 'callingFromMin',
                  kind: 'time',
                  label: t('from'),
                  sentence: t('fromSentence'),
                  meaning: t('callingMeaning'),
                },
                { name: 'callingToMin', kind: 'end-time', label: t('to'), sentence: t('toSentence') },
                { name: 'callsBackItself', kind: 'check', label: t('callsBack'), meaning: t('callsBackMeaning') },
                {
                  name: 'callerId',
                  kind: 'text',
                  type: 'tel',
                  isOptional: true,
                  max: 40,
                  label: t('callerId'),
                  meaning: t('callerIdMeaning'),
                },
              ]}
            />
          )}
        </Loaded>
      </Part>
      <NumbersPart />
    </SettingsPage>
  );
}
