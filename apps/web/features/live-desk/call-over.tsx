'use client';

import { PhoneOff } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** In place of a call that is not on the board any more: where its record is, and the way back to those that are. */
export function CallOver({ callId, onBack }: { callId: string; onBack: () => void }) {
  const t = useTranslations('live.over');
  const tLive = useTranslations('live');
  return (
    <Notice icon={PhoneOff} title={t('title')} action={<Button onClick={onBack}>{tLive('back')}</Button>}>
      <p>{t('body')}</p>
      <Link href={`/calls/${callId}`} className="text-brand underline underline-offset-2">
        {tLive('caller.record')}
      </Link>
    </Notice>
  );
}
