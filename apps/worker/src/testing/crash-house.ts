import { randomUUID } from 'node:crypto';
import type { House, TestClinic } from '@vaani/clinic/testing';
import { systemClock } from '@vaani/config';
import type { CrashHouse } from './crash-run.ts';

const DAY_MS = 86_400_000;
/** Quarters of an hour of the small practice on one day, for both of its doctors. */
const QUARTERS = 28;

/** The house of a crash run: a clinic that may write text messages to India, by the machine's clock. */
export async function crashHouse(house: House, clinic: TestClinic, redisUrl: string): Promise<CrashHouse> {
  for (const language of ['en', 'hi']) {
    await house.owner.query(
      `INSERT INTO message_templates (id, clinic_id, kind, channel, language, template_id)
       VALUES ($1, $2, 'booking', 'sms', $3::language, '1107161234567890123')`,
      [randomUUID(), clinic.clinicId, language],
    );
  }
  // A long run books thousands.
  await house.owner.query('UPDATE clinics SET maximum_advance_days = 1000 WHERE id = $1', [clinic.clinicId]);
  const today = Date.now();
  return {
    ctx: { ...house.as(clinic.clinicId), clock: systemClock },
    owner: house.owner,
    appUrl: house.database.appUrl,
    redisUrl,
    keys: house.keys,
    slot(index) {
      const [doctor, quarter, day] = [index % 2, Math.floor(index / 2) % QUARTERS, Math.floor(index / (2 * QUARTERS))];
      const date = new Date(today + (2 + day) * DAY_MS).toISOString().slice(0, 10);
      return clinic.slot(date, quarter < 16 ? 540 + 15 * quarter : 840 + 15 * (quarter - 16), doctor);
    },
  };
}
