import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SchedulePage } from '../../../features/schedule/schedule-page.tsx';
import { webDeps } from '../../../server/deps.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('schedule'))('title') };
}

export default function Page() {
  return <SchedulePage serverNow={webDeps().clock.now()} />;
}
