import pg from 'pg';

export interface RecordedQuery {
  text: string;
  values: unknown[];
}

/** All queries that this process sends while it works, whoever sends them. Two recordings at once would see each other's. */
export async function recordQueries(work: () => Promise<unknown>): Promise<RecordedQuery[]> {
  const recorded: RecordedQuery[] = [];
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function record(this: unknown, ...args: unknown[]): unknown {
    const [first, second] = args;
    if (typeof first === 'string') recorded.push({ text: first, values: Array.isArray(second) ? second : [] });
    else if (isQuery(first)) recorded.push({ text: first.text, values: first.values ?? [] });
    return query.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return recorded;
}

const isQuery = (value: unknown): value is { text: string; values?: unknown[] } =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

/** A table is large from so many rows on. */
const LARGE_ROWS = 10_000;

/**
 * Which large tables a clinic's queries read from one end to the other, by the plans that the app role gets for them behind row-level security.
 * @returns one line for each such reading, and the names of the large tables that are read by an index.
 */
export async function findSequentialScans(
  appUrl: string,
  clinicId: string,
  queries: RecordedQuery[],
): Promise<{ scans: string[]; byIndex: string[] }> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= $1`,
      [LARGE_ROWS],
    );
    const large = new Set(rows.map(({ name }) => name));
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.clinic_id', $1, true)`, [clinicId]);
    const scans: string[] = [];
    const byIndex = new Set<string>();
    for (const { text, values } of queries.filter(isRead)) {
      const planned = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (FORMAT JSON) ${text}`,
        values,
      );
      for (const node of nodesOf(planned.rows[0]?.['QUERY PLAN'][0].Plan)) {
        const table = node['Relation Name'] ?? '';
        if (!large.has(table)) continue;
        if (node['Node Type'].includes('Seq Scan'))
          scans.push(`${table}: ${text.replaceAll(/\s+/g, ' ').slice(0, 200)}`);
        else byIndex.add(table);
      }
    }
    await client.query('ROLLBACK');
    return { scans, byIndex: [...byIndex].sort() };
  } finally {
    await client.end();
  }
}

const isRead = ({ text }: RecordedQuery): boolean => /^\s*(SELECT|WITH)\b/i.test(text) && !text.includes('set_config');

function nodesOf(node: PlanNode | undefined): PlanNode[] {
  return node === undefined ? [] : [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
