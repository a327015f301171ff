import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LiveDesk } from '../../../features/live-desk/live-desk.tsx';
import { requireSession } from '../../../server/auth/session.ts';
import { webDeps } from '../../../server/deps.ts';
import { homeOf, pagesOf } from '../../../server/homes.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('live'))('title') };
}

export default async function LivePage() {
  const { role } = await requireSession();
  if (!pagesOf(role).includes('live')) redirect(homeOf(role));
  return <LiveDesk isLocal={!webDeps().settings.isProduction} />;
}
