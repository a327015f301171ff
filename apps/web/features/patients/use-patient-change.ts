'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTrpc } from '../trpc/client.ts';

/** What is to be fetched anew once a patient was changed. */
export function usePatientChanged(): () => void {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  return () => {
    for (const router of [trpc.patients, trpc.schedule])
      void queryClient.invalidateQueries({ queryKey: router.pathKey() });
  };
}
