import { notFound } from 'next/navigation';
import { z } from 'zod';
import { CallSheet } from '../../../../features/calls/call-sheet.tsx';

export default async function CallPage({ params }: { params: Promise<{ callId: string }> }) {
  const callId = z.uuid().safeParse((await params).callId);
  if (!callId.success) notFound();
  return <CallSheet callId={callId.data} />;
}
