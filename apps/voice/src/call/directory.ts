import {
  type ClinicContext,
  type ClinicDeps,
  type ClinicProfile,
  findClinicByNumber,
  getClinicProfile,
  getPhoneSettings,
  isClinicOpen,
  isDatabaseAway,
  isOverCap,
  type PhoneSettings,
} from '@vaani/clinic';
import { inTime } from './in-time.ts';

/** A profile is asked for anew after so long. */
const FRESH_MS = 15_000;
const DEADLINE_MS = 4_000;

/** Which clinic a number belongs to, and its profile: from memory for a moment, and for as long as the database is away. */
export interface Directory {
  byNumber(number: string): Promise<{ clinicId: string; phoneNumberId: string; profile: ClinicProfile } | null>;
  byClinic(clinicId: string): Promise<ClinicProfile>;
  /** How its phone is answered. What was never read and cannot be read now is what a new clinic has. */
  phoneOf(clinicId: string): Promise<PhoneNow>;
}

/** A clinic's phone at this moment. */
export type PhoneNow = Pick<PhoneSettings, 'answers' | 'afterRings' | 'afterHoursEn' | 'afterHoursHi' | 'callerId'> & {
  isOpen: boolean;
  /** The month's money is spent. */
  isOverCap: boolean;
};

const newClinic: PhoneNow = {
  ...{ answers: 'always', afterRings: 4, afterHoursEn: null, afterHoursHi: null, callerId: null },
  ...{ isOpen: true, isOverCap: false },
};

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

  const phones = new Map<string, { phone: PhoneNow; at: number }>();
  async function readPhone(clinicId: string): Promise<PhoneNow> {
    const ctx = context(clinicId);
    const [settings, isOpen, overCap] = await Promise.all([getPhoneSettings(ctx), isClinicOpen(ctx), isOverCap(ctx)]);
    return { ...settings, isOpen, isOverCap: overCap };
  }

  return {
    byClinic,
    async phoneOf(clinicId) {
      const known = phones.get(clinicId);
      if (known !== undefined && deps.clock.monotonic() - known.at < FRESH_MS) return known.phone;
      try {
        const phone = await inTime(deps.clock, DEADLINE_MS, readPhone(clinicId));
        phones.set(clinicId, { phone, at: deps.clock.monotonic() });
        return phone;
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        return known?.phone ?? newClinic;
      }
    },
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
