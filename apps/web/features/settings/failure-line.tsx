'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Failure, inWords } from './failure.ts';

/** What went wrong, where it went wrong: the server's words, or ours where it gave none. */
export function FailureLine({ failure, label, id }: { failure: Failure | null; label?: string; id?: string }) {
  const t = useTranslations('settings.failed');
  if (failure === null) return null;
  return (
    <p id={id} className="flex items-start gap-1.5 text-alarm text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{inWords(failure, label) || t('unreachable')}</span>
    </p>
  );
}
