import type { Tenant } from '@vaani/db';
import { type ClinicContext, ClinicError } from '../context.ts';
import { normalisePhone } from '../patients/phone.ts';
import type { FreeSlot } from './availability.ts';
import { addDays, startOfDay } from './civil-time.ts';
import { entitlementOf } from './follow-up.ts';
import type { LoadedCalendar } from './load-calendar.ts';
import { activeStatuses } from './statuses.ts';

/** The search token of the phone that books unverified. @throws {ClinicError} `bad-input` where it is no phone. */
export function phoneToken({ cipher }: Tenant, unverifiedPhone: string | undefined): bigint | undefined {
  if (unverifiedPhone === undefined) return undefined;
  const phone = normalisePhone(unverifiedPhone);
  if (phone === null) throw new ClinicError('bad-input', 'unverifiedPhone is not a phone number.', 'unverifiedPhone');
  return cipher.token({ kind: 'phone', term: phone });
}

/** What stops a booking although the time is free. */
export type OwnLimit = 'too-many' | 'same-time' | 'same-day' | 'not-entitled';

interface Booking {
  patientId: string;
  phone?: bigint | undefined;
  isDespiteOwn?: boolean | undefined;
  isFollowUpGranted?: boolean | undefined;
}

/**
 * What stops a booking although the time is free: too many future bookings of one unverified phone, the same patient at the same time, or
 * twice a day with one doctor, a free follow-up that is not due. Staff who were asked may pass all but the first. Under the locks of the
 * patient and the phone. Null where nothing does.
 * @param exceptAppointmentId the appointment that is given up for this one.
 */
export async function limitOf(
  tenant: Tenant,
  ctx: ClinicContext,
  booking: Booking,
  slot: FreeSlot,
  calendar: LoadedCalendar,
  exceptAppointmentId?: string,
): Promise<OwnLimit | null> {
  const isStaff = ctx.actor.kind === 'staff';
  if (!(isStaff && booking.isDespiteOwn === true)) {
    const own = await ownLimit(tenant, booking.patientId, slot, calendar.zone, exceptAppointmentId);
    if (own !== null) return own;
  }
  if (calendar.service.isFollowUp && !(isStaff && booking.isFollowUpGranted === true)) {
    const { patientId } = booking;
    const { doctorId, date } = slot;
    const followUp = await entitlementOf(tenant, { patientId, doctorId, zone: calendar.zone, exceptAppointmentId });
    if (followUp === null || date > followUp.until || date < followUp.from) return 'not-entitled';
  }
  if (booking.phone === undefined) return null;
  const { tx, clinicId } = tenant;
  const future = await tx.appointment.count({
    where: {
      clinicId,
      status: { in: ['scheduled', 'confirmed'] },
      startsAt: { gt: new Date(ctx.clock.now()) },
      patient: { patientTokenByPatient: { some: { clinicId, kind: 'phone', token: booking.phone } } },
    },
  });
  return future >= calendar.unverifiedBookingLimit ? 'too-many' : null;
}

async function ownLimit(
  { tx, clinicId }: Tenant,
  patientId: string,
  slot: FreeSlot,
  zone: string,
  exceptAppointmentId: string | undefined,
): Promise<'same-time' | 'same-day' | null> {
  const own = await tx.appointment.findMany({
    where: {
      clinicId,
      patientId,
      status: { in: [...activeStatuses] },
      startsAt: { gte: new Date(startOfDay(slot.date, zone)), lt: new Date(startOfDay(addDays(slot.date, 1), zone)) },
      ...(exceptAppointmentId === undefined ? {} : { id: { not: exceptAppointmentId } }),
    },
    select: { doctorId: true, startsAt: true, endsAt: true },
  });
  if (own.some((other) => other.startsAt.getTime() < slot.endsAt && other.endsAt.getTime() > slot.startsAt))
    return 'same-time';
  return own.some((other) => other.doctorId === slot.doctorId) ? 'same-day' : null;
}
