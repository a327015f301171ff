import { addDays, type CallOutcome, localDate, rollUpDays, startOfDay } from '@vaani/clinic';
import { type Random, seededRandom } from '@vaani/config';
import { newId, type Tenant } from '@vaani/db';
import { type BookedAppointment, insertAppointments } from './appointments.ts';
import type { DemoCaller } from './callers.ts';
import { insertCallbacks, insertCalls, type PlannedCall } from './calls.ts';
import { between, chance, pick } from './chance.ts';
import { type Subject, sayWhen } from './conversations.ts';
import { insertPatients, type WrittenPatient } from './patients.ts';
import { makePeople } from './people.ts';
import { insertPractice, type Practice, type WrittenPractice } from './practice.ts';
import { type PlannedAppointment, planSchedule } from './schedule.ts';

export interface DemoClinicPlan {
  name: string;
  nameHindi: string;
  zone: string;
  practice: Practice;
  number: string;
  seed: number;
  patients: { count: number; prefix: string; phonePrefix: string; share: number; callers: DemoCaller[] };
  calls: { booked: number; others: number };
}

const DAY_MS = 86_400_000;
const reasons = [
  'fever since two days',
  'पेट में दर्द',
  'skin rash',
  'follow-up of the last visit',
  'घुटने में दर्द',
  'khansi aur zukaam',
];

/** Fills a clinic: practice, patients, six weeks of appointments, two weeks of calls. Returns the ids of its doctors. */
export async function fillDemoClinic(tenant: Tenant, plan: DemoClinicPlan, now: number): Promise<WrittenPractice> {
  const { zone, practice } = plan;
  const random = seededRandom(plan.seed);
  const today = localDate(now, zone);
  const date = (inDays: number) => addDays(today, inDays);
  const dayStart = (inDays: number) => startOfDay(date(inDays), zone);

  const written = await insertPractice(tenant, practice, { date, startOfDay: dayStart });
  const phoneNumberId = newId();
  await tenant.tx.phoneNumber.create({
    data: { id: phoneNumberId, clinicId: tenant.clinicId, number: plan.number, label: 'Main line' },
    select: { id: true },
  });

  const people = makePeople(random, { ...plan.patients, today });
  const patients = await insertPatients(
    tenant,
    people,
    (index) => new Date(now - (200 - Math.round((index / people.length) * 160)) * DAY_MS),
  );
  const planned = planSchedule(random, {
    practice,
    written,
    zone,
    now,
    holidays: practice.holidays.map(({ inDays }) => date(inDays)),
    leaves: new Map(
      practice.doctors.flatMap(({ leave }, index) =>
        leave === undefined
          ? []
          : [[index, [{ startsAt: dayStart(leave.fromDay), endsAt: dayStart(leave.toDay + 1) }]] as const],
      ),
    ),
  });
  // Callers that can be tried have nothing ahead: an unverified phone may hold only so many bookings.
  const others = patients.filter(({ phone }) => plan.patients.callers.every((caller) => caller.phone !== phone));
  const whoComes = chooser(random, practice, { patients, others, now });
  const booked = planned.map(
    (one): BookedAppointment => ({
      ...one,
      id: newId(),
      patientId: whoComes(one).id,
      callId: null,
      bookedAt: Math.min(one.startsAt - between(random, 4, 240) * 3_600_000, now - between(random, 1, 72) * 3_600_000),
      reason: chance(random, 0.35) ? pick(random, reasons) : null,
    }),
  );
  const calls = planCalls(random, plan, now, booked, patients);
  const byCall = new Map(booked.flatMap((one) => (one.callId === null ? [] : [[one.callId, one] as const])));
  await insertCalls(tenant, calls, {
    random,
    zone,
    line: { phoneNumberId, number: plan.number },
    about(callId) {
      const one = byCall.get(callId);
      if (one === undefined) return;
      const { name = '', nameHindi = '' } = practice.doctors[one.doctorIndex] ?? {};
      return { doctorName: name, doctorNameHindi: nameHindi, startsAt: one.startsAt };
    },
  });
  await insertAppointments(tenant, booked, {
    ...written,
    branchOf: (index) => written.branchIds[practice.doctors[index]?.branch ?? 0] ?? '',
    bufferAfterOf: (key) => practice.services.find((service) => service.key === key)?.bufferAfterMin ?? 0,
  });
  const left = calls.filter(({ outcome }) => outcome === 'message').slice(-3);
  await insertCallbacks(
    tenant,
    left.map((call, index) => ({
      call,
      reason: call.language === 'hi' ? 'दवा के बारे में पूछना है' : 'Wants to be rung back about a report',
      dueAt: now + (index - 1) * 2 * 3_600_000,
    })),
  );
  await rollUpDays(tenant, { from: date(-45), to: today }, now);
  return written;
}

