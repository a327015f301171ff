'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';

/** Who is on duty, oneself among them, and when the AI answers; kept up by the stream. Undefined until it is known. */
export function useDuty() {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.duty.now.queryOptions());
  useLiveMessages((message) => {
    const isNews =
      message.kind === 'snapshot' ||
      message.kind === 'caught-up' ||
      (message.kind === 'event' && (message.event.type === 'desk.duty' || message.event.type === 'desk.answers'));
    if (isNews) void queryClient.invalidateQueries({ queryKey: trpc.duty.now.queryKey() });
  });
  return data;
}

/** Turns one's own switch. It shows the new side at once, and the old one again where it could not be turned. */
export function useSetDuty() {
  const trpc = useTrpc();
  const client = useTrpcClient();
  const queryClient = useQueryClient();
  const queryKey = trpc.duty.now.queryKey();
  return useMutation({
    mutationKey: trpc.phone.setOnDuty.mutationKey(),
    mutationFn: ({ isOnDuty }: { isOnDuty: boolean }) => client.phone.setOnDuty.mutate({ isOnDuty }),
    onMutate: ({ isOnDuty }) => {
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, before && { ...before, isOnDuty });
      return { before };
    },
    onError: (_error, _input, kept) => queryClient.setQueryData(queryKey, kept?.before),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}
