import { type Random, seededRandom } from '@vaani/config';
import { type createDatabase, newId, type Tenant } from '@vaani/db';
import pg from 'pg';
import { asOwner, insertClinic } from '../../prisma/factories/clinics.ts';
import { makePeople } from '../../prisma/factories/people.ts';
import { type DoctorPlan, insertPractice } from '../../prisma/factories/practice.ts';
import {
  dayOf,
  FUTURE_DAYS,
  HOURS,
  isHoliday,
  isOnLeave,
  NOW,
  PAST_DAYS,
  type Size,
  seededId,
  ZONE,
} from './calendar.ts';
import { copyRows, type WrittenClinic, writeCalendar } from './write-calendar.ts';

/** How many doctors are of the speciality that is searched. */
export const GENERAL_DOCTORS = 20;
export const SPECIALITY = 'general';

/**
 * Writes a clinic with three years of appointments into a migrated database, and tells Postgres what is in it.
 * @param options.keyRing what the clinic's keys are wrapped by.
 */
export async function buildBigClinic(options: {
  db: ReturnType<typeof createDatabase>;
  ownerUrl: string;
  size: Size;
  tell: (line: string) => void;
}): Promise<void> {
  const { db, ownerUrl, size, tell } = options;
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const value = await work();
    tell(`✓ ${what}  ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    return value;
  };
  const { clinic, tenant } = await asOwner({ db, ownerUrl }, (tx) => insertPracticeOf(tx, db, size));
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL maintenance_work_mem = '256MB'`);
    await timed(`${size.patients} patients`, () => writePatients(client, tenant, clinic.patientIds));
    await timed(`${size.appointments} appointments`, () => writeCalendar(client, clinic, size));
    await client.query('COMMIT');
    await timed('statistics', () => client.query('VACUUM (ANALYZE)'));
  } finally {
    await client.end();
  }
}

async function insertPracticeOf(
  tx: Tenant['tx'],
  db: ReturnType<typeof createDatabase>,
  size: Size,
): Promise<{ clinic: WrittenClinic; tenant: Tenant }> {
  const tenant = await insertClinic(tx, db, {
    name: 'Sahyadri Hospital of the bench',
    nameHindi: 'सह्याद्रि अस्पताल',
    zone: ZONE,
    language: 'hi',
    ownPhone: null,
    demoSeededAt: null,
  });
  const { clinicId } = tenant;
  await tx.clinic.update({ where: { id: clinicId }, data: { maximumAdvanceDays: FUTURE_DAYS }, select: { id: true } });
  const written = await insertPractice(
    tenant,
    {
      branches: [{ name: 'Main', nameHindi: 'मुख्य', address: '1 Bench Road' }],
      services: [{ key: 'consultation', name: 'Consultation', nameHindi: 'परामर्श', durationMin: 15, feePaise: 50_000 }],
      doctors: Array.from({ length: size.doctors }, (_, index) => planOf(index)),
      knowledge: [],
      transfer: [],
      holidays: days()
        .filter(isHoliday)
        .map((inDays) => ({ inDays, name: 'Holiday' })),
    },
    { date: (inDays) => dayOf(inDays).date, startOfDay: (inDays) => dayOf(inDays).startsAt },
  );
  await tx.leave.createMany({
    data: written.doctorIds.flatMap((doctorId, doctor) =>
      days()
        .filter((inDays) => isOnLeave(doctor, inDays))
        .map((inDays) => ({
          id: newId(),
          clinicId,
          doctorId,
          startsAt: new Date(dayOf(inDays).startsAt),
          endsAt: new Date(dayOf(inDays + 1).startsAt),
          label: 'Leave',
        })),
    ),
  });
  const random = seededRandom(7);
  const patientIds = Array.from({ length: size.patients }, () => seededId(random, NOW - PAST_DAYS * 86_400_000));
  const [branchId = ''] = written.branchIds;
  const serviceId = written.serviceIds.get('consultation') ?? '';
  return { clinic: { clinicId, branchId, serviceId, doctorIds: written.doctorIds, patientIds }, tenant };
}

const days = (): number[] => Array.from({ length: PAST_DAYS + FUTURE_DAYS }, (_, index) => index - PAST_DAYS);

function planOf(index: number): DoctorPlan {
  const number = String(index + 1).padStart(2, '0');
  return {
    name: `Dr Bench ${number}`,
    nameHindi: `डॉ बेंच ${number}`,
    speciality: index < GENERAL_DOCTORS ? SPECIALITY : 'surgery',
    initials: number,
    branch: 0,
    gridMin: 15,
    hours: HOURS.map((span) => ({ weekdays: [1, 2, 3, 4, 5, 6], ...span })),
    services: [{ key: 'consultation' }],
  };
}

/** Sealed one by one, as the product seals them: a name opens in its own row only. */
async function writePatients(client: pg.Client, { cipher, clinicId }: Tenant, ids: string[]): Promise<void> {
  const random: Random = seededRandom(11);
  const people = makePeople(random, {
    count: ids.length,
    today: dayOf(0).date,
    prefix: 'B',
    phonePrefix: '+9160',
    share: 0.5,
    callers: [],
  });
  function* patients() {
    for (const [index, id] of ids.entries()) {
      const person = people[index];
      if (person === undefined) continue;
      const birth = person.birth === null ? null : cipher.sealJson('patients', 'birth', id, person.birth);
      yield [id, clinicId, person.uhid, cipher.seal('patients', 'name', id, person.name), birth];
    }
  }
  function* phones() {
    for (const [index, patientId] of ids.entries()) {
      const id = seededId(random, NOW);
      const phone = `+916${String(Math.floor(index / 2)).padStart(9, '0')}`;
      yield [id, clinicId, patientId, cipher.seal('patient_phones', 'phone', id, phone)];
    }
  }
  await copyRows(client, 'patients', ['id', 'clinic_id', 'uhid', 'name', 'birth'], patients());
  await copyRows(client, 'patient_phones', ['id', 'clinic_id', 'patient_id', 'phone'], phones());
}
