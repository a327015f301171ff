import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PatientsPage } from '../../../features/patients/patients-page.tsx';
import { requireSession } from '../../../server/auth/session.ts';
import { homeOf, pagesOf } from '../../../server/homes.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('patients'))('title') };
}

/** The list stays while patients are opened and closed beside it. */
export default async function PatientsLayout({ children }: { children: ReactNode }) {
  const { role } = await requireSession();
  if (!pagesOf(role).includes('patients')) redirect(homeOf(role));
  return (
    <>
      <PatientsPage />
      {children}
    </>
  );
}
