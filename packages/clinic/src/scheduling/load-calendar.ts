import type { Tenant } from '@vaani/db';
import { ClinicError } from '../context.ts';
import type { AvailabilityInput, DoctorCalendar } from './availability.ts';
import { addDays, startOfDay } from './civil-time.ts';
import { loadRules } from './load-rules.ts';
import { countByDay, loadTaken } from './load-taken.ts';

export interface CalendarQuery {
  doctorId?: string | undefined;
  speciality?: string | undefined;
  /** The default service where none is named. */
  serviceId?: string | undefined;
  branchId?: string | undefined;
  from: string;
  to: string;
  now: number;
  isStaff: boolean;
  /** Holds of this owner take no time from them. */
  ownerToken?: string | undefined;
  /** What this appointment takes is given up for what is looked for: it is to be moved. */
  exceptAppointmentId?: string | undefined;
}

export interface LoadedCalendar extends AvailabilityInput {
  service: { id: string; isFollowUp: boolean };
  holdSeconds: number;
  unverifiedBookingLimit: number;
}

/** Rules without what is taken: that is read for some days at a time. */
export type RuledCalendar = Omit<LoadedCalendar, 'doctors'> & { doctors: Ruled[] };
type Ruled = Omit<DoctorCalendar, 'taken' | 'overbooked' | 'booked'>;

/**
 * Reads everything that availability needs, in a number of queries that does not grow with doctors or days.
 * @throws {ClinicError} where the service, the doctor or the branch is unknown, or the range is no range.
 */
export async function loadCalendar(tenant: Tenant, query: CalendarQuery): Promise<LoadedCalendar> {
  return addTaken(tenant, await loadRuled(tenant, query), query);
}

/**
 * The first half of `loadCalendar`: who offers the service, and when they sit.
 * @throws {ClinicError} as there.
 */
export async function loadRuled(tenant: Tenant, query: CalendarQuery): Promise<RuledCalendar> {
  if (query.from > query.to) throw new ClinicError('bad-input', 'The last day lies before the first.', 'to');
  const offer = await loadOffer(tenant, query);
  const { clinic, service } = offer;
  if (service === null) throw new ClinicError('not-found', 'The clinic does not offer that service.', 'serviceId');
  // A doctor who does not give the service has no slots; one whom the clinic does not have is an error.
  if (!offer.isDoctorKnown) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
  if (!offer.isBranchKnown) throw new ClinicError('not-found', 'There is no such branch.', 'branchId');
  const doctors = offer.doctors ?? [];
  const rules = await loadRules(
    tenant,
    doctors.map(({ id }) => id),
    query,
  );
  return {
    zone: clinic.zone,
    from: query.from,
    to: query.to,
    now: query.now,
    branchId: query.branchId,
    isStaff: query.isStaff,
    service: { id: service.id, isFollowUp: service.isFollowUp },
    minimumNoticeMin: service.minimumNoticeMin ?? clinic.minimumNoticeMin,
    maximumAdvanceDays: service.maximumAdvanceDays ?? clinic.maximumAdvanceDays,
    holdSeconds: clinic.holdSeconds,
    unverifiedBookingLimit: clinic.unverifiedBookingLimit,
    holidays: rules.holidays,
    doctors: doctors.map((doctor) => ({ ...doctor, ...rules.of(doctor.id) })),
  };
}

/** The second half: what is taken on some of the days. */
export async function addTaken(
  tenant: Tenant,
  ruled: RuledCalendar,
  query: Pick<CalendarQuery, 'from' | 'to' | 'now' | 'ownerToken' | 'exceptAppointmentId'>,
): Promise<LoadedCalendar> {
  const { zone } = ruled;
  const { from, to, now, ownerToken, exceptAppointmentId } = query;
  const span = { from: startOfDay(from, zone), to: startOfDay(addDays(to, 1), zone) };
  const ids = (doctors: Ruled[]) => doctors.map(({ id }) => id);
  const doctorIds = ids(ruled.doctors);
  const taken = await loadTaken(tenant, { doctorIds, ...span, now, ownerToken, exceptAppointmentId });
  const capped = ids(ruled.doctors.filter(({ dailyCap }) => dailyCap !== null));
  const booked = await countByDay(tenant, { doctorIds: capped, zone, ...span, exceptAppointmentId });
  return {
    ...ruled,
    from,
    to,
    doctors: ruled.doctors.map((doctor) => ({
      ...doctor,
      taken: taken.claims(doctor.id),
      overbooked: taken.overbooked(doctor.id),
      booked: booked.get(doctor.id) ?? new Map(),
    })),
  };
}

