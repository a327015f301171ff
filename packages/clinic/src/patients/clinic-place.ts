import type { Tenant } from '@vaani/db';
import { settingsOf } from '../clinic/settings-of.ts';
import { localDate } from '../scheduling/civil-time.ts';

/** What of a clinic decides how phones and dates are read. */
export interface ClinicPlace {
  country: string;
  zone: string;
  /** Clinic-local date. */
  today: string;
}

export async function clinicPlace(tenant: Tenant, now: number): Promise<ClinicPlace> {
  const { country, zone } = await settingsOf(tenant);
  return { country, zone, today: localDate(now, zone) };
}
