import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { addDays, localDate } from './civil-time.ts';
import { activeStatuses } from './statuses.ts';

export const followUpSchema = z.object({ patientId: z.uuid('is not an id'), doctorId: z.uuid('is not an id') });

/** Whether a patient may have a free follow-up with a doctor. */
export interface FollowUp {
  isEntitled: boolean;
  /** The last clinic-local day on which it may be; null where there is none to be had. */
  until: string | null;
  /** The consultation that it follows. */
  appointmentId: string | null;
  /** The service to book it under; null where the doctor gives none. */
  serviceId: string | null;
}

/**
 * Recognises a free follow-up: the doctor grants one within so many days after a consultation, and the patient has not had it yet. The look is
 * audited; a doctor may ask about their own patients.
 * @throws {ClinicError} `not-found` for an unknown patient or doctor.
 */
export async function followUpFor(ctx: ClinicContext, request: z.input<typeof followUpSchema>): Promise<FollowUp> {
  authorise(ctx, 'schedule.read');
  const { patientId, doctorId } = parseInput(followUpSchema, request);
  const own = onlyDoctor(ctx);
  if (own !== null && own !== doctorId)
    throw new ClinicError('not-allowed', 'A doctor sees their own schedule.', 'doctorId');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const one = (id: string) => ({ where: { clinicId_id: { clinicId, id } }, select: { id: true } });
    if ((await tx.patient.findUnique(one(patientId))) === null)
      throw new ClinicError('not-found', 'There is no such patient.', 'patientId');
    if ((await tx.doctor.findUnique(one(doctorId))) === null)
      throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
    const { zone } = await settingsOf(tenant);
    const due = await entitlementOf(tenant, { patientId, doctorId, zone });
    const service = await tx.service.findFirst({
      where: { clinicId, isActive: true, isFollowUp: true, doctorServiceByService: { some: { clinicId, doctorId } } },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    await recordAudit(tenant, ctx.actor, {
      action: 'patient.follow-up',
      objectKind: 'patient',
      objectId: patientId,
      new: { doctorId },
    });
    const isEntitled = due !== null && due.until >= localDate(ctx.clock.now(), zone);
    return {
      isEntitled,
      until: isEntitled ? due.until : null,
      appointmentId: isEntitled ? due.appointmentId : null,
      serviceId: service?.id ?? null,
    };
  });
}

/** A follow-up that a patient has not had yet, with the clinic-local days between which it may be. */
interface Entitlement {
  appointmentId: string;
  from: string;
  until: string;
}

/**
 * What a patient is entitled to with a doctor, by their latest consultation that was completed: one follow-up, unless one was booked since.
 * Whether the days are past is for the asker to say. Null where there is none.
 * @param q.exceptAppointmentId a follow-up that is given up for another.
 */
export async function entitlementOf(
  { tx, clinicId }: Tenant,
  q: { patientId: string; doctorId: string; zone: string; exceptAppointmentId?: string | undefined },
): Promise<Entitlement | null> {
  const { patientId, doctorId } = q;
  const doctor = await tx.doctor.findUnique({
    where: { clinicId_id: { clinicId, id: doctorId } },
    select: { followUpDays: true },
  });
  const days = doctor?.followUpDays ?? null;
  if (days === null) return null;
  const visit = await tx.appointment.findFirst({
    where: { clinicId, patientId, doctorId, status: 'completed', service: { isFollowUp: false } },
    select: { id: true, startsAt: true },
    orderBy: { startsAt: 'desc' },
  });
  if (visit === null) return null;
  const used = await tx.appointment.count({
    where: {
      clinicId,
      patientId,
      doctorId,
      service: { isFollowUp: true },
      status: { in: [...activeStatuses, 'completed'] },
      startsAt: { gte: visit.startsAt },
      ...(q.exceptAppointmentId === undefined ? {} : { id: { not: q.exceptAppointmentId } }),
    },
  });
  if (used > 0) return null;
  const from = localDate(visit.startsAt.getTime(), q.zone);
  return { appointmentId: visit.id, from, until: addDays(from, days) };
}
