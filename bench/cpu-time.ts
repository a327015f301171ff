import { readFile } from 'node:fs/promises';
import type pg from 'pg';

/** Milliseconds for which cores worked. */
export interface CpuTime {
  /** For this process. */
  node: number;
  /** For the connections to a database; null where the system does not tell (no /proc). */
  postgres: number | null;
}

/** Begins to count; what it returns tells how much it was. What a connection did that is closed by then is not in it. */
export async function startCpuTime(owner: pg.Client): Promise<() => Promise<CpuTime>> {
  const before = await backendTimes(owner);
  const node = process.cpuUsage();
  return async () => {
    const { user, system } = process.cpuUsage(node);
    let postgres = 0;
    for (const [pid, ms] of await backendTimes(owner)) postgres += ms - (before.get(pid) ?? 0);
    return { node: (user + system) / 1_000, postgres: postgres === 0 ? null : postgres };
  };
}

async function backendTimes(owner: pg.Client): Promise<Map<number, number>> {
  const { rows } = await owner.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  const times = new Map<number, number>();
  for (const { pid } of rows) {
    const text = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => null);
    if (text !== null) times.set(pid, Number(text.split(' ')[0]) / 1e6);
  }
  return times;
}
