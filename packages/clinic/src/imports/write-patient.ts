import type { Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { requireFreeAbha } from '../patients/abha-owner.ts';
import { insertPatient } from '../patients/insert-patient.ts';
import { NEVER_SEEN } from '../patients/last-seen.ts';
import { takeUhid } from '../patients/uhid.ts';
import type { ImportedPatient } from './patient-line.ts';

/** Writes a patient of a file. @throws {ClinicError} `conflict` where a number has become another's meanwhile; nothing is written then. */
export async function writePatient(
  tenant: Tenant,
  ctx: ClinicContext,
  patient: ImportedPatient,
  importId: string,
): Promise<string> {
  if (patient.abhaNumber !== undefined) await requireFreeAbha(tenant, patient.abhaNumber);
  const uhid = await takeUhid(tenant, patient.uhid);
  const { guardian, ...fields } = patient;
  const id = await insertPatient(
    tenant,
    { ...fields, uhid, isToBeCompleted: false, guardians: guardian === undefined ? [] : [guardian] },
    new Date(ctx.clock.now()),
    NEVER_SEEN,
  );
  await recordAudit(tenant, ctx.actor, {
    action: 'patient.import',
    objectKind: 'patient',
    objectId: id,
    new: { importId, ...patient, uhid },
  });
  return id;
}