/** Chooses who comes: somebody whom the doctor treats, and who is nowhere else within two hours. */
function chooser(
  random: Random,
  practice: Practice,
  among: { patients: WrittenPatient[]; others: WrittenPatient[]; now: number },
): (one: PlannedAppointment) => WrittenPatient {
  const visits = new Map<string, number[]>();
  const isTreated = (speciality: string | undefined) => (patient: WrittenPatient) =>
    speciality === 'paediatrics'
      ? patient.kind === 'child'
      : speciality === 'gynaecology'
        ? patient.kind === 'woman'
        : true;
  return (one) => {
    const list = one.endsAt > among.now ? among.others : among.patients;
    const treated = list.filter(isTreated(practice.doctors[one.doctorIndex]?.speciality));
    const first = pick(random, treated);
    const from = treated.indexOf(first);
    const inTurn = [...treated.slice(from), ...treated.slice(0, from)];
    const isFree = ({ id }: WrittenPatient) =>
      (visits.get(id) ?? []).every((at) => Math.abs(at - one.startsAt) > 2 * 3_600_000);
    const patient = inTurn.find(isFree) ?? first;
    visits.set(patient.id, [...(visits.get(patient.id) ?? []), one.startsAt]);
    return patient;
  };
}

const otherOutcomes: readonly CallOutcome[] = [
  'informed',
  'message',
  'transferred',
  'abandoned',
  'emergency',
  'moved',
  'cancelled',
  'informed',
  'message',
  'informed',
];

/** Calls of the last fourteen days: those that made an appointment, which is linked to them here, and others. */
function planCalls(
  random: Random,
  plan: DemoClinicPlan,
  now: number,
  booked: BookedAppointment[],
  patients: WrittenPatient[],
): PlannedCall[] {
  const byId = new Map(patients.map((patient) => [patient.id, patient]));
  const languages = ['hi', 'hi-en', 'en'] as const;
  const subjectOf = (
    patient: WrittenPatient,
    doctorIndex: number,
    at: number,
    language: PlannedCall['language'],
  ): Subject => {
    const doctor = plan.practice.doctors[doctorIndex];
    return {
      clinic: plan.name,
      clinicHindi: plan.nameHindi,
      patient: patient.name,
      doctor: doctor?.name ?? '',
      doctorHindi: doctor?.nameHindi ?? '',
      when: sayWhen(at, plan.zone, language),
    };
  };

  const calls: PlannedCall[] = [];
  const candidates = booked.filter((one) => one.status !== 'cancelled' && one.startsAt > now - 10 * DAY_MS);
  const step = Math.max(1, Math.floor(candidates.length / plan.calls.booked));
  for (let index = 0; index < plan.calls.booked; index++) {
    const one = candidates[index * step];
    const patient = one && byId.get(one.patientId);
    if (one === undefined || patient === undefined) continue;
    const language = patient.language ?? pick(random, languages);
    one.callId = newId();
    const startedAt = callTime(random, plan.zone, Math.min(now, one.startsAt) - DAY_MS, between(random, 0, 3));
    one.bookedAt = startedAt + 60_000;
    calls.push({
      id: one.callId,
      from: patient.phone,
      language,
      outcome: 'booked',
      startedAt,
      patientId: patient.id,
      subject: subjectOf(patient, one.doctorIndex, one.startsAt, language),
    });
  }
  for (let index = 0; index < plan.calls.others; index++) {
    const outcome = otherOutcomes[index % otherOutcomes.length] ?? 'informed';
    const patient = pick(random, patients);
    const language = languages[index % languages.length] ?? 'hi';
    const isKnown = outcome === 'moved' || outcome === 'cancelled' || chance(random, 0.5);
    const doctorIndex = between(random, 0, plan.practice.doctors.length - 1);
    const startedAt = callTime(random, plan.zone, now, between(random, 0, 13));
    calls.push({
      id: newId(),
      from: isKnown ? patient.phone : chance(random, 0.15) ? null : `+9160002${between(random, 10_000, 99_999)}`,
      language,
      outcome,
      startedAt,
      patientId: isKnown ? patient.id : null,
      subject: subjectOf(patient, doctorIndex, now + between(random, 1, 9) * DAY_MS, language),
    });
  }
  return calls.sort((a, b) => a.startedAt - b.startedAt);
}

/** An instant in the clinic's working hours, so many days before the day of `latest`, and at least ten minutes before it. */
function callTime(random: Random, zone: string, latest: number, daysBefore: number): number {
  const day = addDays(localDate(latest, zone), -daysBefore);
  const at = startOfDay(day, zone) + between(random, 9 * 60, 19 * 60) * 60_000 + between(random, 0, 59) * 1_000;
  return at < latest - 600_000 ? at : at - DAY_MS;
}
