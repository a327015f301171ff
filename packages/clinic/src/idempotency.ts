import { createHash } from 'node:crypto';
import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { type ClinicContext, ClinicError } from './context.ts';

/** The key under which a write is done once. */
export const idempotencyKeySchema = z.string().min(8, 'is too short').max(200, 'is too long');

/**
 * Runs a write once under a key: repeated, it answers what it answered first. Without a key it is simply run. The key's row is written in the same transaction, and its
 * unique key makes a second writer wait for the first. A refusal wrote nothing and is not remembered: asked again, it is tried again.
 * @throws {ClinicError} `conflict` where the key was used for another request.
 */
export async function once<R extends { ok: boolean }>(
  tenant: Tenant,
  request: { key: string | undefined; operation: string; body: unknown },
  write: () => Promise<R>,
): Promise<{ response: R; isRepeat: boolean }> {
  const { tx, clinicId, cipher } = tenant;
  const { key, operation } = request;
  if (key === undefined) return { response: await write(), isRepeat: false };
  const requestHash = createHash('sha256')
    .update(JSON.stringify([operation, request.body]))
    .digest('hex');
  const inserted = await tx.$executeRaw`
    INSERT INTO idempotency_keys (clinic_id, key, operation, request_hash) VALUES (${clinicId}::uuid, ${key}, ${operation}, ${requestHash})
    ON CONFLICT (clinic_id, key) DO NOTHING`;
  const where = { clinicId_key: { clinicId, key } };
  if (inserted === 0) {
    const earlier = await tx.idempotencyKey.findUniqueOrThrow({ where, select: { requestHash: true, response: true } });
    if (earlier.requestHash !== requestHash || earlier.response === null) {
      throw new ClinicError('conflict', 'This idempotency key was used for another request.', 'idempotencyKey');
    }
    return { response: cipher.openJson('idempotency_keys', 'response', key, earlier.response) as R, isRepeat: true };
  }
  const response = await write();
  if (!response.ok) {
    await tx.idempotencyKey.delete({ where, select: { key: true } });
    return { response, isRepeat: false };
  }
  await tx.idempotencyKey.update({
    where,
    data: { response: cipher.sealJson('idempotency_keys', 'response', key, response) },
    select: { key: true },
  });
  return { response, isRepeat: false };
}

interface Batch {
  keys: Set<string>;
  done: Promise<ReadonlySet<string>>;
}

const batches = new WeakMap<ClinicContext['db'], Map<string, Batch>>();

/** Was a write done under this key? Those who ask in the same moment ask together. */
export async function isDone(ctx: ClinicContext, key: string): Promise<boolean> {
  const ofProcess = batches.get(ctx.db) ?? new Map<string, Batch>();
  batches.set(ctx.db, ofProcess);
  const batch = ofProcess.get(ctx.clinicId) ?? beginBatch(ctx, ofProcess);
  batch.keys.add(key);
  return (await batch.done).has(key);
}

function beginBatch(ctx: ClinicContext, ofProcess: Map<string, Batch>): Batch {
  const keys = new Set<string>();
  const read = async (): Promise<ReadonlySet<string>> => {
    // Whoever was woken by the same event has added their key by now.
    await Promise.resolve();
    ofProcess.delete(ctx.clinicId);
    const rows = await ctx.db.withTenant(
      ctx.clinicId,
      ({ tx, clinicId }) =>
        tx.$queryRaw<{ key: string }[]>`
        SELECT key FROM idempotency_keys WHERE clinic_id = ${clinicId}::uuid AND key = ANY(${[...keys]}::text[])`,
    );
    return new Set(rows.map((row) => row.key));
  };
  const batch: Batch = { keys, done: read() };
  ofProcess.set(ctx.clinicId, batch);
  return batch;
}
