import { may } from '@vaani/clinic';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TryPage } from '../../../features/try/try-page.tsx';
import { requireSession } from '../../../server/auth/session.ts';
import { homeOf } from '../../../server/homes.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tryCall'))('title') };
}

export default async function Page() {
  const { role } = await requireSession();
  if (!may(role, 'live.act')) redirect(homeOf(role));
  return <TryPage />;
}
