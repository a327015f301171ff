import type { Tenant } from '@vaani/db';
import { type ClinicContext, ClinicError } from '../context.ts';
import { normalisePhone } from '../patients/phone.ts';
import type { FreeSlot } from './availability.ts';
import { addDays, localDate, startOfDay } from './civil-time.ts';
import { activeStatuses } from './statuses.ts';

/** The search token of the phone that books unverified. @throws {ClinicError} `bad-input` where it is no phone. */
export function phoneToken({ cipher }: Tenant, unverifiedPhone: string | undefined): bigint | undefined {
  if (unverifiedPhone === undefined) return undefined;
  const phone = normalisePhone(unverifiedPhone);
  if (phone === null) throw new ClinicError('bad-input', 'unverifiedPhone is not a phone number.', 'unverifiedPhone');
  return cipher.token({ kind: 'phone', term: phone });
}

/**
 * What stops a booking although the time is free: too many future bookings of one unverified phone, the same patient at the same time, or
 * twice a day with one doctor. Staff who were asked may pass the last two. Under the locks of the patient and the phone.
 */
export async function limitOf(
  { tx, clinicId }: Tenant,
  ctx: ClinicContext,
  booking: {
    patientId: string;
    slot: { doctorId: string };
    phone: bigint | undefined;
    isDespiteOwn?: boolean | undefined;
  },
  slot: FreeSlot,
): Promise<'too-many' | 'same-time' | 'same-day' | null> {
  const { zone, unverifiedBookingLimit } = await tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: { zone: true, unverifiedBookingLimit: true },
  });
  const day = localDate(slot.startsAt, zone);
  const isPassed = ctx.actor.kind === 'staff' && booking.isDespiteOwn === true;
  if (!isPassed) {
    const own = await tx.appointment.findMany({
      where: {
        clinicId,
        patientId: booking.patientId,
        status: { in: [...activeStatuses] },
        startsAt: { gte: new Date(startOfDay(day, zone)), lt: new Date(startOfDay(addDays(day, 1), zone)) },
      },
      select: { doctorId: true, startsAt: true, endsAt: true },
    });
    if (own.some((other) => other.startsAt.getTime() < slot.endsAt && other.endsAt.getTime() > slot.startsAt))
      return 'same-time';
    if (own.some((other) => other.doctorId === booking.slot.doctorId)) return 'same-day';
  }
  if (booking.phone === undefined) return null;
  const future = await tx.appointment.count({
    where: {
      clinicId,
      status: { in: ['scheduled', 'confirmed'] },
      startsAt: { gt: new Date(ctx.clock.now()) },
      patient: { patientTokenByPatient: { some: { clinicId, kind: 'phone', token: booking.phone } } },
    },
  });
  return future >= unverifiedBookingLimit ? 'too-many' : null;
}
