import type { Tenant } from '@vaani/db';
import { ClinicError } from '../context.ts';
import type { AvailabilityInput, DoctorCalendar } from './availability.ts';
import { addDays, DAY_MS, localDate, startOfDay } from './civil-time.ts';
import { activeStatuses } from './statuses.ts';

/** No claim is longer than a day, so reads bound `starts_at` on both sides and use the plain index. */
const LONGEST_CLAIM_MS = DAY_MS;

export interface CalendarQuery {
  doctorId?: string | undefined;
  speciality?: string | undefined;
  /** The default service where none is named. */
  serviceId?: string | undefined;
  from: string;
  to: string;
  now: number;
  isStaff: boolean;
  /** Holds of this owner take no time from them. */
  ownerToken?: string | undefined;
}

export type LoadedCalendar = AvailabilityInput & { holdSeconds: number; unverifiedBookingLimit: number };

/**
 * Reads everything that availability needs, in a number of queries that does not grow with doctors or days.
 * @throws {ClinicError} where the service or the doctor is unknown, or the range is no range.
 */
export async function loadCalendar({ tx, clinicId }: Tenant, query: CalendarQuery): Promise<LoadedCalendar> {
  if (query.from > query.to) throw new ClinicError('bad-input', 'The last day lies before the first.', 'to');
  const clinic = await tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: {
      zone: true,
      minimumNoticeMin: true,
      maximumAdvanceDays: true,
      holdSeconds: true,
      unverifiedBookingLimit: true,
    },
  });
  const service = await tx.service.findFirst({
    where: {
      clinicId,
      isActive: true,
      ...(query.serviceId === undefined ? { isDefault: true } : { id: query.serviceId }),
    },
    select: { id: true, durationMin: true, bufferBeforeMin: true, bufferAfterMin: true },
  });
  if (service === null) throw new ClinicError('not-found', 'The clinic does not offer that service.', 'serviceId');
  const doctors = await tx.doctor.findMany({
    where: {
      clinicId,
      isActive: true,
      doctorServiceByDoctor: { some: { clinicId, serviceId: service.id } },
      ...(query.doctorId === undefined ? {} : { id: query.doctorId }),
      ...(query.speciality === undefined ? {} : { speciality: query.speciality }),
    },
    select: { id: true, gridMin: true, capacity: true, dailyCap: true },
  });
  const ids = doctors.map((doctor) => doctor.id);
  if (query.doctorId !== undefined && ids.length === 0) await requireDoctor(tx, clinicId, query.doctorId);
  const from = new Date(startOfDay(query.from, clinic.zone));
  const to = new Date(startOfDay(addDays(query.to, 1), clinic.zone));
  const reach = new Date(from.getTime() - LONGEST_CLAIM_MS);
  const ofDoctors = { clinicId, doctorId: { in: ids } };

  const own = await tx.doctorService.findMany({
    where: { ...ofDoctors, serviceId: service.id },
    select: { doctorId: true, durationMin: true },
  });
  const windows = await tx.weeklyWindow.findMany({
    where: { ...ofDoctors, validFrom: { lte: to }, OR: [{ validTo: null }, { validTo: { gte: reach } }] },
    select: {
      doctorId: true,
      branchId: true,
      weekday: true,
      fromMin: true,
      toMin: true,
      validFrom: true,
      validTo: true,
    },
  });
  const breaks = await tx.break.findMany({
    where: ofDoctors,
    select: { doctorId: true, weekday: true, fromMin: true, toMin: true },
  });
  const leaves = await tx.leave.findMany({
    where: { ...ofDoctors, startsAt: { lt: to }, endsAt: { gt: from } },
    select: { doctorId: true, startsAt: true, endsAt: true },
  });
  const holidays = await tx.holiday.findMany({
    where: { clinicId, date: { gte: reach, lte: to } },
    select: { date: true, branchId: true },
  });
  const claims = await loadClaims(tx, {
    clinicId,
    zone: clinic.zone,
    ids,
    reach,
    to,
    now: new Date(query.now),
    ownerToken: query.ownerToken,
  });
  const overbooked = await tx.appointment.findMany({
    where: { ...ofDoctors, isOverbooked: true, status: { in: [...activeStatuses] }, startsAt: { gte: reach, lt: to } },
    select: { doctorId: true, startsAt: true, endsAt: true },
  });

  const of = <R extends { doctorId: string }>(rows: R[]) => Map.groupBy(rows, (row) => row.doctorId);
  const grouped = {
    own: of(own),
    windows: of(windows),
    breaks: of(breaks),
    leaves: of(leaves),
    claims: of(claims),
    overbooked: of(overbooked),
  };
  return {
    zone: clinic.zone,
    from: query.from,
    to: query.to,
    now: query.now,
    service,
    holidays: holidays.map((day) => ({ date: dateOf(day.date), branchId: day.branchId })),
    minimumNoticeMin: clinic.minimumNoticeMin,
    maximumAdvanceDays: clinic.maximumAdvanceDays,
    holdSeconds: clinic.holdSeconds,
    unverifiedBookingLimit: clinic.unverifiedBookingLimit,
    isStaff: query.isStaff,
    doctors: doctors.map((doctor): DoctorCalendar => {
      const taken = grouped.claims.get(doctor.id) ?? [];
      return {
        ...doctor,
        durationMin: grouped.own.get(doctor.id)?.[0]?.durationMin ?? service.durationMin,
        windows: (grouped.windows.get(doctor.id) ?? []).map((window) => ({
          ...window,
          validFrom: dateOf(window.validFrom),
          validTo: window.validTo === null ? null : dateOf(window.validTo),
        })),
        breaks: grouped.breaks.get(doctor.id) ?? [],
        leaves: (grouped.leaves.get(doctor.id) ?? []).map(toSpan),
        taken: taken.map((claim) => ({
          startsAt: claim.startsAt.getTime(),
          endsAt: claim.endsAt.getTime(),
          lane: claim.lane,
          bufferBeforeMin: claim.bufferBeforeMin,
          bufferAfterMin: claim.bufferAfterMin,
        })),
        overbooked: (grouped.overbooked.get(doctor.id) ?? []).map(toSpan),
        booked: countByDay(taken, grouped.overbooked.get(doctor.id) ?? [], clinic.zone),
      };
    }),
  };
}

