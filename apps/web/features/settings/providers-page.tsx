'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTrpc } from '../trpc/client.ts';
import { Loaded } from './loaded.tsx';
import { Part, Row, Rows, SettingsPage } from './section.tsx';

const stages = ['stt', 'llm', 'tts'] as const;
/** What serves a stage where no key is set. */
const own = { stt: 'local', llm: 'rules', tts: 'local' } as const;

/** What hears, thinks and speaks in calls now, asked of the voice service while the page is open. */
export function ProvidersPage() {
  const t = useTranslations('settings.providers');
  const trpc = useTrpc();
  const query = useQuery({ ...trpc.setup.providers.queryOptions(), staleTime: 0, refetchInterval: 15_000 });
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Part title={t('now')}>
        <Loaded query={query}>
          {(providers) =>
            providers === null ? (
              <p role="alert" className="rounded-md border border-alarm/40 bg-alarm-wash p-3">
                {t('away')}
              </p>
            ) : (
              <>
                <Rows>
                  {stages.map((stage) => (
                    <Row
                      key={stage}
                      title={`${t(`stage.${stage}`)}: ${providers[stage]}`}
                      note={providers[stage] === own[stage] ? t(`own.${stage}`) : t('theirs')}
                    />
                  ))}
                </Rows>
                {stages.every((stage) => providers[stage] === own[stage]) ? (
                  <p className="max-w-2xl text-ink-soft">{t('noKeys')}</p>
                ) : null}
              </>
            )
          }
        </Loaded>
      </Part>
    </SettingsPage>
  );
}
