import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { MyDayPage } from '../../../features/my-day/my-day-page.tsx';
import { requireSession } from '../../../server/auth/session.ts';
import { webDeps } from '../../../server/deps.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('schedule.myDay'))('title') };
}

/** A doctor's own day; everybody else has the schedule. */
export default async function Page() {
  const { doctorId } = await requireSession();
  if (doctorId === undefined) redirect('/schedule');
  return <MyDayPage serverNow={webDeps().clock.now()} doctorId={doctorId} />;
}
