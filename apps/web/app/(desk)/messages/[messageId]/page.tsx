import { notFound } from 'next/navigation';
import { z } from 'zod';
import { MessageSheet } from '../../../../features/messages/message-sheet.tsx';

export default async function MessagePage({ params }: { params: Promise<{ messageId: string }> }) {
  const messageId = z.uuid().safeParse((await params).messageId);
  if (!messageId.success) notFound();
  return <MessageSheet messageId={messageId.data} />;
}
