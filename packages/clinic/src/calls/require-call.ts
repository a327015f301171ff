import { conflictOf, type Tenant } from '@vaani/db';
import { ClinicError } from '../context.ts';

/** @throws {ClinicError} `not-found` where the clinic has no such call. */
export async function requireCall({ tx, clinicId }: Tenant, callId: string): Promise<void> {
  const where = { clinicId_id: { clinicId, id: callId } };
  const call = await tx.callLog.findUnique({ where, select: { id: true } });
  if (call === null) throw noSuchCall();
}

/** Is what is not saved yet tried in this call? @throws {ClinicError} `not-found` where the clinic has no such call. */
export async function isDraftCall({ tx, clinicId }: Tenant, callId: string): Promise<boolean> {
  const where = { clinicId_id: { clinicId, id: callId } };
  const call = await tx.callLog.findUnique({ where, select: { isDraft: true } });
  if (call === null) throw noSuchCall();
  return call.isDraft;
}

/** Runs a write that refers to a call, where looking first would cost a query a turn. @throws {ClinicError} `not-found` */
export async function ofCall<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (conflictOf(error) === 'foreign-key') throw noSuchCall();
    throw error;
  }
}

const noSuchCall = () => new ClinicError('not-found', 'There is no such call.', 'callId');
