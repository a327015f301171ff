import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { VisitsPage } from '../../../../features/analytics/visits-page.tsx';
import { requireSession } from '../../../../server/auth/session.ts';
import { webDeps } from '../../../../server/deps.ts';
import { homeOf, pagesOf } from '../../../../server/homes.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analytics.visitList'))('title') };
}

export default async function Page() {
  const { role } = await requireSession();
  if (!pagesOf(role).includes('analytics')) redirect(homeOf(role));
  return <VisitsPage serverNow={webDeps().clock.now()} />;
}
