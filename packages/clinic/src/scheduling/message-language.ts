import type { Tenant } from '@vaani/db';
import type { StoredLanguage } from '../language.ts';

/** What a patient is written to in: their own language, or else the clinic's. */
export async function messageLanguage({ tx, clinicId }: Tenant, own: StoredLanguage | null): Promise<StoredLanguage> {
  if (own !== null) return own;
  const clinic = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { language: true } });
  return clinic.language;
}
