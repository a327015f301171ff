import type { Tenant } from '@vaani/db';
import { ClinicError } from '../context.ts';
import { lockPeople } from '../scheduling/doctor-day-lock.ts';

/** Merges follow one another, never in a circle; so deep none goes that is not a mistake. */
const LONGEST_CHAIN = 50;

/** The entry that an id means today: its own, or the one it was merged into. Null where the clinic has no such patient. */
export async function findLivePatient({ tx, clinicId }: Tenant, patientId: string): Promise<string | null> {
  let id = patientId;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const where = { clinicId_id: { clinicId, id } };
    const row = await tx.patient.findUnique({ where, select: { mergedIntoId: true } });
    if (row === null) return null;
    if (row.mergedIntoId === null) return id;
    id = row.mergedIntoId;
  }
  throw new Error('merged patients go in a circle');
}

/** The entry that an id means today. @throws {ClinicError} `not-found`, naming the field. */
export async function requireLivePatient(tenant: Tenant, patientId: string, field = 'patientId'): Promise<string> {
  const id = await findLivePatient(tenant, patientId);
  if (id === null) throw noSuchPatient(field);
  return id;
}

/**
 * Queues those who change a patient, until the transaction ends, and gives the entry that the id means then: it may have been merged while
 * this one waited.
 * @throws {ClinicError} `not-found`, or `busy` where the turn does not come in time.
 */
export async function lockLivePatient(tenant: Tenant, patientId: string, field = 'patientId'): Promise<string> {
  const before = await requireLivePatient(tenant, patientId, field);
  await lockPeople(tenant, { patientId: before });
  const id = await requireLivePatient(tenant, before, field);
  if (id !== before) throw new ClinicError('busy', 'This patient is being merged just now. Please try again.', field);
  return id;
}

/**
 * For whoever has the lock of an id already, together with others: the entry that it means, with its lock where that is another.
 * @throws {ClinicError} as `lockLivePatient`.
 */
export async function liveOfLocked(tenant: Tenant, patientId: string): Promise<string> {
  const live = await requireLivePatient(tenant, patientId);
  return live === patientId ? live : lockLivePatient(tenant, live);
}

export const noSuchPatient = (field = 'patientId'): ClinicError =>
  new ClinicError('not-found', 'There is no such patient.', field);
