import {
  type ClinicContext,
  type ClinicDeps,
  type ClinicProfile,
  findClinicByNumber,
  getClinicProfile,
} from '@vaani/clinic';
import { inTime } from './in-time.ts';

/** A profile is asked for anew after so long. */
const FRESH_MS = 15_000;
const DEADLINE_MS = 4_000;

/** Which clinic a number belongs to, and its profile: from memory for a moment, and for as long as the database is away. */
export interface Directory {
  byNumber(number: string): Promise<{ clinicId: string; phoneNumberId: string; profile: ClinicProfile } | null>;
  byClinic(clinicId: string): Promise<ClinicProfile>;
}

export function createDirectory(deps: ClinicDeps): Directory {
  const numbers = new Map<string, { clinicId: string; phoneNumberId: string }>();
  const profiles = new Map<string, { profile: ClinicProfile; at: number }>();
  const context = (clinicId: string): ClinicContext => ({ ...deps, clinicId, actor: { kind: 'system' } });

  async function byClinic(clinicId: string): Promise<ClinicProfile> {
    const known = profiles.get(clinicId);
    if (known !== undefined && deps.clock.monotonic() - known.at < FRESH_MS) return known.profile;
    try {
      const profile = await inTime(deps.clock, DEADLINE_MS, getClinicProfile(context(clinicId)));
      profiles.set(clinicId, { profile, at: deps.clock.monotonic() });
      return profile;
    } catch (error) {
      if (known !== undefined) return known.profile;
      throw error;
    }
  }

  return {
    byClinic,
    async byNumber(number) {
      let found: { clinicId: string; phoneNumberId: string } | null;
      try {
        found = await inTime(deps.clock, DEADLINE_MS, findClinicByNumber(deps, number));
      } catch (error) {
        found = numbers.get(number) ?? null;
        if (found === null) throw error;
      }
      if (found === null) return null;
      numbers.set(number, found);
      return { ...found, profile: await byClinic(found.clinicId) };
    },
  };
}
