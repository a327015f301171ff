'use client';

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, isTRPCClientError, splitLink } from '@trpc/client';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import type { AppRouter } from '../../server/routers/index.ts';
import { BoardProvider } from '../live-desk/board-provider.tsx';
import { LineProvider } from '../live-desk/line/line-provider.tsx';
import { LiveStreamProvider } from '../live-stream/live-stream-provider.tsx';
import { type Person, PersonProvider } from '../shell/person.tsx';
import { TRPCProvider } from './client.ts';
import { wire } from './wire.ts';

const REQUEST_DEADLINE_MS = 15_000;

/** Everything a page of the desk stands on: who is signed in, the server's procedures, the live stream. */
export function DeskProviders({ person, children }: { person: Person; children: ReactNode }) {
  const router = useRouter();
  const [client] = useState(createClient);
  const [queryClient] = useState(() => createQueryClient(() => router.refresh()));
  return (
    <PersonProvider person={person}>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <LiveStreamProvider>
            <BoardProvider>
              <LineProvider>{children}</LineProvider>
            </BoardProvider>
          </LiveStreamProvider>
        </TRPCProvider>
      </QueryClientProvider>
    </PersonProvider>
  );
}

function createClient() {
  const url = '/api/trpc';
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url, transformer: wire }),
        false: httpBatchLink({
          url,
          transformer: wire,
          maxURLLength: 4_000,
          fetch: (input, init) => {
            const deadline = AbortSignal.timeout(REQUEST_DEADLINE_MS);
            const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
            return fetch(input, { ...init, signal });
          },
        }),
      }),
    ],
  });
}

function createQueryClient(onSessionOver: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isTRPCClientError<AppRouter>(error) && error.data?.code === 'UNAUTHORIZED') onSessionOver();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // The stream says when something changed; until then what we have is right.
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && !isRefusal(error),
      },
    },
  });
}

/** A refusal stays one, however often it is asked for. */
function isRefusal(error: unknown): boolean {
  if (!isTRPCClientError<AppRouter>(error)) return false;
  const status = error.data?.httpStatus ?? 500;
  return status >= 400 && status < 500;
}
