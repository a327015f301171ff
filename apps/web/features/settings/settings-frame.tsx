'use client';

import { clsx } from 'clsx';
import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageHead } from '../../ui/page-head.tsx';
import type { Section } from './sections.ts';

/** The pages of the settings at the left, one of them beside. On a phone the list is the page, and each has a way back to it. */
export function SettingsFrame({ sections, children }: { sections: readonly Section[]; children: ReactNode }) {
  const t = useTranslations('settings');
  const pathname = usePathname();
  const isIndex = pathname === '/settings';
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('title')}>
        {isIndex ? null : (
          <Link
            href="/settings"
            className="inline-flex min-h-8 items-center gap-1 text-brand md:hidden pointer-coarse:min-h-10"
          >
            <ChevronLeft aria-hidden className="size-4" />
            {t('all')}
          </Link>
        )}
      </PageHead>
      <div className="flex min-h-0 flex-1 bg-surface">
        <nav
          aria-label={t('pages')}
          className={clsx(
            'w-44 shrink-0 overflow-y-auto border-line border-r p-2 xl:w-52 max-md:w-full max-md:border-r-0',
            isIndex ? 'max-md:flex-1 max-md:hidden' : 'max-md:hidden',
          )}
        >
          <SectionLinks sections={sections} pathname={pathname} />
        </nav>
        <div className="min-w-0 flex-1 overflow-y-auto">{children}</div>
      </div>
    </div>
  );
}

/** Also what the first page shows on a phone, below what is missing. */
export function SectionLinks({ sections, pathname }: { sections: readonly Section[]; pathname: string }) {
  const t = useTranslations('settings');
  return (
    <ul className="space-y-px">
      {sections.map((section) => {
        const isHere = pathname === `/settings/${section}`;
        return (
          <li key={section}>
            <Link
              href={`/settings/${section}`}
              aria-current={isHere ? 'page' : undefined}
              className={clsx(
                'flex min-h-8 items-center rounded-md px-2 hover:bg-sunken pointer-coarse:min-h-11',
                isHere ? 'bg-brand-wash font-medium' : 'text-ink-soft hover:text-ink',
              )}
            >
              {t(`section.${section}`)}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
