'use client';

import { useMutation } from '@tanstack/react-query';
import { useTrpcClient } from '../trpc/client.ts';
import { refusalCodeOf, refusalOf } from '../trpc/refusal.ts';

/** What a person at the desk does to a call. Listening and taking over go through the browser's line. */
export type Act =
  | { kind: 'whisper' | 'say'; text: string }
  | { kind: 'transfer'; entryId: string }
  | { kind: 'hold'; isOnHold: boolean }
  | { kind: 'handBack' | 'hangUp' | 'own' | 'release' };

/** The acts on one call: which is under way, what the last one came to, and the worker's sentence where it would not. */
export function useActs(callId: string) {
  const client = useTrpcClient();
  const mutation = useMutation({
    mutationFn: async (act: Act): Promise<void> => {
      const { live } = client;
      switch (act.kind) {
        case 'whisper':
          return void (await live.whisper.mutate({ callId, text: act.text }));
        case 'say':
          return void (await live.say.mutate({ callId, text: act.text }));
        case 'transfer':
          return void (await live.transfer.mutate({ callId, entryId: act.entryId }));
        case 'hold':
          return void (await live.hold.mutate({ callId, isOnHold: act.isOnHold }));
        case 'handBack':
          return void (await live.handBack.mutate({ callId }));
        case 'hangUp':
          return void (await live.hangUp.mutate({ callId }));
        case 'own':
          return void (await live.own.mutate({ callId }));
        case 'release':
          return void (await live.release.mutate({ callId }));
      }
    },
  });
  return {
    act: mutation.mutate,
    pending: mutation.isPending ? mutation.variables : undefined,
    done: mutation.isSuccess ? mutation.variables : undefined,
    failed: mutation.isError ? mutation.variables : undefined,
    /** Null where it failed in a way that nobody expected. */
    refusal: refusalOf(mutation.error),
    /** Is the call over, or its worker gone? */
    isGone: refusalCodeOf(mutation.error) === 'not-found',
    /** Did nobody answer in time? */
    isSilent: refusalCodeOf(mutation.error) === 'unavailable',
    forget: mutation.reset,
  };
}
export type Acts = ReturnType<typeof useActs>;
