'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { Loaded } from './loaded.tsx';
import { MadeLine } from './made-line.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows, SettingsPage } from './section.tsx';
import { useAct } from './use-act.ts';

const scopes = [
  'appointments:read',
  'appointments:write',
  'doctors:read',
  'slots:read',
  'patients:read',
  'patients:write',
  'queues:read',
  'calls:read',
  'transcripts:read',
  'webhooks:read',
  'webhooks:write',
] as const;

/** Keys by which other programs reach the clinic's data. */
export function KeysPage() {
  const t = useTranslations('settings.keys');
  const tForm = useTranslations('settings.form');
  const times = useTimes();
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.apiKeys.list.queryOptions());
  const adding = useAct(trpc.apiKeys.list.queryKey());
  const acting = useAct(trpc.apiKeys.list.queryKey());
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Part title={t('list')}>
        <MadeLine words={{ made: t('made'), label: t('secret') }} text={secret} />
        <Loaded query={query}>
          {(keys) => (
            <Rows>
              {keys.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
              {keys.map((key) => (
                <Row
                  key={key.id}
                  title={`${key.name} · …${key.hint}`}
                  isOff={key.state === 'expired' || key.state === 'revoked'}
                  note={[
                    t(`state.${key.state}`),
                    t('expires', { time: times.day(key.expiresAt) }),
                    key.lastUsedAt === null ? t('unused') : t('used', { time: times.dayAndTime(key.lastUsedAt) }),
                    key.scopes.join(', '),
                  ].join(' · ')}
                  actions={
                    key.state === 'active' || key.state === 'replaced' ? (
                      <>
                        {key.state === 'active' ? (
                          <Button
                            disabled={acting.isBusy}
                            aria-label={t('rotateOne', { name: key.name })}
                            onClick={() =>
                              void acting.run(async () =>
                                setSecret((await client.apiKeys.rotate.mutate({ keyId: key.id })).secret),
                              )
                            }
                          >
                            {t('rotate')}
                          </Button>
                        ) : null}
                        <ConfirmButton
                          label={t('revokeOne', { name: key.name })}
                          title={t('revokeTitle', { name: key.name })}
                          body={t('revokeBody')}
                          confirm={t('revoke')}
                          cancel={tForm('cancel')}
                          onConfirm={() => void acting.run(() => client.apiKeys.revoke.mutate({ keyId: key.id }))}
                        >
                          {t('revoke')}
                        </ConfirmButton>
                      </>
                    ) : null
                  }
                />
              ))}
            </Rows>
          )}
        </Loaded>
        <FailureLine failure={acting.failure} />
      </Part>
      <Part title={t('add')} lead={t('addLead')}>
        <RecordForm
          values={{ name: '', days: 90, scopes: [] as string[] }}
          clears
          act={adding}
          save={t('make')}
          onSave={(values) =>
            adding.run(async () => {
              const chosen = scopes.filter((scope) => values.scopes.includes(scope));
              const made = await client.apiKeys.create.mutate({ name: values.name, days: values.days, scopes: chosen });
              setSecret(made.secret);
            })
          }
          fields={[
            { name: 'name', kind: 'text', max: 80, label: t('name') },
            { name: 'days', kind: 'number', min: 1, max: 90, label: t('days'), sentence: t('daysSentence') },
            {
              name: 'scopes',
              kind: 'several',
              label: t('scopes'),
              options: scopes.map((value) => ({ value, label: value })),
              meaning: t('scopesMeaning'),
            },
          ]}
        />
      </Part>
    </SettingsPage>
  );
}
