import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StartPage } from '../../../features/settings/start-page.tsx';
import { mySections } from '../../../server/settings-access.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') };
}

export default async function Page() {
  return <StartPage sections={await mySections()} />;
}
