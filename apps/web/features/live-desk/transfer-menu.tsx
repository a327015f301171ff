'use client';

import { useQuery } from '@tanstack/react-query';
import { PhoneForwarded } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Menu, MenuItem, MenuLabel } from '../../ui/menu.tsx';
import { useTrpc } from '../trpc/client.ts';
import { ActButton } from './act-button.tsx';

/** Whom the call can be handed to: the clinic's own list, and nobody else. Fetched when it is opened: who is on duty changes. */
export function TransferMenu({
  isOpen,
  onOpenChange,
  isDisabled,
  onChoose,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  isDisabled: boolean;
  onChoose: (entryId: string) => void;
}) {
  const t = useTranslations('live.act');
  const trpc = useTrpc();
  const { data, isError } = useQuery({
    ...trpc.live.transferTargets.queryOptions(),
    enabled: isOpen,
    staleTime: 5_000,
  });
  return (
    <Menu
      side="top"
      control={{ isOpen, onOpenChange }}
      trigger={
        <ActButton icon={PhoneForwarded} name="transfer" disabled={isDisabled}>
          {t('transfer.label')}
        </ActButton>
      }
    >
      <MenuLabel>{t('transfer.to')}</MenuLabel>
      {data?.map(({ entryId, label, isThere }) => (
        <MenuItem key={entryId} onSelect={() => onChoose(entryId)}>
          <span className="min-w-0 flex-1">
            {label}
            <span className="block text-ink-soft text-xs">{t(isThere ? 'transfer.there' : 'transfer.away')}</span>
          </span>
        </MenuItem>
      ))}
      {data?.length === 0 ? <p className="px-2 py-1.5 text-ink-soft text-sm">{t('transfer.none')}</p> : null}
      {isError && data === undefined ? (
        <p role="alert" className="px-2 py-1.5 text-sm">
          {t('transfer.failed')}
        </p>
      ) : null}
    </Menu>
  );
}
