'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { DeliveriesSheet } from './deliveries-sheet.tsx';
import { FailureLine } from './failure-line.tsx';
import { Loaded } from './loaded.tsx';
import { MadeLine } from './made-line.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows, SettingsPage } from './section.tsx';
import { useAct } from './use-act.ts';

const events = [
  'appointment.booked',
  'appointment.moved',
  'appointment.cancelled',
  'appointment.restored',
  'appointment.status',
  'call.ended',
  'call.summarised',
] as const;

/** Other systems that are told what happens. */
export function WebhooksPage() {
  const t = useTranslations('settings.webhooks');
  const tForm = useTranslations('settings.form');
  const times = useTimes();
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.webhooks.list.queryOptions());
  const adding = useAct(trpc.webhooks.list.queryKey());
  const acting = useAct(trpc.webhooks.list.queryKey());
  const [secret, setSecret] = useState<string | null>(null);
  const [open, setOpen] = useState<{ id: string; label: string } | null>(null);
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Part title={t('list')}>
        <MadeLine words={{ made: t('made'), label: t('secret') }} text={secret} />
        <Loaded query={query}>
          {(webhooks) => (
            <Rows>
              {webhooks.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
              {webhooks.map(({ id, label, url, state, lastDeliveredAt }) => (
                <Row
                  key={id}
                  title={label}
                  isOff={state === 'off'}
                  note={[
                    url,
                    t(`state.${state}`),
                    lastDeliveredAt === null ? t('neverSent') : t('sent', { time: times.dayAndTime(lastDeliveredAt) }),
                  ].join(' · ')}
                  actions={
                    <>
                      <Button aria-label={t('deliveriesOf', { label })} onClick={() => setOpen({ id, label })}>
                        {t('deliveries')}
                      </Button>
                      <Button
                        disabled={acting.isBusy}
                        aria-label={t(state === 'on' ? 'offOne' : 'onOne', { label })}
                        onClick={() =>
                          void acting.run(() => client.webhooks.update.mutate({ webhookId: id, isOn: state !== 'on' }))
                        }
                      >
                        {t(state === 'on' ? 'off' : 'on')}
                      </Button>
                      <Button
                        disabled={acting.isBusy}
                        aria-label={t('rotateOne', { label })}
                        onClick={() =>
                          void acting.run(async () =>
                            setSecret((await client.webhooks.rotateSecret.mutate({ webhookId: id })).secret),
                          )
                        }
                      >
                        {t('rotate')}
                      </Button>
                      <ConfirmButton
                        label={tForm('removeOne', { name: label })}
                        title={t('removeTitle', { label })}
                        body={t('removeBody')}
                        confirm={tForm('remove')}
                        cancel={tForm('cancel')}
                        onConfirm={() => void acting.run(() => client.webhooks.remove.mutate({ webhookId: id }))}
                      >
                        {tForm('remove')}
                      </ConfirmButton>
                    </>
                  }
                />
              ))}
            </Rows>
          )}
        </Loaded>
        <FailureLine failure={acting.failure} />
      </Part>
      <Part title={t('add')}>
        <RecordForm
          values={{ label: '', url: '', events: [] as string[] }}
          clears
          act={adding}
          save={t('add')}
          onSave={(values) =>
            adding.run(async () => {
              const chosen = events.filter((event) => values.events.includes(event));
              setSecret((await client.webhooks.create.mutate({ ...values, events: chosen })).secret);
            })
          }
          fields={[
            { name: 'label', kind: 'text', max: 80, label: t('label') },
            { name: 'url', kind: 'text', type: 'url', max: 2_000, label: t('url'), hint: 'https://' },
            {
              name: 'events',
              kind: 'several',
              label: t('events'),
              options: events.map((value) => ({ value, label: value })),
            },
          ]}
        />
      </Part>
      {open === null ? null : <DeliveriesSheet webhookId={open.id} label={open.label} onClose={() => setOpen(null)} />}
    </SettingsPage>
  );
}
