'use client';

import { isTRPCClientError } from '@trpc/client';
import type { AppRouter } from '../../server/routers/index.ts';

/** The sentence of an expected failure, as the server wrote it for people; null where it failed in a way nobody expected. */
export function refusalOf(error: unknown): string | null {
  if (!isTRPCClientError<AppRouter>(error)) return null;
  return error.data?.reason?.sentence ?? null;
}

/** Its code, for failures that a page has words of its own for. */
export function refusalCodeOf(error: unknown): string | null {
  if (!isTRPCClientError<AppRouter>(error)) return null;
  return error.data?.reason?.code ?? null;
}
