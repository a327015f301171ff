'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Callback } from '../../server/routers/callbacks-schemas.ts';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { refusalOf } from '../trpc/refusal.ts';

export type CallbackShow = 'open' | 'closed';
const PAGE = 50;
/** Changes that come together are fetched together. */
const TOGETHER_MS = 200;

const underWay: ReadonlySet<string> = new Set(['waiting', 'placing', 'ringing', 'talking']);

/** Is somebody being rung, or about to be? */
export const isUnderWay = ({ status }: { status: string }): boolean => underWay.has(status);

/** Somebody becomes late without anything being told. */
const LATE_MS = 60_000;

/** How many are to be rung back and how many of them late, kept up by the stream; nought until it is known. */
export function useCallbackCounts(): { open: number; late: number } {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const { data } = useQuery({ ...trpc.callbacks.counts.queryOptions(), refetchInterval: LATE_MS });
  useLiveMessages((message) => {
    const isNews = message.kind === 'event' ? message.event.type === 'callback.changed' : message.kind !== 'behind';
    if (!isNews) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries({ queryKey: trpc.callbacks.pathKey() });
    }, TOGETHER_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return data ?? { open: 0, late: 0 };
}

/** Those to be rung back, the next due first; or those that are settled. */
export function useCallbacks(show: CallbackShow) {
  const trpc = useTrpc();
  const query = useInfiniteQuery({
    ...trpc.callbacks.list.infiniteQueryOptions(
      { show, limit: PAGE },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
    staleTime: 10_000,
  });
  return { query, callbacks: query.data?.pages.flatMap((page) => page.callbacks) };
}

export type CallbackAct =
  | { kind: 'take'; isTakenOver?: boolean }
  | { kind: 'give'; userId: string }
  | { kind: 'setDue'; dueAt: string }
  | { kind: 'putBack' | 'reopen' | 'ringByAi' }
  | { kind: 'close'; outcome: NonNullable<Callback['outcome']>; note: string };

/** What one does with a callback, and what came of it. */
export function useCallbackActs(callbackId: string) {
  const { callbacks, phone } = useTrpcClient();
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (act: CallbackAct): Promise<void> => {
      switch (act.kind) {
        case 'take':
          return void (await callbacks.take.mutate({ callbackId, isTakenOver: act.isTakenOver ?? false }));
        case 'give':
          return void (await callbacks.give.mutate({ callbackId, userId: act.userId }));
        case 'setDue':
          return void (await callbacks.setDue.mutate({ callbackId, dueAt: act.dueAt }));
        case 'putBack':
          return void (await callbacks.putBack.mutate({ callbackId }));
        case 'reopen':
          return void (await callbacks.reopen.mutate({ callbackId }));
        case 'close':
          return void (await callbacks.close.mutate({ callbackId, outcome: act.outcome, note: act.note }));
        case 'ringByAi':
          return void (await phone.callBack.mutate({ callbackId }));
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.callbacks.pathKey() }),
  });
  return {
    act: mutation.mutate,
    isBusy: mutation.isPending,
    failed: mutation.isError ? mutation.variables : undefined,
    done: mutation.isSuccess ? mutation.variables : undefined,
    refusal: refusalOf(mutation.error),
  };
}
