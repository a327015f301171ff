'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Failure, readFailure } from './failure.ts';

/** Something that is done at a press: what came of it, and what has to be read anew. */
export interface Act {
  isBusy: boolean;
  isDone: boolean;
  failure: Failure | null;
  /** @returns whether it was done. */
  run(work: () => Promise<unknown>): Promise<boolean>;
  forget(): void;
}

/** @param stale keys of queries that show what is changed. */
export function useAct(...stale: (readonly unknown[])[]): Act {
  const queryClient = useQueryClient();
  const [state, setState] = useState<{ is: 'idle' | 'busy' | 'done'; failure: Failure | null }>({
    is: 'idle',
    failure: null,
  });
  return {
    isBusy: state.is === 'busy',
    isDone: state.is === 'done',
    failure: state.failure,
    forget: () => setState({ is: 'idle', failure: null }),
    async run(work) {
      setState({ is: 'busy', failure: null });
      try {
        await work();
        // What is shown is what stands there now, before it says that it is saved.
        await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
        setState({ is: 'done', failure: null });
        return true;
      } catch (error) {
        setState({ is: 'idle', failure: readFailure(error) });
        return false;
      }
    },
  };
}
