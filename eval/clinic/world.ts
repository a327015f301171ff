import { randomBytes } from 'node:crypto';
import { type ClinicContext, type ClinicDeps, createDatabase } from '@vaani/clinic';
import { createJobQueue } from '@vaani/clinic/jobs';
import { type Clock, parseKeyRing, systemClock } from '@vaani/config';
import { createLive, createRedis } from '@vaani/live';
import { addDays, localDate, startOfDay } from '../../packages/clinic/src/scheduling/civil-time.ts';
import { insertClinic } from '../../prisma/factories/clinics.ts';
import { insertPatients } from '../../prisma/factories/patients.ts';
import type { Person } from '../../prisma/factories/people.ts';
import { insertPractice, type Practice } from '../../prisma/factories/practice.ts';
import { type ClinicFixture, inLanguage } from '../format/schema.ts';
import { openCleaner } from './clear-clinic.ts';

/** The database that all runs share; each run has a clinic in it for itself. */
export interface World {
  /** A clinic as it is before a call, nobody else's until it is given back. @param nowMs the call's fixed time. */
  take(fixture: ClinicFixture, nowMs: number): Promise<EvalClinic>;
  /** Clears it for the next call. */
  giveBack(clinic: EvalClinic): Promise<void>;
  close(): Promise<void>;
}

/** A clinic in the database, with a clock that stands still. */
export interface EvalClinic {
  fixture: ClinicFixture;
  /** As the system. */
  ctx: ClinicContext;
  nowMs: number;
  doctors: Map<string, string>;
  people: Map<string, string>;
  branchId: string;
  serviceId: string;
}

/** @param urls of a migrated database of its own, and of a Redis. */
export async function openWorld(urls: { ownerUrl: string; appUrl: string; redisUrl: string }): Promise<World> {
  const keyRing = parseKeyRing(`eval:${randomBytes(32).toString('base64')}`);
  const db = createDatabase({ url: urls.appUrl, keyRing, poolSize: 8 });
  const owner = createDatabase({ url: urls.ownerUrl, keyRing, poolSize: 4 });
  const errors: Error[] = [];
  const onError = (error: Error) => void errors.push(error);
  const redis = createRedis(urls.redisUrl, onError);
  const live = createLive({
    redis,
    cipherFor: (clinicId) => db.cipherFor(clinicId),
    clock: systemClock,
  });
  const jobs = await createJobQueue({ url: urls.appUrl, onError });
  const cleaner = await openCleaner(urls.ownerUrl);
  const free = new Map<string, EvalClinic[]>();
  const write = async (fixture: ClinicFixture, nowMs: number): Promise<EvalClinic> => {
    const today = localDate(nowMs, fixture.zone);
    const date = (inDays: number) => addDays(today, inDays);
    const written = await owner.prisma.$transaction(
      async (tx) => {
        const tenant = await insertClinic(tx, owner, {
          name: inLanguage(fixture.name, 'en'),
          nameHindi: inLanguage(fixture.name, 'hi'),
          zone: fixture.zone,
          language: fixture.language,
          ownPhone: fixture.ownPhone ?? null,
          demoSeededAt: null,
        });
        const practice = await insertPractice(tenant, practiceOf(fixture), {
          date,
          startOfDay: (inDays) => startOfDay(date(inDays), fixture.zone),
        });
        const patients = await insertPatients(tenant, peopleOf(fixture, today), () => new Date(nowMs));
        for (const [index, person] of Object.values(fixture.people).entries()) {
          const id = patients[index]?.id;
          if (person.notes === undefined || id === undefined) continue;
          const notes = tenant.cipher.seal('patients', 'notes', id, person.notes);
          await tx.patient.update({ where: { id }, data: { notes }, select: { id: true } });
        }
        return { clinicId: tenant.clinicId, practice, patients };
      },
      { timeout: 60_000, maxWait: 60_000 },
    );
    const clock: Clock = { ...systemClock, now: () => nowMs };
    const deps: ClinicDeps = { db, live, clock, jobs };
    const keyed = (keys: string[], ids: (string | undefined)[]) =>
      new Map(keys.map((key, index) => [key, ids[index] ?? '']));
    return {
      fixture,
      ctx: { ...deps, clinicId: written.clinicId, actor: { kind: 'system' } },
      nowMs,
      doctors: keyed(Object.keys(fixture.doctors), written.practice.doctorIds),
      people: keyed(
        Object.keys(fixture.people),
        written.patients.map(({ id }) => id),
      ),
      branchId: written.practice.branchIds[0] ?? '',
      serviceId: written.practice.serviceIds.get(fixture.services[0]?.key ?? '') ?? '',
    };
  };
  return {
    async take(fixture, nowMs) {
      const known = free.get(keyOf(fixture, nowMs))?.pop();
      return known === undefined ? write(fixture, nowMs) : at(known, nowMs);
    },
    async giveBack(clinic) {
      await cleaner.clear(clinic.ctx.clinicId, [...clinic.people.values()]);
      // Tries to identify are counted for longer than a call.
      const counted = await redis.keys(`*identify:${clinic.ctx.clinicId}*`);
      if (counted.length > 0) await redis.del(...counted);
      const key = keyOf(clinic.fixture, clinic.nowMs);
      free.set(key, [...(free.get(key) ?? []), clinic]);
    },
    async close() {
      await cleaner.close();
      await jobs.close();
      await live.close();
      await db.close();
      await owner.close();
    },
  };
}

