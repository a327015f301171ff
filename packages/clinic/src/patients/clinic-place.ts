import type { Tenant } from '@vaani/db';
import { localDate } from '../scheduling/civil-time.ts';

/** What of a clinic decides how phones and dates are read. */
export interface ClinicPlace {
  country: string;
  zone: string;
  /** Clinic-local date. */
  today: string;
}

export async function clinicPlace({ tx, clinicId }: Tenant, now: number): Promise<ClinicPlace> {
  const select = { country: true, zone: true };
  const { country, zone } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select });
  return { country, zone, today: localDate(now, zone) };
}
