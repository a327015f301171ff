import { type ClinicContext, connectClinic } from '@vaani/clinic';
import { installJobs } from '@vaani/clinic/jobs';
import { parseKeyRing, seededRandom } from '@vaani/config';
import { createDatabase } from '@vaani/db';
import { ensureRoles, migrate } from '@vaani/db/migrate';
import { createLogger } from '@vaani/observability';
import pg from 'pg';
import { asOwner, insertClinic } from '../../prisma/factories/clinics.ts';
import { insertPatients } from '../../prisma/factories/patients.ts';
import { makePeople } from '../../prisma/factories/people.ts';
import { insertPractice } from '../../prisma/factories/practice.ts';
import { dayOf, NOW, ZONE } from '../big-clinic/calendar.ts';
import { benchClock, benchKeys } from '../big-clinic/index.ts';
import { type BenchServers, rolePasswords } from '../servers.ts';

const database = 'contention';
/** So many processes are played, each with a pool of its own: they know of each other through the database alone. */
const PROCESSES = 4;
const CONNECTIONS = 10;
export const DOCTORS = 50;
/** Minutes after midnight. */
export const HOURS = { fromMin: 540, toMin: 1_020 };
/** As many as a day of all doctors has times of a quarter of an hour: nobody need come twice to one doctor in a day, which is refused. */
export const PATIENTS = (DOCTORS * (HOURS.toMin - HOURS.fromMin)) / 15;
const SERVICES = [15, 20, 30];

export interface BusyClinic {
  /** The same clinic in several processes. */
  processes: ClinicContext[];
  /** Reads everything, as the owner. */
  owner: pg.Client;
  ownerUrl: string;
  doctorIds: string[];
  /** By length, in minutes. */
  services: { id: string; durationMin: number }[];
  branchId: string;
  patientIds: string[];
  close(): Promise<void>;
}

/** A fresh clinic with an empty calendar, whose slots begin every five minutes: times overlap without being the same. */
export async function openBusyClinic(servers: BenchServers): Promise<BusyClinic> {
  const { superuserUrl, redisUrl } = servers;
  const server = new pg.Client({ connectionString: superuserUrl });
  await server.connect();
  await server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await server.end();
  const { ownerUrl, appUrl } = await ensureRoles({ superuserUrl, database, ...rolePasswords });
  await migrate({ ownerUrl });
  await installJobs(ownerUrl);
  const keyRing = parseKeyRing(benchKeys);
  const written = await writeClinic(appUrl, ownerUrl);
  const deps = await Promise.all(
    Array.from({ length: PROCESSES }, () =>
      connectClinic({
        databaseUrl: appUrl,
        redisUrl,
        keyRing,
        clock: benchClock,
        logger: createLogger({ service: 'bench', level: 'silent' }),
        poolSize: CONNECTIONS,
      }),
    ),
  );
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { clinicId, ...rest } = written;
  return {
    processes: deps.map((each) => ({ ...each, clinicId, actor: { kind: 'system' } })),
    owner,
    ownerUrl,
    ...rest,
    async close() {
      for (const each of deps) await each.close();
      await owner.end();
    },
  };
}

async function writeClinic(appUrl: string, ownerUrl: string) {
  const db = createDatabase({ url: appUrl, keyRing: parseKeyRing(benchKeys), poolSize: 1 });
  try {
    return await asOwner({ db, ownerUrl }, async (tx) => {
      const tenant = await insertClinic(tx, db, {
        name: 'Busy Clinic of the bench',
        nameHindi: 'व्यस्त क्लिनिक',
        zone: ZONE,
        language: 'hi',
        ownPhone: null,
        demoSeededAt: null,
      });
      const { clinicId } = tenant;
      await tx.clinic.update({ where: { id: clinicId }, data: { maximumAdvanceDays: 1_000 }, select: { id: true } });
      const practice = await insertPractice(
        tenant,
        {
          branches: [{ name: 'Main', nameHindi: 'मुख्य', address: '1 Bench Road' }],
          services: SERVICES.map((durationMin) => ({
            key: String(durationMin),
            name: `Visit of ${durationMin} minutes`,
            nameHindi: 'परामर्श',
            durationMin,
            feePaise: 50_000,
          })),
          doctors: Array.from({ length: DOCTORS }, (_, index) => ({
            name: `Dr Busy ${String(index + 1).padStart(2, '0')}`,
            nameHindi: 'डॉ व्यस्त',
            speciality: 'general',
            initials: 'DB',
            branch: 0,
            gridMin: 5,
            hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], ...HOURS }],
            services: SERVICES.map((durationMin) => ({ key: String(durationMin) })),
          })),
          knowledge: [],
          transfer: [],
          holidays: [],
        },
        { date: (inDays) => dayOf(inDays).date, startOfDay: (inDays) => dayOf(inDays).startsAt },
      );
      const people = makePeople(seededRandom(13), {
        count: PATIENTS,
        today: dayOf(0).date,
        prefix: 'C',
        phonePrefix: '+91600009',
        share: 0.5,
        callers: [],
      });
      const patients = await insertPatients(tenant, people, () => new Date(NOW));
      return {
        clinicId,
        doctorIds: practice.doctorIds,
        services: SERVICES.map((durationMin) => ({
          id: practice.serviceIds.get(String(durationMin)) ?? '',
          durationMin,
        })),
        branchId: practice.branchIds[0] ?? '',
        patientIds: patients.map(({ id }) => id),
      };
    });
  } finally {
    await db.close();
  }
}
