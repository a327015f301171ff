'use client';

import { Phone, PhoneOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MenuItem } from '../../ui/menu.tsx';
import { useDuty, useSetDuty } from './use-duty.ts';

/** The duty switch in a menu: a phone has no room for it in its bar. */
export function DutyItem() {
  const t = useTranslations('desk.duty');
  const duty = useDuty();
  const set = useSetDuty();
  const isOnDuty = duty?.isOnDuty ?? false;
  const Icon = isOnDuty ? PhoneOff : Phone;
  return (
    <MenuItem disabled={duty === undefined} onSelect={() => set.mutate({ isOnDuty: !isOnDuty })}>
      <Icon aria-hidden className="size-4" />
      {t(isOnDuty ? 'turnOff' : 'turnOn')}
    </MenuItem>
  );
}
