'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { Token } from '../../server/routers/queue-schemas.ts';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import type { Acts } from '../schedule/use-acts.ts';
import { useFailureText } from '../shell/failure-text.ts';
import { useTrpc } from '../trpc/client.ts';

/** Changes that come together are fetched together. */
const TOGETHER_MS = 60;
/** Waits grow without anything being told. */
const AGAIN_MS = 60_000;

/** The numbers of a day, of all doctors or one. */
export function useTokens(date: string, doctorId: string | null) {
  const trpc = useTrpc();
  const options = trpc.queue.tokens.queryOptions({ date, ...(doctorId === null ? {} : { doctorId }) });
  return useQuery({ ...options, staleTime: 0 });
}

/** How a doctor's queue stands: who is inside, who is next, how long it will be. */
export function useQueueStatus(date: string, doctorId: string) {
  const trpc = useTrpc();
  return useQuery({
    ...trpc.queue.status.queryOptions({ date, doctorId }),
    staleTime: 0,
    refetchInterval: AGAIN_MS,
  });
}

const queueEvents: ReadonlySet<string> = new Set(['queue.changed', 'doctor.late', 'appointment.changed']);

/** Fetches queues and numbers anew whenever the stream says that one moved. Once a page. */
export function useQueueNews(): void {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useLiveMessages((message) => {
    if (message.kind === 'behind' || (message.kind === 'event' && !queueEvents.has(message.event.type))) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      for (const part of [trpc.queue.tokens, trpc.queue.status])
        void queryClient.invalidateQueries({ queryKey: part.pathKey() });
    }, TOGETHER_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}

/** Calling in, and what is done with a number. What comes of it is told by `acts`. */
export function useQueueActs(acts: Pick<Acts, 'say' | 'fail'>) {
  const t = useTranslations('schedule.board');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const common = {
    onError: (error: unknown) => acts.fail(failureText(error)),
    // Waited for: who presses again before it is fetched would act on who was inside before.
    onSettled: () =>
      Promise.all(
        [trpc.queue, trpc.schedule].map((router) => queryClient.invalidateQueries({ queryKey: router.pathKey() })),
      ),
  };
  const called = useMutation({
    ...trpc.queue.callNext.mutationOptions(),
    onSuccess: (result) => {
      if (!result.ok) return acts.fail(t(`notCalled.${result.reason}`, { numbers: result.running.join(', ') }));
      if (result.token === null) return acts.say(t('finishedLast'));
      acts.say(t('called', { number: result.token.number, name: result.token.name ?? t('unnamed') }));
    },
    ...common,
  });
  const change = (did: 'skipped' | 'recalled' | 'finished' | 'left') => ({
    onSuccess: (result: { ok: boolean }) => (result.ok ? acts.say(t(`did.${did}`)) : acts.fail(t('notChanged'))),
    ...common,
  });
  const skip = useMutation({ ...trpc.queue.skip.mutationOptions(), ...change('skipped') });
  const recall = useMutation({ ...trpc.queue.recall.mutationOptions(), ...change('recalled') });
  const finish = useMutation({ ...trpc.queue.finish.mutationOptions(), ...change('finished') });
  const leave = useMutation({ ...trpc.queue.cancel.mutationOptions(), ...change('left') });
  return {
    isBusy: [called, skip, recall, finish, leave].some(({ isPending }) => isPending),
    /** Finishes who is inside, and calls in who is next by the rule. */
    callNext: (doctorId: string, inside: Pick<Token, 'id'> | undefined) =>
      called.mutate({
        doctorId,
        ...(inside === undefined ? {} : { finishing: inside.id }),
        idempotencyKey: crypto.randomUUID(),
      }),
    skip: (token: Token) => skip.mutate({ tokenId: token.id }),
    recall: (token: Token) => recall.mutate({ tokenId: token.id }),
    finish: (token: Token) => finish.mutate({ tokenId: token.id }),
    leave: (token: Token) => leave.mutate({ tokenId: token.id }),
  };
}
export type QueueActs = ReturnType<typeof useQueueActs>;
