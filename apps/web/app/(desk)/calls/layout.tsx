import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { CallsList } from '../../../features/calls/calls-list.tsx';
import { webDeps } from '../../../server/deps.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calls'))('title') };
}

/** The list stays while calls are opened and closed beside it. */
export default function CallsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <CallsList serverNow={webDeps().clock.now()} />
      {children}
    </>
  );
}
