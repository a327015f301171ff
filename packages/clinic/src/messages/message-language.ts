import type { Tenant } from '@vaani/db';
import { settingsOf } from '../clinic/settings-of.ts';
import type { StoredLanguage } from '../language.ts';

/** What a patient is written to in: their own language, or else the clinic's. */
export async function messageLanguage({ tx, clinicId }: Tenant, patientId: string): Promise<StoredLanguage> {
  const { language, clinic } = await tx.patient.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: patientId } },
    select: { language: true, clinic: { select: { language: true } } },
  });
  return language ?? clinic.language;
}

/** The same for many patients, at once. */
export async function messageLanguages(
  tenant: Tenant,
  patientIds: readonly string[],
): Promise<(patientId: string) => StoredLanguage> {
  const { tx, clinicId } = tenant;
  const clinic = await settingsOf(tenant);
  const own = await tx.patient.findMany({
    where: { clinicId, id: { in: [...patientIds] }, language: { not: null } },
    select: { id: true, language: true },
  });
  const languages = new Map(own.map(({ id, language }) => [id, language]));
  return (patientId) => languages.get(patientId) ?? clinic.language;
}
