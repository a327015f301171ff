import { isTRPCClientError } from '@trpc/client';
import type { AppRouter } from '../../server/routers/index.ts';

/** Why something was not saved. */
export interface Failure {
  code: 'bad-input' | 'not-found' | 'not-allowed' | 'conflict' | 'busy' | 'unavailable' | 'unreachable';
  /** The server's words, in the page's language; none where it did not answer. */
  sentence: string;
  /** What goes on after the field's label, where the sentence is about a field. */
  about: string | null;
  /** The field that is to blame, as `entries.0.phone`. */
  field: string | null;
}

/** Reads what a procedure answered with. */
export function readFailure(error: unknown): Failure {
  const reason = isTRPCClientError<AppRouter>(error) ? error.data?.reason : undefined;
  if (reason === undefined) return { code: 'unreachable', sentence: '', about: null, field: null };
  const { code, sentence, about, field } = reason;
  return { code, sentence, about, field: field ? field : null };
}

/** What was refused of a field, by the label that stands on the page. */
export function inWords({ sentence, about }: Failure, label: string | undefined): string {
  return about === null || label === undefined ? sentence : `${label} ${about}`;
}
