import { createHash } from 'node:crypto';
import type { Tenant } from '@vaani/db';
import { ClinicError } from './context.ts';

/**
 * Runs a write once under a key: repeated, it answers what it answered first. The key's row is written in the same transaction, and its
 * unique key makes a second writer wait for the first. A refusal wrote nothing and is not remembered: asked again, it is tried again.
 * @throws {ClinicError} `conflict` where the key was used for another request.
 */
export async function once<R extends { ok: boolean }>(
  tenant: Tenant,
  request: { key: string; operation: string; body: unknown },
  write: () => Promise<R>,
): Promise<{ response: R; isRepeat: boolean }> {
  const { tx, clinicId, cipher } = tenant;
  const { key, operation } = request;
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