/** A doctor who does not give the service has no slots; one whom the clinic does not have is an error. */
async function requireDoctor(tx: Tenant['tx'], clinicId: string, doctorId: string): Promise<void> {
  const where = { clinicId, id: doctorId, isActive: true };
  const doctor = await tx.doctor.findFirst({ where, select: { id: true } });
  if (doctor === null) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
}

interface ClaimRow {
  doctorId: string;
  /** Clinic-local day on which these claims begin. */
  date: string;
  lane: number;
  startsAt: Date;
  endsAt: Date;
  bufferBeforeMin: number;
  bufferAfterMin: number;
  /** Appointments of the whole group, on each of its ranges. */
  appointments: number;
}

/** Neighbouring claims come as one range a lane and day: far fewer rows at ordinary density. */
async function loadClaims(
  tx: Tenant['tx'],
  q: {
    clinicId: string;
    zone: string;
    ids: string[];
    reach: Date;
    to: Date;
    now: Date;
    ownerToken: string | undefined;
  },
): Promise<ClaimRow[]> {
  if (q.ids.length === 0) return [];
  return tx.$queryRaw<ClaimRow[]>`
    SELECT resource_id AS "doctorId", day::text AS date, lane::int, lower(span) AS "startsAt", upper(span) AS "endsAt",
      buffer_before_min::int AS "bufferBeforeMin", buffer_after_min::int AS "bufferAfterMin", appointments::int
    FROM (
      SELECT resource_id, lane, buffer_before_min, buffer_after_min, (starts_at AT TIME ZONE ${q.zone})::date AS day,
        unnest(range_agg(tstzrange(starts_at, ends_at))) AS span,
        count(*) FILTER (WHERE kind = 'appointment') AS appointments
      FROM slot_claims
      WHERE clinic_id = ${q.clinicId}::uuid AND resource_id = ANY(${q.ids}::uuid[])
        AND starts_at >= ${q.reach} AND starts_at < ${q.to} AND released_at IS NULL
        AND (kind <> 'hold' OR (expires_at > ${q.now} AND hold_owner IS DISTINCT FROM ${q.ownerToken ?? null}))
      GROUP BY resource_id, lane, buffer_before_min, buffer_after_min, day
    ) AS merged`;
}

/** Active appointments by day: each group of merged claims counts once, and each one booked on top counts too. */
function countByDay(rows: ClaimRow[], overbooked: { startsAt: Date }[], zone: string): Map<string, number> {
  const groups = new Map(
    rows.map((row) => [`${row.date}|${row.lane}|${row.bufferBeforeMin}|${row.bufferAfterMin}`, row]),
  );
  const days = new Map<string, number>();
  const add = (date: string, count: number) => days.set(date, (days.get(date) ?? 0) + count);
  for (const row of groups.values()) add(row.date, row.appointments);
  for (const row of overbooked) add(localDate(row.startsAt.getTime(), zone), 1);
  return days;
}

const toSpan = (row: { startsAt: Date; endsAt: Date }) => ({
  startsAt: row.startsAt.getTime(),
  endsAt: row.endsAt.getTime(),
});
const dateOf = (date: Date): string => date.toISOString().slice(0, 10);
