'use client';

import { Command } from 'cmdk';
import { PhoneCall, PhoneMissed, Settings } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { usePerson } from '../shell/person.tsx';
import { icons } from '../shell/rail.tsx';
import { CommandItem, groupClass } from './command-item.tsx';

/** The pages that this person has; once letters are typed, each of the settings' too. */
export function PageCommands({ text, onDone }: { text: string; onDone: () => void }) {
  const t = useTranslations('desk.palette');
  const tRail = useTranslations('rail');
  const tSettings = useTranslations('settings');
  const tTry = useTranslations('tryCall');
  const { pages, sections } = usePerson();
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
      {pages.includes('live') ? (
        <CommandItem value="page try" icon={PhoneCall} words={['try', tTry('title')]} onSelect={go('/try')}>
          {tTry('title')}
        </CommandItem>
      ) : null}
      {(text.trim() === '' ? [] : sections).map((section) => (
        <CommandItem
          key={section}
          value={`settings ${section}`}
          icon={Settings}
          words={['settings', section, tSettings('title'), tSettings(`section.${section}`)]}
          note={tSettings('title')}
          onSelect={go(`/settings/${section}`)}
        >
          {tSettings(`section.${section}`)}
        </CommandItem>
      ))}
    </Command.Group>
  );
}
