import { isTRPCClientError } from '@trpc/client';
import type { AppRouter } from '../../server/routers/index.ts';

/** Why something was not saved. */
export interface Failure {
  code: 'bad-input' | 'not-found' | 'not-allowed' | 'conflict' | 'busy' | 'unavailable' | 'unreachable';
  /** The server's own words; none where it did not answer. */
  sentence: string;
  /** The field that is to blame, as `entries.0.phone`. */
  field: string | null;
}

/** Reads what a procedure answered with. */
export function readFailure(error: unknown): Failure {
  const reason = isTRPCClientError<AppRouter>(error) ? error.data?.reason : undefined;
  if (reason === undefined) return { code: 'unreachable', sentence: '', field: null };
  return { code: reason.code, sentence: reason.sentence, field: reason.field ? reason.field : null };
}

/** The server names a field by its key: a person knows it by its label. */
export function inWords({ sentence, field }: Failure, label: string | undefined): string {
  if (field === null || label === undefined || !sentence.startsWith(`${field} `)) return sentence;
  return `${label} ${sentence.slice(field.length + 1)}`;
}
