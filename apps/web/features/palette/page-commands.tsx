'use client';

import { Command } from 'cmdk';
import { PhoneMissed } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { usePerson } from '../shell/person.tsx';
import { icons } from '../shell/rail.tsx';
import { CommandItem, groupClass } from './command-item.tsx';

/** The pages that this person has. */
export function PageCommands({ onDone }: { onDone: () => void }) {
  const t = useTranslations('desk.palette');
  const tRail = useTranslations('rail');
  const { pages } = usePerson();
  const router = useRouter();
  const go = (address: string) => () => {
    router.push(address);
    onDone();
  };
  return (
    <Command.Group heading={t('pages')} className={groupClass}>
      {pages.map((page) => (
        <CommandItem
          key={page}
          value={`page ${page}`}
          icon={icons[page]}
          words={[page, tRail(page)]}
          onSelect={go(`/${page}`)}
        >
          {tRail(page)}
        </CommandItem>
      ))}
      {pages.includes('live') ? (
        <CommandItem
          value="page callbacks"
          icon={PhoneMissed}
          words={['callbacks', t('callbacks')]}
          onSelect={go('/live?show=callbacks')}
        >
          {t('callbacks')}
        </CommandItem>
      ) : null}
    </Command.Group>
  );
}
