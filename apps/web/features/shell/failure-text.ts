'use client';

import { useTranslations } from 'next-intl';
import { refusalOf } from '../trpc/refusal.ts';

/** What to say of a procedure that failed: the server's sentence, which is in the page's language, or that nobody expected it. */
export function useFailureText(): (error: unknown) => string {
  const t = useTranslations('schedule.failure');
  return (error) => refusalOf(error) ?? t('other');
}
