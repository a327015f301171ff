import type { Tenant } from '@vaani/db';
import { recordAudit } from '../../audit/record.ts';
import { settingsOf } from '../../clinic/settings-of.ts';
import type { ClinicContext } from '../../context.ts';
import { once } from '../../idempotency.ts';
import { appointmentColumns, toAppointmentView } from '../appointment-view.ts';
import { type Announce, writeCalendar } from '../calendar-write.ts';
import { spanOf } from '../claim-slot.ts';
import { queueConsequences } from '../consequences.ts';
import { type DoctorSpan, lockDoctorDays, lockPeople } from '../doctor-day-lock.ts';
import { placeOverbooked, releaseClaims } from '../release-claims.ts';
import { isActive, moveBetween } from '../statuses.ts';
import type { AppointmentChange, AppointmentStatus, AppointmentView } from '../types.ts';

const lockedColumns = { ...appointmentColumns, branchId: true, claimId: true, reason: true, notes: true } as const;

/** An appointment as it is under the lock of its days. */
export type LockedAppointment = NonNullable<Awaited<ReturnType<typeof readAppointment>>>;

const readAppointment = ({ tx, clinicId }: Tenant, id: string) =>
  tx.appointment.findUnique({ where: { clinicId_id: { clinicId, id } }, select: lockedColumns });

/** An appointment's doctor and time. Neither it nor its day ever changes: a move makes a successor, and a session is shifted within its day. Null where there is no such appointment. */
export async function whereIs(ctx: ClinicContext, appointmentId: string): Promise<DoctorSpan | null> {
  const row = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.appointment.findUnique({
      where: { clinicId_id: { clinicId, id: appointmentId } },
      select: { doctorId: true, startsAt: true, endsAt: true },
    }),
  );
  return row === null ? null : { doctorId: row.doctorId, ...spanOf(row) };
}

/**
 * Runs a change of one appointment: in its doctor's turn, once under the key where there is one, and under the lock of its days.
 * @param request.isPatientLocked the patient's other appointments are looked at too.
 */
export async function changeAppointment<R extends { ok: boolean }>(
  ctx: ClinicContext,
  request: {
    appointmentId: string;
    key: string | undefined;
    operation: string;
    body: unknown;
    isPatientLocked?: boolean;
  },
  change: (tenant: Tenant, announce: Announce, before: LockedAppointment, zone: string) => Promise<R>,
): Promise<R | { ok: false; reason: 'not-found' }> {
  const { appointmentId } = request;
  const place = await whereIs(ctx, appointmentId);
  if (place === null) return { ok: false, reason: 'not-found' };
  return writeCalendar(ctx, [place.doctorId], async (tenant, announce) => {
    const { response } = await once(tenant, request, async () => {
      const { tx, clinicId } = tenant;
      const { zone } = await settingsOf(tenant);
      if (request.isPatientLocked === true) {
        const where = { clinicId_id: { clinicId, id: appointmentId } };
        await lockPeople(tenant, await tx.appointment.findUniqueOrThrow({ where, select: { patientId: true } }));
      }
      await lockDoctorDays(tenant, place.doctorId, [place], zone);
      return change(tenant, announce, await readLocked(tenant, appointmentId), zone);
    });
    return response;
  });
}

/** Reads an appointment that is known to be there. */
export async function readLocked(tenant: Tenant, appointmentId: string): Promise<LockedAppointment> {
  const row = await readAppointment(tenant, appointmentId);
  if (row === null) throw new Error('an appointment was deleted, which nothing does');
  return row;
}

/** Columns that change with a status. */
interface Changed {
  claimId?: string | null;
  isOverbooked?: boolean;
  cancelledAt?: Date | null;
  cancelledBy?: string | null;
  cancelReason?: string | null;
}

/**
 * Takes an appointment to another status, which the table of moves must allow: the row, its claim, what waits for its time, the audit and what it
 * entails, and the word to the desk.
 */
export async function applyMove(
  tenant: Tenant,
  ctx: ClinicContext,
  announce: Announce,
  before: LockedAppointment,
  move: {
    to: AppointmentStatus;
    kind: Exclude<AppointmentChange['kind'], 'moved' | 'booked'>;
    /** Whether the patient is told. */
    isTold: boolean;
    data?: Changed;
    audit?: Record<string, unknown>;
  },
): Promise<AppointmentView> {
  const { tx, clinicId, cipher } = tenant;
  const { to, kind, isTold, data = {}, audit = {} } = move;
  const isLeaving = isActive(before.status) && !isActive(to);
  const row = await tx.appointment.update({
    where: { clinicId_id: { clinicId, id: before.id } },
    data: { ...data, status: to, ...(isLeaving ? { claimId: null } : {}) },
    select: appointmentColumns,
  });
  const { claimId } = before;
  const freed = isLeaving && claimId !== null ? await releaseClaims(tenant, ctx, { id: claimId }) : [];
  const name = moveBetween(before.status, to);
  if (name === null) throw new Error(`an appointment does not go from ${before.status} to ${to}`);
  await recordAudit(tenant, ctx.actor, {
    action: `appointment.${name}`,
    objectKind: 'appointment',
    objectId: before.id,
    old: { status: before.status },
    new: { status: to, ...audit },
  });
  const appointment = toAppointmentView(row, cipher);
  await queueConsequences(tenant, ctx, { kind, appointment, isTold });
  await placeOverbooked(tenant, ctx, freed, announce);
  announce.appointment(appointment, kind);
  return appointment;
}
