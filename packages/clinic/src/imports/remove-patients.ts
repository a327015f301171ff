import type { Tenant } from '@vaani/db';
import { referredTo } from '../references.ts';
import { lockPeople } from '../scheduling/doctor-day-lock.ts';
import type { Removal } from './undo-import.ts';

/** Removes patients who are as they were entered and whom nothing refers to, with their phones, guardians and tokens. */
export async function removePatients(tenant: Tenant, ids: string[]): Promise<Removal> {
  const { tx, clinicId } = tenant;
  for (const patientId of ids.toSorted()) await lockPeople(tenant, { patientId });
  const rows = await tx.patient.findMany({
    where: { clinicId, id: { in: ids } },
    select: { id: true, version: true },
  });
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  const used = await referredTo(tenant, {
    table: 'patients',
    ids,
    own: ['patient_phones', 'guardians', 'patient_tokens'],
  });
  const removal: Removal = new Map(
    ids.map((id) => {
      const version = versions.get(id);
      if (version === undefined) return [id, 'is gone already'];
      if (used.has(id)) return [id, 'is in use'];
      return [id, version === 1 ? null : 'was changed since'];
    }),
  );
  const gone = ids.filter((id) => removal.get(id) === null);
  const ofThem = { clinicId, patientId: { in: gone } };
  await tx.patientToken.deleteMany({ where: ofThem });
  await tx.patientPhone.deleteMany({ where: ofThem });
  await tx.guardian.deleteMany({ where: ofThem });
  await tx.patient.deleteMany({ where: { clinicId, id: { in: gone } } });
  return removal;
}
