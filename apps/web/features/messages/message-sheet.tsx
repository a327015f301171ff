'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RecordSheet } from '../shell/record-sheet.tsx';
import { useRecordWords } from '../shell/use-record-words.ts';
import { useTrpc } from '../trpc/client.ts';
import { MessageBody } from './message-body.tsx';
import { useMessageWords } from './use-message-words.ts';

/** One message beside the list: its text, every attempt, and what can be done where it was given up. */
export function MessageSheet({ messageId }: { messageId: string }) {
  const router = useRouter();
  const search = useSearchParams().toString();
  const words = useMessageWords();
  const trpc = useTrpc();
  const query = useQuery(trpc.messages.byId.queryOptions({ messageId }));
  return (
    <RecordSheet
      query={query}
      words={useRecordWords('messages')}
      title={words.recipient}
      note={words.about}
      onClose={() => router.push(`/messages${search === '' ? '' : `?${search}`}`, { scroll: false })}
      loading={
        <>
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-4 w-4/5" />
        </>
      }
    >
      {(message) => <MessageBody message={message} />}
    </RecordSheet>
  );
}
