import { waitingRoomView } from '@vaani/clinic';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { WaitingRoomScreen } from '../../../features/waiting-room/waiting-room-screen.tsx';
import en from '../../../messages/en.json';
import hi from '../../../messages/hi.json';
import { addressOf } from '../../../server/auth/request.ts';
import { webDeps } from '../../../server/deps.ts';

/** Whoever has the link may look, but no search engine shall. */
export async function generateMetadata(): Promise<Metadata> {
  const title = (await getTranslations('waitingRoom'))('screen');
  return { title, robots: { index: false, follow: false } };
}

/** The numbers of a waiting room, for its screen. No sign-in: the link is the secret. */
export default async function WaitingRoomPage({ params }: { params: Promise<{ token: string }> }) {
  const { token: secret } = await params;
  const answer = await waitingRoomView(webDeps(), { secret, address: addressOf(await headers()) });
  if (!answer.ok && answer.reason === 'unknown') notFound();
  return (
    <WaitingRoomScreen
      address={`/api/waiting/${encodeURIComponent(secret)}`}
      initial={answer.ok ? answer.view : null}
      words={{ en: en.waitingRoom, hi: hi.waitingRoom }}
    />
  );
}
