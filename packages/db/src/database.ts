import { PrismaPg } from '@prisma/adapter-pg';
import type { KeyRing } from '@vaani/config';
import { type Metrics, traced } from '@vaani/observability';
import { type ClinicCipher, clinicCipher } from './clinic-cipher.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { createStatementNames } from './statement-names.ts';
import { watchQueries } from './watch-queries.ts';

/** One transaction that speaks for one clinic: row-level security shows it that clinic's rows and no others. */
export interface Tenant {
  clinicId: string;
  tx: Prisma.TransactionClient;
  cipher: ClinicCipher;
}

export interface Database {
  /** Under the app role, outside of any clinic: sees no tenant's row. For the functions of `system.ts`. */
  prisma: PrismaClient;
  /** What wraps the keys of clinics: a new clinic's keys are made with it. */
  keyRing: KeyRing;
  /**
   * Runs `work` in one transaction for a clinic, and commits when it returns.
   * @param options.timeoutMs how long the whole may take; 10 s by default.
   * @throws what `work` throws, after rolling back; {UnknownClinicError} where there is no such clinic.
   */
  withTenant<T>(clinicId: string, work: (tenant: Tenant) => Promise<T>, options?: { timeoutMs?: number }): Promise<T>;
  /** The clinic's cipher, from memory after the first use. @throws {UnknownClinicError} */
  cipherFor(clinicId: string): Promise<ClinicCipher>;
  close(): Promise<void>;
}

export class UnknownClinicError extends Error {
  override name = 'UnknownClinicError';
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Connects as the app role.
 * @param options.poolSize connections at most; 10 by default.
 * @param options.metrics where the times of queries go; nowhere without.
 */
export function createDatabase(options: {
  url: string;
  keyRing: KeyRing;
  poolSize?: number;
  metrics?: Metrics;
}): Database {
  const connection = {
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
  };
  const postgres = new PrismaPg(connection, { statementNameGenerator: createStatementNames() });
  const adapter = watchQueries(postgres, options.metrics);
  const prisma = new PrismaClient({ adapter, errorFormat: 'minimal' });
  const ciphers = new Map<string, Promise<ClinicCipher>>();

  async function transaction<T>(
    clinicId: string,
    timeoutMs: number,
    work: (tx: Prisma.TransactionClient) => Promise<T>,
  ): Promise<T> {
    if (!uuid.test(clinicId)) throw new UnknownClinicError('not the id of a clinic');
    return traced('db.transaction', { clinicId }, () =>
      prisma.$transaction(
        async (tx) => {
          await tx.$executeRaw`SELECT set_config('app.clinic_id', ${clinicId}, true)`;
          return work(tx);
        },
        { timeout: timeoutMs, maxWait: 10_000 },
      ),
    );
  }

  async function loadCipher(clinicId: string): Promise<ClinicCipher> {
    const select = { dataKey: true, searchKey: true, ringKeyId: true };
    const keys = await transaction(clinicId, 10_000, (tx) => tx.clinicKey.findUnique({ where: { clinicId }, select }));
    if (keys === null) throw new UnknownClinicError('there is no such clinic, or it was erased');
    return clinicCipher(options.keyRing, clinicId, keys);
  }

  function cipherFor(clinicId: string): Promise<ClinicCipher> {
    const known = ciphers.get(clinicId);
    if (known !== undefined) return known;
    const loading = loadCipher(clinicId);
    ciphers.set(clinicId, loading);
    // A failure is not remembered: the next caller asks again.
    loading.catch(() => ciphers.delete(clinicId));
    return loading;
  }

  return {
    prisma,
    keyRing: options.keyRing,
    cipherFor,
    async withTenant(clinicId, work, { timeoutMs = 10_000 } = {}) {
      const cipher = await cipherFor(clinicId);
      return transaction(clinicId, timeoutMs, (tx) => work({ clinicId, tx, cipher }));
    },
    close: () => prisma.$disconnect(),
  };
}
