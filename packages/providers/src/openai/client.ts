import OpenAI, { APIConnectionError, APIError } from 'openai';
import { type FailureReason, failureOfStatus, type Loss, ProviderFailure } from '../failure.ts';
import { retryAfterMs } from '../message-provider.ts';

/** Longer than any answer of a call may take; what is waited for in a turn is decided by whoever asks. */
const LONGEST_MS = 60_000;

/** Gives the library's client for an account, the same one as long as the account stays the same. */
export function createOpenaiClients(options: { fetch?: typeof fetch | undefined }) {
  let held: { key: string; client: OpenAI } | undefined;
  return (account: { apiKey: string; apiUrl: string }): OpenAI => {
    const key = `${account.apiKey}|${account.apiUrl}`;
    if (held?.key === key) return held.client;
    const client = new OpenAI({
      apiKey: account.apiKey,
      baseURL: account.apiUrl,
      organization: null,
      project: null,
      // Another try is the chain's to decide: it may be somebody else's turn.
      maxRetries: 0,
      timeout: LONGEST_MS,
      logLevel: 'off',
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    });
    held = { key, client };
    return client;
  };
}

/** What an error of the library means. @param of.lost what it cost, where the answer had begun. */
export function openaiFailure(
  error: unknown,
  of: { provider: string; operation: string; lost?: Loss },
): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const status: unknown = error instanceof APIError ? error.status : undefined;
  if (error instanceof APIError && typeof status === 'number') {
    const headers: unknown = error.headers;
    const wait = headers instanceof Headers ? retryAfterMs(headers.get('retry-after')) : undefined;
    return failureOfStatus({ ...of, status, retryAfterMs: wait, cause: error });
  }
  const failed = (reason: FailureReason, message: string) =>
    new ProviderFailure({ ...of, reason, message, isRetryable: true, cause: error });
  // An error inside a stream of events has no status.
  if (error instanceof APIError && !(error instanceof APIConnectionError))
    return failed('server', 'the service reported an error');
  if (error instanceof APIConnectionError) return failed('unreachable', 'the connection failed');
  if (error instanceof SyntaxError) return failed('garbled', 'the answer is not in the service’s form');
  return failed('closed', 'the answer was cut off');
}
