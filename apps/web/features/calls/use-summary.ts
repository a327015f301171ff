'use client';

import { useLocale } from 'next-intl';
import type { CallSummary } from '../../server/routers/calls-schemas.ts';

/** The summary of a call in the language of the page; where it was made in one only, in that. Null while there is none. */
export function useSummary(): (call: Pick<CallSummary, 'summary' | 'summaryHindi'>) => string | null {
  const isHindi = useLocale() === 'hi';
  return ({ summary, summaryHindi }) => (isHindi ? (summaryHindi ?? summary) : summary);
}
