'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Callback } from '../../server/routers/callbacks-schemas.ts';
import { useTimes } from '../shell/use-times.ts';

/** Every time that somebody was rung, and what came of it. */
export function AttemptList({ attempts }: { attempts: Callback['attempts'] }) {
  const t = useTranslations('live.callback');
  const times = useTimes();
  return (
    <section aria-label={t('attemptsTitle')} className="text-sm">
      <h3 className="mb-1 font-medium">{t('attemptsTitle')}</h3>
      {attempts.length === 0 ? <p className="text-ink-soft">{t('noAttempts')}</p> : null}
      <ol className="space-y-1">
        {attempts.map(({ attempt, status, at, askedBy, callId }) => (
          <li key={attempt} className="flex flex-wrap gap-x-3">
            <span className="text-ink-soft">{times.dayAndTime(at)}</span>
            <span>{t(`attempt.${status}`)}</span>
            <span className="text-ink-soft">{askedBy === null ? t('byItself') : t('askedBy', { name: askedBy })}</span>
            {callId === null ? null : (
              <Link href={`/calls/${callId}`} className="text-brand underline underline-offset-2">
                {t('call')}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
