import { getClinicProfile } from '@vaani/clinic';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { LineBar } from '../../features/live-desk/line/line-bar.tsx';
import { NeedLine } from '../../features/live-desk/need-line.tsx';
import { DeskKeys } from '../../features/palette/desk-keys.tsx';
import { TroubleNews } from '../../features/settings/trouble-news.tsx';
import type { Person } from '../../features/shell/person.tsx';
import { Rail } from '../../features/shell/rail.tsx';
import { StreamBanner } from '../../features/shell/stream-banner.tsx';
import { DeskProviders } from '../../features/trpc/desk-providers.tsx';
import { requireSession } from '../../server/auth/session.ts';
import { webDeps } from '../../server/deps.ts';
import { pagesOf } from '../../server/homes.ts';
import { sectionsOf } from '../../server/settings-access.ts';
import { clinicContext } from '../../server/trpc/base.ts';

/** The shell of every page for people with a sign-in: rail, state of the connection, the clinic's zone. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  const profile = await getClinicProfile(clinicContext(webDeps(), session));
  const t = await getTranslations('app');
  const isHindi = (await getLocale()) === 'hi';
  const named = (one: { name: string; nameHindi: string }) => (isHindi && one.nameHindi ? one.nameHindi : one.name);
  const person: Person = {
    userId: session.userId,
    name: session.name,
    email: session.email,
    role: session.role,
    doctorId: session.doctorId,
    clinicId: session.clinicId,
    clinicName: named(profile),
    branches: profile.branches.map((branch) => ({ id: branch.id, name: named(branch) })),
    zone: profile.zone,
    version: session.version,
    memberships: session.memberships,
    pages: pagesOf(session.role),
    sections: sectionsOf(session.role),
  };
  return (
    <NextIntlClientProvider timeZone={profile.zone}>
      <DeskProviders person={person}>
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2 focus:shadow-float"
        >
          {t('skip')}
        </a>
        <div className="flex h-dvh overflow-hidden max-md:flex-col">
          <Rail />
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            <StreamBanner />
            <LineBar />
            <NeedLine />
            <main id="main" tabIndex={-1} className="min-h-0 flex-1 outline-none">
              {children}
            </main>
          </div>
        </div>
        <DeskKeys />
        {person.sections.includes('webhooks') ? <TroubleNews /> : null}
      </DeskProviders>
    </NextIntlClientProvider>
  );
}
