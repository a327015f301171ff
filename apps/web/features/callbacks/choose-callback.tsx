'use client';

import { PhoneCall } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Notice } from '../../ui/notice.tsx';

/** In the middle pane while no callback is open. */
export function ChooseCallback() {
  const t = useTranslations('live.callback');
  return (
    <Notice icon={PhoneCall} title={t('choose.title')}>
      {t('choose.body')}
    </Notice>
  );
}
