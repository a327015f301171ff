import { newId, type Tenant } from '@vaani/db';
import { stored } from './clinics.ts';

/** What a clinic offers, before it is written. Minutes are after local midnight; weekdays 1 Monday … 7 Sunday. */
export interface Practice {
  branches: { name: string; nameHindi: string; address: string }[];
  services: {
    key: string;
    name: string;
    nameHindi: string;
    durationMin: number;
    feePaise: number;
    bufferAfterMin?: number;
  }[];
  doctors: DoctorPlan[];
  knowledge: { topic: string; en: string; hi: string; hiEn: string }[];
  transfer: {
    label: string;
    phone: string;
    reasons: string[];
    weekdays: number[];
    fromMin: number;
    toMin: number;
  }[];
  holidays: { inDays: number; name: string }[];
}

export interface DoctorPlan {
  name: string;
  nameHindi: string;
  speciality: string;
  initials: string;
  /** Index of the branch. */
  branch: number;
  gridMin: number;
  dailyCap?: number;
  hours: { weekdays: number[]; fromMin: number; toMin: number }[];
  breaks?: { weekdays: number[]; fromMin: number; toMin: number }[];
  /** Keys of services, with what differs. */
  services: { key: string; durationMin?: number; feePaise?: number }[];
  /** Away for whole days, counted from the day of seeding. */
  leave?: { fromDay: number; toDay: number; label: string };
}

/** Ids of a practice that was written, by its own keys. */
export interface WrittenPractice {
  doctorIds: string[];
  branchIds: string[];
  serviceIds: Map<string, string>;
}

/**
 * Writes a practice.
 * @param at.startOfDay first instant of the day so many days from today, in the clinic's zone.
 * @param at.date its date.
 */
export async function insertPractice(
  { tx, clinicId }: Tenant,
  practice: Practice,
  at: { startOfDay(inDays: number): number; date(inDays: number): string },
): Promise<WrittenPractice> {
  const branchIds = practice.branches.map(() => newId());
  const doctorIds = practice.doctors.map(() => newId());
  const serviceIds = new Map(practice.services.map(({ key }) => [key, newId()]));
  const branchOf = (index: number) => found(branchIds[index], 'branch');
  const serviceOf = (key: string) => found(serviceIds.get(key), 'service');

  await tx.branch.createMany({
    data: practice.branches.map((branch, index) => ({
      id: branchOf(index),
      clinicId,
      ...branch,
      isDefault: index === 0,
    })),
  });
  await tx.service.createMany({
    data: practice.services.map(({ key, ...service }, index) => ({
      id: serviceOf(key),
      clinicId,
      ...service,
      isDefault: index === 0,
    })),
  });
  const doctors = practice.doctors.map((plan, index) => ({ plan, id: found(doctorIds[index], 'doctor'), index }));
  await tx.doctor.createMany({
    data: doctors.map(({ plan, id, index }) => ({
      id,
      clinicId,
      branchId: branchOf(plan.branch),
      name: plan.name,
      nameHindi: plan.nameHindi,
      speciality: plan.speciality,
      initials: plan.initials,
      colour: index % 8,
      gridMin: plan.gridMin,
      dailyCap: plan.dailyCap ?? null,
    })),
  });
  await tx.doctorService.createMany({
    data: doctors.flatMap(({ plan, id }) =>
      plan.services.map((own) => ({
        id: newId(),
        clinicId,
        doctorId: id,
        serviceId: serviceOf(own.key),
        durationMin: own.durationMin ?? null,
        feePaise: own.feePaise ?? null,
      })),
    ),
  });
  const validFrom = new Date(`${at.date(-365)}T00:00:00Z`);
  await tx.weeklyWindow.createMany({
    data: doctors.flatMap(({ plan, id }) =>
      plan.hours.flatMap(({ weekdays, ...span }) =>
        weekdays.map((weekday) => ({
          id: newId(),
          clinicId,
          doctorId: id,
          branchId: branchOf(plan.branch),
          weekday,
          ...span,
          validFrom,
        })),
      ),
    ),
  });
  await tx.break.createMany({
    data: doctors.flatMap(({ plan, id }) =>
      (plan.breaks ?? []).flatMap(({ weekdays, ...span }) =>
        weekdays.map((weekday) => ({ id: newId(), clinicId, doctorId: id, weekday, ...span })),
      ),
    ),
  });
  await tx.leave.createMany({
    data: doctors.flatMap(({ plan, id }) =>
      plan.leave === undefined
        ? []
        : [
            {
              id: newId(),
              clinicId,
              doctorId: id,
              startsAt: new Date(at.startOfDay(plan.leave.fromDay)),
              endsAt: new Date(at.startOfDay(plan.leave.toDay + 1)),
              label: plan.leave.label,
            },
          ],
    ),
  });
  await tx.holiday.createMany({
    data: practice.holidays.map(({ inDays, name }) => ({
      id: newId(),
      clinicId,
      date: new Date(`${at.date(inDays)}T00:00:00Z`),
      name,
    })),
  });
  await tx.knowledgeEntry.createMany({
    data: practice.knowledge.flatMap(({ topic, en, hi, hiEn }) =>
      (
        [
          ['en', en],
          ['hi', hi],
          ['hi-en', hiEn],
        ] as const
      ).map(([language, text]) => ({
        id: newId(),
        clinicId,
        topic,
        language: stored(language),
        text,
      })),
    ),
  });
  await tx.transferEntry.createMany({
    data: practice.transfer.map((entry, order) => ({ id: newId(), clinicId, ...entry, order })),
  });
  return { doctorIds, branchIds, serviceIds };
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`the plan names a ${what} that it does not have`);
  return value;
}
