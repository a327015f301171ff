import type { Tenant } from '@vaani/db';

/** Counts a change of a patient's entry. @returns the version that the next change must name. */
export async function countChange({ tx, clinicId }: Tenant, patientId: string, isChanged = true): Promise<number> {
  const where = { clinicId_id: { clinicId, id: patientId } };
  const select = { version: true };
  const row = isChanged
    ? await tx.patient.update({ where, data: { version: { increment: 1 } }, select })
    : await tx.patient.findUniqueOrThrow({ where, select });
  return row.version;
}
