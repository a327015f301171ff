import type { Tenant } from '@vaani/db';
import type { StoredLanguage } from '../language.ts';

/** What a patient is written to in: their own language, or else the clinic's. */
export async function messageLanguage({ tx, clinicId }: Tenant, patientId: string): Promise<StoredLanguage> {
  const { language, clinic } = await tx.patient.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: patientId } },
    select: { language: true, clinic: { select: { language: true } } },
  });
  return language ?? clinic.language;
}
