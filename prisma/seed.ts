import type { Database } from '@vaani/db';
import { asha } from './factories/asha.ts';
import { type DemoCaller, demoCallers, demoNumbers, demoSignIns } from './factories/callers.ts';
import { asOwner, type ClinicRow, insertClinic, insertMember } from './factories/clinics.ts';
import { type DemoClinicPlan, fillDemoClinic } from './factories/demo-clinic.ts';
import { lotus } from './factories/lotus.ts';

export {
  type DemoCaller,
  type DemoPatient,
  type DemoSignIn,
  demoCallers,
  demoNumbers,
  demoSignIns,
} from './factories/callers.ts';

interface DemoClinic extends DemoClinicPlan, Pick<ClinicRow, 'language'> {
  key: DemoCaller['clinic'];
  ownPhone: string;
}

const callersOf = (clinic: DemoCaller['clinic']): DemoCaller[] =>
  Object.values<DemoCaller>(demoCallers).filter((caller) => caller.clinic === clinic);

const demoClinics: DemoClinic[] = [
  {
    key: 'asha',
    name: 'Asha Clinic',
    nameHindi: 'आशा क्लिनिक',
    zone: 'Asia/Kolkata',
    language: 'hi',
    number: demoNumbers.asha,
    ownPhone: '+912066000099',
    practice: asha,
    seed: 20_411,
    patients: { count: 220, prefix: 'ASH', phonePrefix: '+91600001', share: 0.3, callers: callersOf('asha') },
    calls: { booked: 18, others: 24 },
  },
  {
    key: 'lotus',
    name: 'Lotus Children’s Clinic',
    nameHindi: 'लोटस चिल्ड्रन क्लिनिक',
    zone: 'Asia/Kolkata',
    language: 'hi',
    number: demoNumbers.lotus,
    ownPhone: '+911416000099',
    practice: lotus,
    seed: 30_201,
    patients: { count: 80, prefix: 'LOT', phonePrefix: '+91600003', share: 0.9, callers: callersOf('lotus') },
    calls: { booked: 7, others: 11 },
  },
];

/**
 * Writes the demo: two clinics, all dates relative to `now`. Where any clinic exists it does nothing; it is there wholly or not at all.
 * @param options.now milliseconds since the epoch.
 * @param options.onProgress is told what is being written, in a few words.
 * @throws {Error} where the database is not on this machine: a demo is never written elsewhere.
 */
export async function seedDemo(options: {
  db: Database;
  ownerUrl: string;
  now: number;
  onProgress?: (step: string) => void;
}): Promise<void> {
  requireLoopback(options.ownerUrl);
  await asOwner(options, async (tx) => {
    if ((await tx.clinic.count()) > 0) return;
    for (const demo of demoClinics) {
      options.onProgress?.(`Writing ${demo.name}`);
      const { name, nameHindi, zone, language, ownPhone } = demo;
      const demoSeededAt = new Date(options.now);
      const tenant = await insertClinic(tx, options.db, { name, nameHindi, zone, language, ownPhone, demoSeededAt });
      const { doctorIds } = await fillDemoClinic(tenant, demo, options.now);
      for (const account of demoSignIns.filter(({ email }) => email.endsWith(`@${demo.key}.demo`))) {
        const doctor =
          account.role === 'doctor' ? demo.practice.doctors.findIndex((one) => account.label.endsWith(one.name)) : -1;
        await insertMember(tenant, {
          ...account,
          name: nameOf(account.label),
          doctorId: doctor === -1 ? null : (doctorIds[doctor] ?? null),
        });
      }
    }
  });
}

/** "Asha Clinic, Dr Suresh Rao" is Dr Suresh Rao; "Asha Clinic, admin" stays as it is. */
const nameOf = (label: string): string => /, (Dr .+)$/.exec(label)?.[1] ?? label;

/**
 * Makes an empty clinic with its first admin. Wholly, or not at all.
 * @param options.zone IANA, `Asia/Kolkata` where none is given.
 * @throws {Error} conflict `unique` where the e-mail is there already.
 */
export async function createClinicWithAdmin(options: {
  db: Database;
  ownerUrl: string;
  clinicName: string;
  email: string;
  name: string;
  password: string;
  zone?: string;
  language?: 'en' | 'hi' | 'hi-en';
}): Promise<{ clinicId: string; userId: string }> {
  const { clinicName, email, name, password, zone = 'Asia/Kolkata', language = 'hi' } = options;
  return asOwner(options, async (tx) => {
    const row = { name: clinicName, nameHindi: clinicName, zone, language, ownPhone: null, demoSeededAt: null };
    const tenant = await insertClinic(tx, options.db, row);
    const userId = await insertMember(tenant, { email, name, password, role: 'admin', doctorId: null });
    return { clinicId: tenant.clinicId, userId };
  });
}

function requireLoopback(url: string): void {
  const { hostname } = new URL(url);
  if (!/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
    throw new Error('The demo is written to a database on this machine only: its passwords are public.');
}
