import { ClinicError, isDatabaseAway } from '@vaani/clinic';
import type { AnyOperation } from './operation.ts';
import { Problem } from './problem.ts';

/** What an error is called on the wire; null where nobody expected it. */
export function toProblem(error: unknown, operation: AnyOperation | null): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof ClinicError) return fromDomain(error, operation);
  if (isDatabaseAway(error))
    return new Problem('unavailable', {
      detail: 'The data cannot be reached just now.',
      headers: { 'retry-after': '5' },
    });
  return null;
}

function fromDomain(error: ClinicError, operation: AnyOperation | null): Problem {
  const names = operation?.kind === 'key' ? operation.fieldNames : {};
  const own = error.field === undefined ? undefined : (names[error.field] ?? error.field);
  const blame = { detail: error.sentence, field: own };
  switch (error.code) {
    case 'bad-input':
      return new Problem('bad-request', blame);
    case 'not-found': {
      // What the address names is not there; or what the request names within.
      const isInPath = own === undefined || Object.hasOwn(operation?.params.shape ?? {}, own);
      return new Problem(isInPath ? 'not-found' : 'not-processable', blame);
    }
    case 'not-allowed':
      return new Problem('forbidden', blame);
    case 'conflict':
      return error.field === 'idempotencyKey'
        ? new Problem('key-reused', { detail: error.sentence, field: 'Idempotency-Key' })
        : new Problem('conflict', blame);
    case 'busy':
      return new Problem('conflict', { ...blame, reason: 'busy', headers: { 'retry-after': '1' } });
    case 'unavailable':
      return new Problem('unavailable', { ...blame, headers: { 'retry-after': '5' } });
  }
}
