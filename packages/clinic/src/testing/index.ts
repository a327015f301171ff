import { randomBytes } from 'node:crypto';
import { type Clock, parseKeyRing, systemClock } from '@vaani/config';
import { createDatabase, type Database } from '@vaani/db';
import { createLive, createRedis, type Live } from '@vaani/live';
import { type TestDatabase, testDatabase, testRedisUrl } from '@vaani/services/testing';
import pg from 'pg';
import { asOwner, insertClinic, insertMember } from '../../../../prisma/factories/clinics.ts';
import { insertPatients } from '../../../../prisma/factories/patients.ts';
import { makePeople, type Person } from '../../../../prisma/factories/people.ts';
import { insertPractice, type Practice } from '../../../../prisma/factories/practice.ts';
import type { Actor, ClinicContext, ClinicDeps } from '../context.ts';
import { createJobQueue } from '../jobs/index.ts';
import { addDays, localDate, startOfDay } from '../scheduling/civil-time.ts';

/** A process of the clinic on a database of its own, with a clock that the test sets. */
export interface House {
  database: TestDatabase;
  deps: ClinicDeps;
  db: Database;
  live: Live;
  /** The ring of this house, as VAANI_KEYS has it: for a process that works on the same data. */
  keys: string;
  /** Reads everything, as the owner. */
  owner: pg.Client;
  setNow(iso: string): void;
  as(clinicId: string, actor?: Actor): ClinicContext;
  /** Counts as if something had been done so often within its window. */
  countRate(key: string, used: number, windowMs: number): Promise<void>;
  /** A second pool on the same database, as another process has one. */
  secondPool(): Database;
  close(): Promise<void>;
}

/** @param now of the house's clock, ISO-8601; timers stay the machine's. */
export async function startHouse(now: string): Promise<House> {
  return openHouse(await testDatabase(), testRedisUrl(), now);
}

/** The same on a database and a Redis that are there already: for benches, which have no test run around them. */
export async function openHouse(database: TestDatabase, redisUrl: string, now: string): Promise<House> {
  const keys = `test:${randomBytes(32).toString('base64')}`;
  const keyRing = parseKeyRing(keys);
  const db = createDatabase({ url: database.appUrl, keyRing });
  const errors: Error[] = [];
  const onError = (error: Error) => void errors.push(error);
  let at = Date.parse(now);
  const clock: Clock = { ...systemClock, now: () => at };
  const redis = createRedis(redisUrl, onError);
  const live = createLive({ redis, cipherFor: (clinicId) => db.cipherFor(clinicId), clock: systemClock });
  const jobs = await createJobQueue({ url: database.appUrl, onError });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const deps: ClinicDeps = { db, live, clock, jobs };
  const pools: Database[] = [db];
  return {
    database,
    deps,
    db,
    live,
    keys,
    owner,
    setNow(iso) {
      at = Date.parse(iso);
    },
    as: (clinicId, actor = { kind: 'system' }) => ({ ...deps, clinicId, actor }),
    async countRate(key, used, windowMs) {
      await redis.set(`vaani:rate:${key}`, used, 'PX', windowMs);
    },
    secondPool() {
      const second = createDatabase({ url: database.appUrl, keyRing });
      pools.push(second);
      return second;
    },
    async close() {
      await jobs.close();
      await live.close();
      for (const pool of pools) await pool.close();
      await owner.end();
      await database.drop();
    },
  };
}

const allWeek = [1, 2, 3, 4, 5, 6, 7];

