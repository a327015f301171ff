import type { SqlDriverAdapterFactory, SqlQueryable } from '@prisma/driver-adapter-utils';
import { type Metrics, traced } from '@vaani/observability';

const buckets = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000];

/** What a statement does, and to which table: the words of its beginning, never a value (those travel apart). */
export function describeStatement(sql: string): { operation: string; table: string } {
  const [, verb = 'other'] = /^\s*([a-z]+)/i.exec(sql) ?? [];
  const [, table = 'none'] = /\b(?:from|into|update)\s+(?:"?\w+"?\.)?"?([a-z_][a-z0-9_]*)"?/i.exec(sql) ?? [];
  const operation = verb.toLowerCase();
  return { operation: operations.has(operation) ? operation : 'other', table };
}
const operations = new Set(['select', 'insert', 'update', 'delete', 'with']);

/**
 * Measures every query where it leaves for the server: its time into `database_query_duration_ms`, and a span where spans are taken. A query that waits for a
 * connection waits before that.
 */
export function watchQueries(factory: SqlDriverAdapterFactory, metrics: Metrics | undefined): SqlDriverAdapterFactory {
  const durations = metrics?.histogram('database_query_duration_ms', 'From a query to its answer, ms', buckets, [
    'operation',
  ] as const);

  async function measured<T>(sql: string, run: () => Promise<T>): Promise<T> {
    const { operation, table } = describeStatement(sql);
    const began = performance.now();
    try {
      return await traced('db.query', { operation, table }, run);
    } finally {
      durations?.observe({ operation }, performance.now() - began);
    }
  }

  /** The library calls these by name on the object it was given: they are put in their own place. */
  function watch<Q extends SqlQueryable>(queryable: Q): Q {
    const queryRaw = queryable.queryRaw.bind(queryable);
    const executeRaw = queryable.executeRaw.bind(queryable);
    queryable.queryRaw = (query) => measured(query.sql, () => queryRaw(query));
    queryable.executeRaw = (query) => measured(query.sql, () => executeRaw(query));
    return queryable;
  }

  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = watch(await connect());
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => watch(await startTransaction(isolation));
    return adapter;
  };
  return factory;
}
