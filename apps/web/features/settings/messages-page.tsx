'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { Loaded } from './loaded.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, SettingsPage } from './section.tsx';
import { TemplatesPart } from './templates-part.tsx';
import { useAct } from './use-act.ts';

const channels = ['sms', 'whatsapp', 'email'] as const;
type Channel = (typeof channels)[number];

/** By which channels patients are written to, from which senders, and when not. */
export function MessageSettingsPage() {
  const t = useTranslations('settings.messages');
  const tChannel = useTranslations('messages.channel');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.messages.settings.queryOptions());
  const ways = useQuery(trpc.messages.ways.queryOptions()).data;
  const act = useAct(trpc.messages.pathKey());
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ routes, quietFromMin, quietToMin, templates, version }) => {
          const of = (channel: Channel) => routes.find((route) => route.channel === channel);
          return (
            <>
              <Part
                title={t('channels')}
                lead={
                  ways === undefined
                    ? ''
                    : ways.channels.length === 0
                      ? t('noWay')
                      : t('waysNow', { channels: ways.channels.map((channel) => tChannel(channel)).join(', ') })
                }
              >
                <RecordForm
                  values={{
                    first: routes[0]?.channel ?? (null as string | null),
                    second: routes[1]?.channel ?? (null as string | null),
                    third: routes[2]?.channel ?? (null as string | null),
                    sms: of('sms')?.sender ?? null,
                    whatsapp: of('whatsapp')?.sender ?? null,
                    email: of('email')?.sender ?? null,
                    entityId: of('sms')?.entityId ?? null,
                    quietFromMin,
                    quietToMin,
                  }}
                  act={act}
                  onSave={(values) => {
                    const order = [values.first, values.second, values.third].filter((one): one is Channel =>
                      channels.some((channel) => channel === one),
                    );
                    const next = order.map((channel) => ({
                      channel,
                      sender: values[channel],
                      entityId: channel === 'sms' ? values.entityId : (of(channel)?.entityId ?? null),
                    }));
                    void act.run(() =>
                      client.messages.saveSettings.mutate({
                        version,
                        routes: next,
                        quietFromMin: values.quietFromMin,
                        // The end of a day is its first minute here: messages go by minutes of a clock.
                        quietToMin: values.quietToMin % 1_440,
                      }),
                    );
                  }}
                  fields={[
                    ...(['first', 'second', 'third'] as const).map((name) => ({
                      name,
                      kind: 'choice' as const,
                      isOptional: true,
                      hint: t('noChannel'),
                      label: t(`${name}.label`),
                      sentence: t(`${name}.sentence`),
                      options: channels.map((value) => ({ value, label: tChannel(value) })),
                      ...(name === 'first' ? { meaning: t('orderMeaning') } : {}),
                    })),
                    {
                      name: 'sms',
                      kind: 'text',
                      isOptional: true,
                      max: 120,
                      label: t('smsSender'),
                      meaning: t('senderMeaning'),
                    },
                    {
                      name: 'entityId',
                      kind: 'text',
                      isOptional: true,
                      max: 25,
                      label: t('entity'),
                      meaning: t('entityMeaning'),
                    },
                    { name: 'whatsapp', kind: 'text', isOptional: true, max: 120, label: t('whatsappSender') },
                    { name: 'email', kind: 'text', type: 'email', isOptional: true, max: 120, label: t('emailSender') },
                    {
                      name: 'quietFromMin',
                      kind: 'time',
                      label: t('quietFrom'),
                      sentence: t('quietFromSentence'),
                      meaning: t('quietMeaning'),
                    },
                    { name: 'quietToMin', kind: 'time', label: t('quietTo'), sentence: t('quietToSentence') },
                  ]}
                />
              </Part>
              <TemplatesPart templates={templates} />
            </>
          );
        }}
      </Loaded>
    </SettingsPage>
  );
}
