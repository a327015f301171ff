/** Why the database refused a write, as far as code can act on it. */
export type Conflict = 'overlap' | 'unique' | 'lock-timeout' | 'serialization' | 'deadlock' | 'foreign-key' | 'check';

const bySqlState: Record<string, Conflict> = {
  '23P01': 'overlap',
  '23505': 'unique',
  '55P03': 'lock-timeout',
  '40001': 'serialization',
  '40P01': 'deadlock',
  '23503': 'foreign-key',
  '23514': 'check',
};
const byPrismaCode: Record<string, Conflict> = { P2002: 'unique', P2003: 'foreign-key', P2034: 'serialization' };

/** Reads Prisma's and pg's errors alike; null where it is none of these, and the error should surface. */
export function conflictOf(error: unknown): Conflict | null {
  for (let current = error, depth = 0; isRecord(current) && depth < 8; depth++) {
    const code = sqlStateOf(current);
    if (code !== undefined && bySqlState[code] !== undefined) return bySqlState[code];
    if (typeof current.code === 'string' && byPrismaCode[current.code] !== undefined)
      return byPrismaCode[current.code] ?? null;
    current = next(current);
  }
  return null;
}

/** True where the server could not be reached or went away: nothing is known about the data then. */
export function isUnreachable(error: unknown): boolean {
  const signs =
    /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0[123]|P1001|P1002|P1017|P2024|P2028|08\d{3}|ConnectionClosed|DatabaseNotReachable|terminated unexpectedly|timeout exceeded when trying to connect/;
  for (let current = error, depth = 0; isRecord(current) && depth < 8; depth++) {
    const code = `${typeof current.code === 'string' ? current.code : ''} ${sqlStateOf(current) ?? ''}`;
    if (signs.test(code) || (current instanceof Error && signs.test(current.message))) return true;
    current = next(current);
  }
  return false;
}

function sqlStateOf(error: Record<string, unknown>): string | undefined {
  const { originalCode, code } = error;
  if (typeof originalCode === 'string') return originalCode;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('P') ? code : undefined;
}

/** Prisma keeps the driver's error under meta.driverAdapterError.cause; others under cause. */
function next(error: Record<string, unknown>): unknown {
  const meta = isRecord(error.meta) ? error.meta.driverAdapterError : undefined;
  return meta ?? error.cause;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