/** Ages were said on the day of the call: clinics of another day are others. */
const keyOf = ({ clinic, zone }: ClinicFixture, nowMs: number): string => `${clinic}@${localDate(nowMs, zone)}`;

/** The same clinic at another time of the day. */
const at = (clinic: EvalClinic, nowMs: number): EvalClinic => ({
  ...clinic,
  nowMs,
  ctx: { ...clinic.ctx, clock: { ...systemClock, now: () => nowMs } },
});

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function practiceOf(fixture: ClinicFixture): Practice {
  const spans = (list: { weekdays: number[]; from: string; to: string }[]) =>
    list.map(({ weekdays, from, to }) => ({ weekdays, fromMin: minutes(from), toMin: minutes(to) }));
  return {
    branches: fixture.branches.map(({ name, hi, address }) => ({ name, nameHindi: hi, address })),
    services: fixture.services.map(({ key, name, hi, minutes: durationMin, feePaise }) => ({
      key,
      name,
      nameHindi: hi,
      durationMin,
      feePaise,
    })),
    doctors: Object.values(fixture.doctors).map((doctor) => ({
      name: inLanguage(doctor.name, 'en'),
      nameHindi: inLanguage(doctor.name, 'hi'),
      speciality: doctor.speciality,
      initials: 'DR',
      branch: 0,
      gridMin: doctor.gridMinutes,
      hours: spans(doctor.hours),
      breaks: spans(doctor.breaks),
      services: doctor.services.map(({ key, feePaise }) => ({ key, ...(feePaise === undefined ? {} : { feePaise }) })),
    })),
    knowledge: fixture.knowledge.map(({ 'hi-en': hiEn, ...entry }) => ({ ...entry, hiEn })),
    transfer: fixture.transfer.map(({ label, phone, weekdays, from, to }) => ({
      label,
      phone,
      reasons: [],
      weekdays,
      fromMin: minutes(from),
      toMin: minutes(to),
    })),
    holidays: [],
  };
}

function peopleOf(fixture: ClinicFixture, today: string): Person[] {
  return Object.values(fixture.people).map((person, index) => ({
    name: inLanguage(person.name, person.written),
    birth: birthOf(person.birth, today),
    language: person.language ?? null,
    phone: person.phone,
    relation: person.relation,
    uhid: `E-${String(index + 1).padStart(4, '0')}`,
    guardian: null,
    kind: 'man',
  }));
}

function birthOf(birth: ClinicFixture['people'][string]['birth'], today: string): Person['birth'] {
  if (birth === undefined) return null;
  if (typeof birth === 'string') return { date: birth };
  return typeof birth === 'number' ? { year: birth } : { age: birth.age, saidOn: today };
}
