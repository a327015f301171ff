'use client';

import { TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type Failure, inWords } from './failure.ts';

/** What went wrong, where it went wrong: our words, and the server's own where they say more. */
export function FailureLine({ failure, label, id }: { failure: Failure | null; label?: string; id?: string }) {
  const t = useTranslations('settings.failed');
  const isEnglish = useLocale() === 'en';
  if (failure === null) return null;
  const sentence = inWords(failure, label);
  return (
    <p id={id} className="flex items-start gap-1.5 text-alarm text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {isEnglish && sentence !== '' ? null : t(failure.code)}{' '}
        {sentence === '' ? null : <span lang="en">{sentence}</span>}
      </span>
    </p>
  );
}
