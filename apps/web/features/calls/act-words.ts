'use client';

import { useTranslations } from 'next-intl';
import type { CallDetail } from '../../server/routers/calls-schemas.ts';

/** What somebody of the staff did with a call, in words. */
export function useActText(): (act: CallDetail['acts'][number]) => string {
  const t = useTranslations('calls.act');
  return ({ act, isOnHold, by }) => {
    const name = by ?? t('somebody');
    return act === 'hold' ? t(isOnHold === false ? 'unhold' : 'hold', { name }) : t(act, { name });
  };
}
