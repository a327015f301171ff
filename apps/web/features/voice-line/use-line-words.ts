'use client';

import { useTranslations } from 'next-intl';
import { refusalOf } from '../trpc/refusal.ts';
import { LineFailure } from './line-failure.ts';

/** Why a line did not open, as a sentence: the worker's own, or the desk's, where it refused. */
export function useLineWords(): (error: unknown) => string {
  const t = useTranslations('voiceLine.failed');
  return (error) => {
    if (!(error instanceof LineFailure)) return refusalOf(error) ?? t('unreachable');
    return error.sentence ?? t(error.code);
  };
}
