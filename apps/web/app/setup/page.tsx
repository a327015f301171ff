import { isUntouched } from '@vaani/clinic';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { FirstAdminForm } from '../../features/first-run/first-admin-form.tsx';
import { PublicPage } from '../../features/first-run/public-page.tsx';
import { webDeps } from '../../server/deps.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('firstRun'))('title') };
}

/** The first page of a new installation. Once there is somebody, it is none. */
export default async function SetupPage() {
  const deps = webDeps();
  if (!(await isUntouched(deps))) redirect('/sign-in');
  const t = await getTranslations('firstRun');
  const hasCode = deps.settings.setupCode !== undefined;
  return (
    <PublicPage title={t('title')} lead={t(hasCode ? 'lead' : 'noCode')}>
      {hasCode ? <FirstAdminForm /> : null}
    </PublicPage>
  );
}
