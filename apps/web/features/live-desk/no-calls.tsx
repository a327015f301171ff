'use client';

import { clsx } from 'clsx';
import { CloudOff, PhoneIncoming } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Notice } from '../../ui/notice.tsx';

/**
 * Nobody calls: what will be here, and on one's own machine how to place a call.
 * @param isUntold somebody may call all the same: who would tell is not reached.
 */
export function NoCalls({ isLocal, isUntold, className }: { isLocal: boolean; isUntold: boolean; className?: string }) {
  const t = useTranslations('live.empty');
  if (isUntold) {
    return (
      <div className={clsx('h-full', className)}>
        <Notice icon={CloudOff} title={t('untold.title')}>
          {t('untold.body')}
        </Notice>
      </div>
    );
  }
  return (
    <div className={clsx('h-full', className)}>
      <Notice icon={PhoneIncoming} title={t('title')}>
        <p>{t('body')}</p>
        {isLocal ? (
          <p className="mt-4">
            {t('try')}
            <code className="mt-1 block overflow-x-auto whitespace-nowrap rounded-md border border-line bg-sunken px-3 py-2 text-ink text-xs">
              npm run call -- --scenario book-english
            </code>
          </p>
        ) : null}
      </Notice>
    </div>
  );
}
