'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { localDate } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { Loaded } from './loaded.tsx';
import { PlayButton } from './play-button.tsx';
import { ProbePart } from './probe-part.tsx';
import { ProviderOrderPart } from './provider-order-part.tsx';
import { Part, Row, Rows, SettingsPage } from './section.tsx';

const stages = ['stt', 'llm', 'tts'] as const;
/** What serves a stage where no key is set. */
const own = { stt: 'local', llm: 'rules', tts: 'local' } as const;

/** What hears, thinks and speaks in calls now, asked of the voice service while the page is open. */
export function ProvidersPage() {
  const t = useTranslations('settings.providers');
  const language = useLocale();
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
      <ProviderOrderPart />
      <ProbePart />
      <LatencyPart />
      <Part title={t('test')} lead={t('testLead')}>
        <div className="flex flex-wrap items-center gap-3">
          <PlayButton language={language} />
        </div>
      </Part>
    </SettingsPage>
  );
}

const timed = ['answer', 'hearing', 'thinking', 'speaking'] as const;

/** How long each took in today's calls. */
function LatencyPart() {
  const t = useTranslations('settings.providers');
  const trpc = useTrpc();
  const { zone } = usePerson();
  const today = localDate(Date.now(), zone);
  const query = useQuery({ ...trpc.analytics.latency.queryOptions({ from: today, to: today }), staleTime: 30_000 });
  return (
    <Part title={t('latency')} lead={t('latencyLead')}>
      <Loaded query={query}>
        {({ stages: found }) => {
          const rows = timed.flatMap((stage) => {
            const now = found.find((one) => one.stage === stage)?.now;
            return now === undefined || now.p50 === null || now.p95 === null
              ? []
              : [{ stage, half: Math.round(now.p50), most: Math.round(now.p95) }];
          });
          return (
            <Rows>
              {rows.length === 0 ? <li className="py-3 text-ink-soft">{t('noLatency')}</li> : null}
              {rows.map(({ stage, half, most }) => (
                <Row key={stage} title={t(`stages.${stage}`)} note={t('ms', { half, most })} />
              ))}
            </Rows>
          );
        }}
      </Loaded>
    </Part>
  );
}
