/** Why a provider could not do what it was asked: who, what, whether another try may help. Never holds what was said. */
export class ProviderFailure extends Error {
  override name = 'ProviderFailure';
  readonly provider: string;
  readonly operation: string;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(o: {
    provider: string;
    operation: string;
    message: string;
    isRetryable: boolean;
    retryAfterMs?: number;
    cause?: unknown;
  }) {
    super(`${o.provider} ${o.operation}: ${o.message}`, { cause: o.cause });
    this.provider = o.provider;
    this.operation = o.operation;
    this.isRetryable = o.isRetryable;
    this.retryAfterMs = o.retryAfterMs;
  }
}
