'use client';

import { ShieldCheck, ShieldQuestion } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTimes } from '../shell/use-times.ts';
import type { BoardCall } from './board.ts';
import { PatientCard } from './patient-card.tsx';

/** Who is on the line, as far as it helps now. */
export function CallerPane({ call }: { call: BoardCall }) {
  const t = useTranslations('live');
  const tLanguage = useTranslations('language');
  const times = useTimes();
  const Icon = call.isVerified ? ShieldCheck : ShieldQuestion;
  return (
    <section aria-label={t('caller.title')} className="space-y-4 p-4">
      <div>
        <h2 className="font-strong text-lg">{call.personal.patientName || t('caller.unknown')}</h2>
        <p className="mt-0.5 flex items-start gap-1.5 text-ink-soft text-sm">
          <Icon
            aria-hidden
            className={call.isVerified ? 'mt-0.5 size-4 shrink-0 text-live' : 'mt-0.5 size-4 shrink-0'}
          />
          {call.isVerified ? t('caller.verified') : t('caller.unverified')}
        </p>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        <Fact term={t('caller.phone')}>{call.personal.caller || t('caller.withheld')}</Fact>
        <Fact term={t('caller.language')}>{tLanguage(call.language)}</Fact>
        <Fact term={t('caller.began')}>{times.time(call.startedAt)}</Fact>
        {call.lastGapMs === undefined ? null : (
          <Fact term={t('caller.answers')}>{t('gap', { seconds: call.lastGapMs / 1_000 })}</Fact>
        )}
        {call.fallbacks.map(({ stage, to }) => (
          <Fact key={stage} term={t(`stage.${stage}`)}>
            {t('fallback', { provider: to })}
          </Fact>
        ))}
      </dl>
      {call.isVerified && call.patientId !== undefined ? <PatientCard patientId={call.patientId} /> : null}
      {call.ended ? (
        <Link href={`/calls/${call.callId}`} className="inline-block text-brand text-sm underline underline-offset-2">
          {t('caller.record')}
        </Link>
      ) : null}
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
