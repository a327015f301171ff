'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { Loaded } from './loaded.tsx';
import { Part, Row, Rows } from './section.tsx';
import { useAct } from './use-act.ts';

/** Links that were made for people, and what became of them. */
export function InvitationsPart() {
  const t = useTranslations('settings.people');
  const tRole = useTranslations('role');
  const times = useTimes();
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.users.invitations.queryOptions());
  const act = useAct(trpc.users.invitations.queryKey());
  return (
    <Part title={t('links')} lead={t('linksLead')}>
      <Loaded query={query}>
        {(invitations) => (
          <Rows>
            {invitations.length === 0 ? <li className="py-3 text-ink-soft">{t('noLinks')}</li> : null}
            {invitations.map(({ id, purpose, name, email, role, state, expiresAt }) => (
              <Row
                key={id}
                title={`${name} · ${email}`}
                isOff={state !== 'open'}
                note={[
                  purpose === 'join' ? t('joins', { role: tRole(role) }) : t('resets'),
                  state === 'open' ? t('goodUntil', { time: times.dayAndTime(expiresAt) }) : t(`state.${state}`),
                ].join(' · ')}
                actions={
                  state === 'open' ? (
                    <Button
                      disabled={act.isBusy}
                      aria-label={t('takeBackOne', { name })}
                      onClick={() => void act.run(() => client.users.revoke.mutate({ invitationId: id }))}
                    >
                      {t('takeBack')}
                    </Button>
                  ) : null
                }
              />
            ))}
          </Rows>
        )}
      </Loaded>
      <FailureLine failure={act.failure} />
    </Part>
  );
}
