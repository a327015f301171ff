import type { ClinicDeps } from '@vaani/clinic';
import { inTime } from './call/in-time.ts';

const DEADLINE_MS = 1_000;

export interface Readiness {
  isReady: boolean;
  database: 'up' | 'down';
  redis: 'up' | 'down';
}

/** Ready for calls: warmed up, and the database and Redis answer. Calls that are under way go on without either. */
export async function readinessOf(deps: ClinicDeps, isWarm: boolean): Promise<Readiness> {
  const database = await inTime(deps.clock, DEADLINE_MS, deps.db.prisma.$queryRaw`SELECT 1`).then(
    () => 'up' as const,
    () => 'down' as const,
  );
  const redis = deps.live.status();
  return { isReady: isWarm && database === 'up' && redis === 'up', database, redis };
}
