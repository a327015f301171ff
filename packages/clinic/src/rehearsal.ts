import type { Tenant } from '@vaani/db';
import type { ClinicContext } from './context.ts';

/** Carries the result past the end of the transaction. */
class TakenBack<T> extends Error {
  readonly result: T;

  constructor(result: T) {
    super('taken back');
    this.result = result;
  }
}

/**
 * Does `work` as it would be done, with every check and every conflict, and takes back all that it wrote: jobs are queued in the same transaction,
 * and nobody is told. What it answers is what the real thing would have answered just now; a second rehearsal knows nothing of the first.
 * @throws what `work` throws, and where the database is away.
 */
export async function rehearse<T>(ctx: ClinicContext, work: (ctx: ClinicContext) => Promise<T>): Promise<T> {
  try {
    return await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
      const db = { ...ctx.db, withTenant: within(tenant) };
      throw new TakenBack(await work({ ...ctx, db, live: { ...ctx.live, publish: async () => null } }));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.result as T;
    throw error;
  }
}

/** Transactions inside of another one: each is a savepoint, so that what fails in it is gone and the others stay. */
function within(tenant: Tenant): ClinicContext['db']['withTenant'] {
  let isOpen = false;
  return async (clinicId, work) => {
    if (clinicId !== tenant.clinicId) throw new Error('a rehearsal is of one clinic');
    // Two at once share a connection, and savepoints cannot cross each other.
    if (isOpen) return work(tenant);
    isOpen = true;
    try {
      await tenant.tx.$executeRaw`SAVEPOINT rehearsed`;
      const result = await work(tenant);
      await tenant.tx.$executeRaw`RELEASE SAVEPOINT rehearsed`;
      return result;
    } catch (error) {
      await tenant.tx.$executeRaw`ROLLBACK TO SAVEPOINT rehearsed`;
      throw error;
    } finally {
      isOpen = false;
    }
  };
}
