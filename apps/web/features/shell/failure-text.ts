'use client';

import { isTRPCClientError } from '@trpc/client';
import { useLocale, useTranslations } from 'next-intl';
import type { AppRouter } from '../../server/routers/index.ts';

const codes = ['bad-input', 'not-found', 'not-allowed', 'conflict', 'busy', 'unavailable'] as const;

/** What to say of a procedure that failed: the domain's own sentence where the page is in its language, else what it amounts to. */
export function useFailureText(): (error: unknown) => string {
  const t = useTranslations('schedule.failure');
  const isEnglish = useLocale() === 'en';
  return (error) => {
    const reason = isTRPCClientError<AppRouter>(error) ? error.data?.reason : undefined;
    if (reason === undefined) return t('other');
    if (isEnglish) return reason.sentence;
    const code = codes.find((known) => known === reason.code);
    return t(code ?? 'other');
  };
}
