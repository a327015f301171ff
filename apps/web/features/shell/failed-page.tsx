'use client';

import { useTranslations } from 'next-intl';
import { buttonClass } from '../../ui/button.tsx';

/**
 * In place of a page that failed while it was made: says what is safe and offers to try again. Every page has it in store, so it draws its sign itself and makes
 * do without the desk's notice.
 */
export function FailedPage({ reset }: { reset: () => void }) {
  const t = useTranslations('error');
  return (
    <div className="flex h-full flex-col items-center justify-center gap-3 px-6 py-12 text-center">
      <svg
        aria-hidden
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        className="size-6 text-alarm"
      >
        <path d="M12 4 2.5 20h19zM12 10v5M12 17.5v.5" />
      </svg>
      <div className="max-w-80 space-y-1">
        <p className="font-strong text-lg">{t('title')}</p>
        <p className="text-ink-soft">{t('body')}</p>
      </div>
      <button type="button" className={buttonClass('plain')} onClick={reset}>
        {t('retry')}
      </button>
    </div>
  );
}
