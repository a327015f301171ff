'use client';

import { clsx } from 'clsx';
import {
  CalendarDays,
  ChartColumn,
  Headphones,
  type LucideIcon,
  MessageSquareText,
  PhoneCall,
  Settings,
  Stethoscope,
  UsersRound,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { DutySwitch } from '../duty/duty-switch.tsx';
import { NeedBadge } from '../live-desk/need-badge.tsx';
import { WaitingBadge } from '../messages/waiting-badge.tsx';
import { TroubleBadge } from '../settings/trouble-badge.tsx';
import { ClinicMenu } from './clinic-menu.tsx';
import { type Person, usePerson } from './person.tsx';
import { PersonMenu } from './person-menu.tsx';

export const icons: Record<Person['pages'][number], LucideIcon> = {
  live: Headphones,
  schedule: CalendarDays,
  'my-day': Stethoscope,
  patients: UsersRound,
  calls: PhoneCall,
  messages: MessageSquareText,
  analytics: ChartColumn,
  settings: Settings,
};

/** The way around: at the left, on a phone at the bottom. */
export function Rail() {
  const t = useTranslations('rail');
  const { pages } = usePerson();
  const pathname = usePathname();
  return (
    <header className="z-30 flex shrink-0 border-line bg-surface max-md:order-last max-md:border-t max-md:pb-[env(safe-area-inset-bottom)] md:w-22 md:flex-col md:border-r md:py-3">
      <div className="px-2 max-md:hidden">
        <ClinicMenu />
      </div>
      <nav aria-label={t('label')} className="flex flex-1 max-md:justify-around md:mt-4 md:flex-col md:gap-1 md:px-2">
        {pages.map((page) => {
          const Icon = icons[page];
          const isHere = pathname.startsWith(`/${page}`);
          return (
            <Link
              key={page}
              href={`/${page}`}
              aria-current={isHere ? 'page' : undefined}
              className={clsx(
                // A phone's bar has room for five: these are a press further there.
                (page === 'messages' || page === 'analytics' || page === 'settings') && 'max-md:hidden',
                'flex flex-1 flex-col items-center justify-center gap-1 rounded-md py-2 text-xs md:flex-none',
                isHere
                  ? 'font-strong text-brand md:bg-brand-wash md:text-ink'
                  : 'text-ink-soft hover:bg-sunken hover:text-ink',
              )}
            >
              <span className="relative">
                <Icon aria-hidden className="size-5" strokeWidth={1.75} />
                {page === 'live' ? <NeedBadge /> : null}
                {page === 'messages' ? <WaitingBadge /> : null}
                {page === 'settings' ? <TroubleBadge /> : null}
              </span>
              {t(page)}
            </Link>
          );
        })}
        <div className="flex flex-1 md:hidden">
          <PersonMenu isBar />
        </div>
      </nav>
      <div className="space-y-1 px-2 max-md:hidden">
        <DutySwitch />
        <PersonMenu isBar={false} />
      </div>
    </header>
  );
}
