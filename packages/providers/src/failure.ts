/** What kind of failure it was, for metrics and for whoever decides what comes next. */
export type FailureReason =
  /** Nobody listens there, or the name is not known. */
  | 'unreachable'
  /** The key is wrong, or may not do this. */
  | 'unauthorised'
  /** What we asked is refused: asking again changes nothing. */
  | 'refused'
  /** Too many at once: by rate, by the plan's limit, or all local ones in use. */
  | 'busy'
  /** The provider's own trouble. */
  | 'server'
  /** No answer in time. */
  | 'timeout'
  /** The connection ended in the middle. */
  | 'closed'
  /** The answer is none: not in the provider's form, or cut off. */
  | 'garbled'
  /** Nothing more is known. */
  | 'failed';

/** What the failure cost: nothing yet, what was being said or heard, or the rest of what had begun. */
export type Loss = 'nothing' | 'utterance' | 'rest';

/** Why a provider could not do what it was asked: who, what, whether another try may help. Never holds what was said. */
export class ProviderFailure extends Error {
  override name = 'ProviderFailure';
  readonly provider: string;
  readonly operation: string;
  readonly reason: FailureReason;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly lost: Loss;

  constructor(o: {
    provider: string;
    operation: string;
    message: string;
    isRetryable: boolean;
    reason?: FailureReason;
    retryAfterMs?: number | undefined;
    lost?: Loss;
    cause?: unknown;
  }) {
    super(`${o.provider} ${o.operation}: ${o.message}`, { cause: o.cause });
    this.provider = o.provider;
    this.operation = o.operation;
    this.reason = o.reason ?? 'failed';
    this.isRetryable = o.isRetryable;
    this.retryAfterMs = o.retryAfterMs;
    this.lost = o.lost ?? 'nothing';
  }
}

/**
 * The failure that an HTTP status means. A status alone: a provider's sentence may quote what was said.
 * @param of.status 0 where there was no answer.
 */
export function failureOfStatus(of: {
  provider: string;
  operation: string;
  status: number;
  retryAfterMs?: number | undefined;
  lost?: Loss;
  cause?: unknown;
}): ProviderFailure {
  const reason = reasonOf(of.status);
  return new ProviderFailure({
    ...of,
    message: `answered with status ${of.status}`,
    reason,
    isRetryable: reason !== 'refused' && reason !== 'unauthorised',
  });
}

function reasonOf(status: number): FailureReason {
  if (status === 401 || status === 402 || status === 403) return 'unauthorised';
  if (status === 429 || status === 529) return 'busy';
  if (status === 408 || status === 504) return 'timeout';
  if (status >= 500) return 'server';
  return status >= 400 ? 'refused' : 'garbled';
}
