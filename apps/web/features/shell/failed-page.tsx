'use client';

import { useTranslations } from 'next-intl';
import { FailedNotice } from '../../ui/failed-notice.tsx';

/** In place of a page that failed while it was made: says what is safe and offers to try again. */
export function FailedPage({ reset }: { reset: () => void }) {
  const t = useTranslations('error');
  return <FailedNotice words={{ title: t('title'), body: t('body'), action: t('retry') }} onRetry={reset} />;
}
