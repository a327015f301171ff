'use client';

import { ChartColumn, Keyboard, LogOut, MessageSquareText, PhoneCall, Search, Settings } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { locales, themes } from '../../i18n/locales.ts';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../../ui/menu.tsx';
import { DutyItem } from '../duty/duty-item.tsx';
import { WaitingBadge } from '../messages/waiting-badge.tsx';
import { pressShortcut } from '../palette/use-shortcut.ts';
import { initialsOf } from './initials.ts';
import { usePerson } from './person.tsx';
import { useSetLocale, useTheme } from './preferences.ts';
import { signOut } from './sign-out.ts';
import { switchClinic } from './switch-clinic.ts';

/** Who is signed in, with their language, theme and the way out. In the bar of a phone it also holds the clinics. */
export function PersonMenu({ isBar }: { isBar: boolean }) {
  const t = useTranslations();
  const person = usePerson();
  const locale = useLocale();
  const setLocale = useSetLocale();
  const [theme, setTheme] = useTheme();
  return (
    <Menu
      side={isBar ? 'top' : 'right'}
      align="end"
      trigger={
        <button
          type="button"
          data-person={person.userId}
          className="flex w-full flex-col items-center justify-center gap-1 rounded-md px-1 py-2 text-ink-soft text-xs hover:bg-sunken hover:text-ink"
        >
          <span className="relative">
            <span
              aria-hidden
              className="flex size-5 items-center justify-center rounded-full border border-line-strong text-[10px] text-ink leading-none md:size-8 md:text-xs"
            >
              {initialsOf(person.name)}
            </span>
            {isBar && person.pages.includes('messages') ? <WaitingBadge /> : null}
          </span>
          <span className="line-clamp-2 max-w-full">{isBar ? t('rail.you') : person.name}</span>
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="font-strong">{person.name}</p>
        <p className="text-ink-soft text-sm">
          {t(`role.${person.role}`)} · {person.email}
        </p>
      </div>
      <MenuLine />
      <MenuItem onSelect={() => pressShortcut('palette')}>
        <Search aria-hidden className="size-4" />
        {t('desk.palette.label')}
      </MenuItem>
      <MenuItem onSelect={() => pressShortcut('help')}>
        <Keyboard aria-hidden className="size-4" />
        {t('desk.palette.keys')}
      </MenuItem>
      <MenuLine />
      {isBar ? <DutyItem /> : null}
      {isBar && person.pages.includes('messages') ? (
        <MenuItem asChild>
          <Link href="/messages">
            <span className="relative">
              <MessageSquareText aria-hidden className="size-4" />
              <WaitingBadge />
            </span>
            {t('rail.messages')}
          </Link>
        </MenuItem>
      ) : null}
      {isBar && person.pages.includes('analytics') ? (
        <MenuItem asChild>
          <Link href="/analytics">
            <ChartColumn aria-hidden className="size-4" />
            {t('rail.analytics')}
          </Link>
        </MenuItem>
      ) : null}
      {person.role === 'doctor' ? null : (
        <MenuItem asChild>
          <Link href="/try">
            <PhoneCall aria-hidden className="size-4" />
            {t('tryCall.title')}
          </Link>
        </MenuItem>
      )}
      {isBar && person.pages.includes('settings') ? (
        <MenuItem asChild>
          <Link href="/settings">
            <Settings aria-hidden className="size-4" />
            {t('rail.settings')}
          </Link>
        </MenuItem>
      ) : null}
      {isBar && person.memberships.length > 1 ? (
        <MenuChoice
          label={t('rail.switchClinic')}
          value={person.clinicId}
          options={person.memberships.map(({ clinicId, clinicName }) => ({ value: clinicId, label: clinicName }))}
          onChoose={switchClinic}
        />
      ) : (
        <MenuLabel>{person.clinicName}</MenuLabel>
      )}
      <MenuLine />
      <MenuChoice
        label={t('preferences.language')}
        value={locale}
        options={locales.map((value) => ({ value, label: t(`preferences.locale.${value}`), lang: value }))}
        onChoose={setLocale}
      />
      <MenuChoice
        label={t('preferences.theme')}
        value={theme}
        options={themes.map((value) => ({ value, label: t(`preferences.themes.${value}`) }))}
        onChoose={setTheme}
      />
      <MenuLine />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden className="size-4" />
        {t('rail.signOut')}
      </MenuItem>
    </Menu>
  );
}
