import type { Tenant } from '@vaani/db';
import type { StoredLanguage } from '../language.ts';

/** What of a clinic most writes go by. */
export interface ClinicSettings {
  zone: string;
  /** Two letters: how phones are read. */
  country: string;
  language: StoredLanguage;
  /** Minutes after midnight between which patients get no reminders. */
  quietFromMin: number;
  quietToMin: number;
  /** Minutes after which a patient who has not come counts as not coming; null where the desk decides. */
  noShowGraceMin: number | null;
}

const known = new WeakMap<Tenant, Promise<ClinicSettings>>();

/** The clinic's settings, read once a transaction: a booking asks in six places. */
export function settingsOf(tenant: Tenant): Promise<ClinicSettings> {
  const settings = known.get(tenant) ?? readSettings(tenant);
  known.set(tenant, settings);
  return settings;
}

/** Begun at once: what the client itself returns is a query anew for each who waits for it. */
async function readSettings({ tx, clinicId }: Tenant): Promise<ClinicSettings> {
  return await tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: { zone: true, country: true, language: true, quietFromMin: true, quietToMin: true, noShowGraceMin: true },
  });
}
