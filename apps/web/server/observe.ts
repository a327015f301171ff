import { type Metrics, traced } from '@vaani/observability';

const buckets = [5, 10, 25, 50, 100, 200, 300, 500, 750, 1_000, 2_000, 5_000];

/**
 * Measures a request: its time into `api_request_duration_ms`, and a trace of its own where spans are taken.
 * @param request.operation a name of ours, never an address: those hold what was searched for.
 * @param statusOf what became of it, as a word or a number.
 */
export async function observeRequest<T>(
  metrics: Metrics | undefined,
  request: { interface: 'trpc' | 'rest'; operation: () => string },
  work: () => Promise<T>,
  statusOf: (result: T) => string,
): Promise<T> {
  const durations = metrics?.histogram('api_request_duration_ms', 'From a request to its answer, ms', buckets, [
    'interface',
    'operation',
    'status',
  ] as const);
  const began = performance.now();
  const labels = () => ({ interface: request.interface, operation: request.operation() });
  let status = 'failed';
  try {
    const result = await traced('request', labels(), work, { isRoot: true });
    status = statusOf(result);
    return result;
  } finally {
    durations?.observe({ ...labels(), status }, performance.now() - began);
  }
}
