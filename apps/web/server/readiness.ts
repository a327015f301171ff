import 'server-only';
import type { WebDeps } from './deps.ts';

const DEADLINE_MS = 2_000;

/** Whether Postgres answers within two seconds. */
export async function isDatabaseReady(deps: WebDeps): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const cancel = deps.clock.after(DEADLINE_MS, () => resolve(false), { keepAlive: true });
  const answer = deps.db.prisma.$queryRaw`SELECT 1`.then(
    () => true,
    (error: unknown) => {
      deps.logger.warn('the database does not answer', error instanceof Error ? { error } : {});
      return false;
    },
  );
  const isReady = await Promise.race([answer, late]);
  cancel();
  return isReady;
}
