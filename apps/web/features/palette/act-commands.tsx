'use client';

import { Command } from 'cmdk';
import { BellRing, Keyboard, Languages, LogOut, Moon, Phone, Sun } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useDuty, useSetDuty } from '../duty/use-duty.ts';
import { useBrowserChoice } from '../shell/browser-choice.ts';
import { useSetLocale, useTheme } from '../shell/preferences.ts';
import { signOut } from '../shell/sign-out.ts';
import { CommandItem, groupClass } from './command-item.tsx';

/** What can be done from anywhere. */
export function ActCommands({ onDone, onHelp }: { onDone: () => void; onHelp: () => void }) {
  const t = useTranslations('desk.palette');
  const locale = useLocale();
  const setLocale = useSetLocale();
  const [theme, setTheme] = useTheme();
  const [areSoundsOn, turnSounds] = useBrowserChoice('sounds');
  const duty = useDuty();
  const setDuty = useSetDuty();
  const isOnDuty = duty?.isOnDuty ?? false;
  const isDark = theme === 'dark';
  const then = (act: () => void) => () => {
    act();
    onDone();
  };
  return (
    <Command.Group heading={t('acts')} className={groupClass}>
      <CommandItem
        value="act duty"
        icon={Phone}
        words={[t('duty.on'), t('duty.off')]}
        shortcut="D"
        onSelect={then(() => setDuty.mutate({ isOnDuty: !isOnDuty }))}
      >
        {t(isOnDuty ? 'duty.off' : 'duty.on')}
      </CommandItem>
      <CommandItem
        value="act sound"
        icon={BellRing}
        words={[t('sounds.on'), t('sounds.off')]}
        shortcut="M"
        onSelect={then(() => turnSounds(!areSoundsOn))}
      >
        {t(areSoundsOn ? 'sounds.off' : 'sounds.on')}
      </CommandItem>
      <CommandItem
        value="act language"
        icon={Languages}
        words={['English', 'हिन्दी', 'Hindi']}
        onSelect={then(() => setLocale(locale === 'hi' ? 'en' : 'hi'))}
      >
        {t('language')}
      </CommandItem>
      <CommandItem
        value="act theme"
        icon={isDark ? Sun : Moon}
        words={[t('theme.light'), t('theme.dark')]}
        onSelect={then(() => setTheme(isDark ? 'light' : 'dark'))}
      >
        {t(isDark ? 'theme.light' : 'theme.dark')}
      </CommandItem>
      <CommandItem value="act keys" icon={Keyboard} words={[t('keys')]} shortcut="?" onSelect={onHelp}>
        {t('keys')}
      </CommandItem>
      <CommandItem value="act sign-out" icon={LogOut} words={[t('signOut')]} onSelect={then(() => void signOut())}>
        {t('signOut')}
      </CommandItem>
    </Command.Group>
  );
}
