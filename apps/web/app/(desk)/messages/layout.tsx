import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { MessagesPage } from '../../../features/messages/messages-page.tsx';
import { requireSession } from '../../../server/auth/session.ts';
import { homeOf, pagesOf } from '../../../server/homes.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messages'))('title') };
}

/** The list stays while messages are opened and closed beside it. */
export default async function MessagesLayout({ children }: { children: ReactNode }) {
  const { role } = await requireSession();
  if (!pagesOf(role).includes('messages')) redirect(homeOf(role));
  return (
    <>
      <MessagesPage />
      {children}
    </>
  );
}
