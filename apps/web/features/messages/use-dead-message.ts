'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isTRPCClientError } from '@trpc/client';
import type { AppRouter } from '../../server/routers/index.ts';
import { useTrpc } from '../trpc/client.ts';

/** What came of the last thing that was done with a message that was given up. Keys of the message catalogue. */
export type DeadResult = 'retried' | 'dismissed' | 'conflict' | 'failed';

/** Sends a message that was given up after all, or puts it aside. @param onResult told once what came of it. */
export function useDeadMessage(messageId: string, onResult: (result: DeadResult) => void) {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const options = (done: DeadResult) => ({
    onSuccess: () => onResult(done),
    onError: (error: unknown) =>
      onResult(isTRPCClientError<AppRouter>(error) && error.data?.code === 'CONFLICT' ? 'conflict' : 'failed'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.messages.pathKey() }),
  });
  const retry = useMutation({ ...trpc.messages.retry.mutationOptions(), ...options('retried') });
  const dismiss = useMutation({ ...trpc.messages.dismiss.mutationOptions(), ...options('dismissed') });
  return {
    isBusy: retry.isPending || dismiss.isPending,
    retry: () => retry.mutate({ messageId }),
    dismiss: () => dismiss.mutate({ messageId }),
  };
}