/** Two doctors who sit every day from nine to five, with a break at one; the second gives no vaccinations. */
export const smallPractice: Practice = {
  branches: [{ name: 'Main', nameHindi: 'मुख्य', address: '1 Test Road' }],
  services: [
    { key: 'consultation', name: 'Consultation', nameHindi: 'परामर्श', durationMin: 15, feePaise: 50_000 },
    { key: 'vaccination', name: 'Vaccination', nameHindi: 'टीकाकरण', durationMin: 15, feePaise: 0, bufferAfterMin: 5 },
  ],
  doctors: [
    {
      name: 'Dr Meera Pillai',
      nameHindi: 'डॉ मीरा पिल्लई',
      speciality: 'general',
      initials: 'MP',
      branch: 0,
      gridMin: 15,
      hours: [{ weekdays: allWeek, fromMin: 540, toMin: 1_020 }],
      breaks: [{ weekdays: allWeek, fromMin: 780, toMin: 840 }],
      services: [{ key: 'consultation' }, { key: 'vaccination' }],
    },
    {
      name: 'Dr Joseph Kurien',
      nameHindi: 'डॉ जोसेफ़ कुरियन',
      speciality: 'ent',
      initials: 'JK',
      branch: 0,
      gridMin: 15,
      hours: [{ weekdays: allWeek, fromMin: 540, toMin: 1_020 }],
      services: [{ key: 'consultation' }],
    },
  ],
  knowledge: [],
  transfer: [],
  holidays: [],
};

export interface TestClinic {
  clinicId: string;
  doctorIds: [string, string, ...string[]];
  branchId: string;
  consultation: string;
  vaccination: string;
  patients: (Person & { id: string })[];
  admin: Actor & { kind: 'staff' };
  doctor: Actor & { kind: 'staff' };
  /** A slot of the first doctor (or another): a local date and minutes after midnight. */
  slot(
    date: string,
    minutes: number,
    doctor?: number,
  ): {
    doctorId: string;
    serviceId: string;
    branchId: string;
    startsAt: string;
    endsAt: string;
  };
}

export const testPassword = 'a good long password';

/**
 * Writes a clinic with the small practice, patients, an admin and a doctor (`admin@…`, `doctor@…` of `domain`).
 */
export async function testClinic(
  house: House,
  options: { domain: string; people?: Person[]; zone?: string },
): Promise<TestClinic> {
  const { domain, zone = 'Asia/Kolkata', people = [] } = options;
  const today = localDate(house.deps.clock.now(), zone);
  const date = (inDays: number) => addDays(today, inDays);
  return asOwner({ db: house.db, ownerUrl: house.database.ownerUrl }, async (tx) => {
    const tenant = await insertClinic(tx, house.db, {
      name: `Clinic of ${domain}`,
      nameHindi: 'परीक्षा क्लिनिक',
      zone,
      language: 'hi',
      ownPhone: null,
      demoSeededAt: null,
    });
    const written = await insertPractice(tenant, smallPractice, {
      date,
      startOfDay: (inDays) => startOfDay(date(inDays), zone),
    });
    const patients = await insertPatients(tenant, people, () => new Date(house.deps.clock.now()));
    const [first, second] = written.doctorIds;
    const [branchId] = written.branchIds;
    const consultation = written.serviceIds.get('consultation');
    const vaccination = written.serviceIds.get('vaccination');
    if (!first || !second || !branchId || !consultation || !vaccination) throw new Error('the practice is not whole');
    const member = async (role: 'admin' | 'doctor', doctorId: string | null) => {
      const name = role === 'doctor' ? 'Dr Meera Pillai' : 'Admin of the test';
      const userId = await insertMember(tenant, {
        email: `${role}@${domain}`,
        name,
        password: testPassword,
        role,
        doctorId,
      });
      return { kind: 'staff' as const, userId, role, ...(doctorId === null ? {} : { doctorId }) };
    };
    return {
      clinicId: tenant.clinicId,
      doctorIds: [first, second],
      branchId,
      consultation,
      vaccination,
      patients,
      admin: await member('admin', null),
      doctor: await member('doctor', first),
      slot(day, minutes, doctor = 0) {
        const startsAt = startOfDay(day, zone) + minutes * 60_000;
        const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
        return {
          doctorId: written.doctorIds[doctor] ?? '',
          serviceId: consultation,
          branchId,
          startsAt: iso(startsAt),
          endsAt: iso(startsAt + 15 * 60_000),
        };
      },
    };
  });
}

export { makePeople };

/** Every row of every table, as the owner sees it, in one text a table. */
export async function rawRows(owner: pg.Client): Promise<Map<string, string>> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss') ORDER BY 1`,
  );
  const texts = new Map<string, string>();
  for (const { name } of tables) {
    const { rows } = await owner.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    texts.set(name, rows.map(({ row }) => row).join('\n'));
  }
  return texts;
}
