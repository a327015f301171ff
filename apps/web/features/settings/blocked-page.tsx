'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { Loaded } from './loaded.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows, SettingsPage } from './section.tsx';
import { useAct } from './use-act.ts';

/** Phones whose calls are not answered. */
export function BlockedPage() {
  const t = useTranslations('settings.blocked');
  const times = useTimes();
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.patients.blocked.queryOptions());
  const adding = useAct(trpc.patients.blocked.queryKey());
  const removing = useAct(trpc.patients.blocked.queryKey());
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Part title={t('list')}>
        <Loaded query={query}>
          {(blocked) => (
            <Rows>
              {blocked.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
              {blocked.map(({ id, phone, reason, blockedBy, blockedAt }) => (
                <Row
                  key={id}
                  title={phone}
                  note={[reason, blockedBy === null ? null : t('by', { name: blockedBy }), times.dayAndTime(blockedAt)]
                    .filter(Boolean)
                    .join(' · ')}
                  actions={
                    <Button
                      disabled={removing.isBusy}
                      aria-label={t('unblockOne', { phone })}
                      onClick={() => void removing.run(() => client.patients.unblock.mutate({ phone }))}
                    >
                      {t('unblock')}
                    </Button>
                  }
                />
              ))}
            </Rows>
          )}
        </Loaded>
        <FailureLine failure={removing.failure} />
        <RecordForm
          values={{ phone: '', reason: null as string | null }}
          clears
          act={adding}
          save={t('block')}
          saved={t('done')}
          onSave={({ phone, reason }) =>
            adding.run(() => client.patients.block.mutate({ phone, ...(reason === null ? {} : { reason }) }))
          }
          fields={[
            { name: 'phone', kind: 'text', type: 'tel', max: 40, label: t('phone') },
            {
              name: 'reason',
              kind: 'text',
              isOptional: true,
              max: 200,
              label: t('reason'),
              meaning: t('reasonMeaning'),
            },
          ]}
        />
      </Part>
    </SettingsPage>
  );
}
