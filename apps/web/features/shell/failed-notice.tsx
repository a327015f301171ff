'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** In place of a page that failed while it was made: says what is safe and offers to try again. */
export function FailedNotice({ reset }: { reset: () => void }) {
  const t = useTranslations('error');
  return (
    <Notice
      icon={TriangleAlert}
      title={t('title')}
      isAlarm
      action={
        <Button kind="primary" onClick={reset}>
          {t('retry')}
        </Button>
      }
    >
      {t('body')}
    </Notice>
  );
}
