'use client';

import { useTranslations } from 'next-intl';
import { CountBadge } from '../shell/count-badge.tsx';
import { useOfBoard } from './board-provider.tsx';

/** How many calls want a person, on the way to them. */
export function NeedBadge() {
  const t = useTranslations('live.needed');
  const { length: count } = useOfBoard('needed');
  return <CountBadge count={count} label={t('badge', { count })} />;
}
