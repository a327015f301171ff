import pg from 'pg';

/** What a statement is for, as far as its text tells. */
const kinds = {
  opening: /^\s*(BEGIN|SELECT set_config\('app)/i,
  locks: /pg_advisory_xact_lock/,
  committing: /^\s*(COMMIT|ROLLBACK)/i,
  writing: /^\s*(INSERT|UPDATE|DELETE|WITH a AS \(\s*INSERT)/i,
  reading: /^/,
} as const;
export type StatementKind = keyof typeof kinds;

/** How many statements this process sent while it worked, and for how long they were waited for, milliseconds in all. */
export async function timeStatements(
  work: () => Promise<unknown>,
): Promise<Record<StatementKind, { count: number; ms: number }>> {
  const times = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, { count: 0, ms: 0 }])) as Record<
    StatementKind,
    { count: number; ms: number }
  >;
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function time(this: unknown, ...args: unknown[]): unknown {
    const [first] = args;
    const text = typeof first === 'object' && first !== null && 'text' in first ? String(first.text) : String(first);
    const kind = (Object.keys(kinds) as StatementKind[]).find((each) => kinds[each].test(text)) ?? 'reading';
    const began = performance.now();
    const end = () => {
      times[kind].count += 1;
      times[kind].ms += performance.now() - began;
    };
    const answer = query.apply(this, args);
    if (answer instanceof Promise) answer.then(end, end);
    return answer;
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return times;
}