/** The same rules, with nothing taken: what it offers is what could be had at all. */
export const emptied = (calendar: LoadedCalendar): LoadedCalendar => ({
  ...calendar,
  doctors: calendar.doctors.map((doctor) => ({ ...doctor, taken: [], overbooked: [], booked: new Map() })),
});

interface Offer {
  clinic: {
    zone: string;
    minimumNoticeMin: number;
    maximumAdvanceDays: number;
    holdSeconds: number;
    unverifiedBookingLimit: number;
  };
  service: {
    id: string;
    isFollowUp: boolean;
    minimumNoticeMin: number | null;
    maximumAdvanceDays: number | null;
  } | null;
  isDoctorKnown: boolean;
  isBranchKnown: boolean;
  doctors:
    | Pick<
        DoctorCalendar,
        'id' | 'gridMin' | 'capacity' | 'dailyCap' | 'durationMin' | 'bufferBeforeMin' | 'bufferAfterMin'
      >[]
    | null;
}

/** The clinic, the service and the doctors who give it, with what differs for each: one query, as in `loadRules`. */
async function loadOffer({ tx, clinicId }: Tenant, query: CalendarQuery): Promise<Offer> {
  const { doctorId = null, speciality = null, serviceId = null, branchId = null } = query;
  const [row] = await tx.$queryRaw<Offer[]>`
    WITH wanted AS (
      SELECT s.* FROM services s
      WHERE s.clinic_id = ${clinicId}::uuid AND s.is_active
        AND CASE WHEN ${serviceId}::uuid IS NULL THEN s.is_default ELSE s.id = ${serviceId}::uuid END
      LIMIT 1
    )
    SELECT
      (SELECT json_build_object('zone', c.zone, 'minimumNoticeMin', c.minimum_notice_min, 'maximumAdvanceDays', c.maximum_advance_days,
          'holdSeconds', c.hold_seconds, 'unverifiedBookingLimit', c.unverified_booking_limit)
        FROM clinics c WHERE c.id = ${clinicId}::uuid) AS clinic,
      (SELECT json_build_object('id', w.id, 'isFollowUp', w.is_follow_up, 'minimumNoticeMin', w.minimum_notice_min,
          'maximumAdvanceDays', w.maximum_advance_days) FROM wanted w) AS service,
      (${doctorId}::uuid IS NULL OR EXISTS (
        SELECT 1 FROM doctors d WHERE d.clinic_id = ${clinicId}::uuid AND d.id = ${doctorId}::uuid AND d.is_active)) AS "isDoctorKnown",
      (${branchId}::uuid IS NULL OR EXISTS (
        SELECT 1 FROM branches b WHERE b.clinic_id = ${clinicId}::uuid AND b.id = ${branchId}::uuid)) AS "isBranchKnown",
      (SELECT json_agg(json_build_object('id', d.id, 'gridMin', coalesce(o.grid_min, d.grid_min), 'capacity', d.capacity,
          'dailyCap', d.daily_cap, 'durationMin', coalesce(o.duration_min, w.duration_min),
          'bufferBeforeMin', coalesce(o.buffer_before_min, w.buffer_before_min),
          'bufferAfterMin', coalesce(o.buffer_after_min, w.buffer_after_min)))
        FROM wanted w
        JOIN doctor_services o ON o.clinic_id = w.clinic_id AND o.service_id = w.id
        JOIN doctors d ON d.clinic_id = o.clinic_id AND d.id = o.doctor_id
        WHERE d.is_active AND (${doctorId}::uuid IS NULL OR d.id = ${doctorId}::uuid)
          AND (${speciality}::text IS NULL OR d.speciality = ${speciality}::text)) AS doctors`;
  if (row === undefined) throw new Error('a query of single values answered no row');
  return row;
}
