import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { idempotencyKeySchema, once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { appointmentColumns, iso, toAppointmentView } from '../scheduling/appointment-view.ts';
import type { Span } from '../scheduling/availability.ts';
import { writeCalendar } from '../scheduling/calendar-write.ts';
import { addDays, isoOf, startOfDay } from '../scheduling/civil-time.ts';
import { lockDoctorDays } from '../scheduling/doctor-day-lock.ts';
import type { AppointmentView } from '../scheduling/types.ts';
import { doctorFacts } from './doctor-facts.ts';
import { awaySpan, awayTimeSchema, hasOneTime, labelSchema, oneTime } from './request.ts';
import { standingOf } from './standing.ts';

/** A stretch in which a doctor is away, with the appointments that stand in it all the same. */
export interface LeaveView {
  id: string;
  doctorId: string;
  startsAt: string;
  endsAt: string;
  label: string;
  appointments: AppointmentView[];
}

export const addLeaveSchema = z
  .object({
    doctorId: z.uuid('is not an id'),
    ...awayTimeSchema,
    label: labelSchema,
    idempotencyKey: idempotencyKeySchema,
  })
  .refine(hasOneTime, oneTime);

/**
 * Writes that a doctor is away. Nothing is booked there any more; what stands there is answered, and left to `previewDay` and `applyDay`.
 * @throws {ClinicError} for bad input or an unknown doctor.
 */
export async function addLeave(
  ctx: ClinicContext,
  request: z.input<typeof addLeaveSchema>,
): Promise<{ ok: true; leave: LeaveView }> {
  authorise(ctx, 'schedule.write');
  const { idempotencyKey: key, ...wanted } = parseInput(addLeaveSchema, request);
  const { doctorId, label } = wanted;
  return writeCalendar(ctx, [doctorId], async (tenant, announce) => {
    const { response } = await once(tenant, { key, operation: 'leave.add', body: wanted }, async () => {
      const { zone } = await doctorFacts(tenant, doctorId);
      const span = awaySpan(wanted, zone);
      await lockDoctorDays(tenant, doctorId, [span], zone);
      const id = await keepLeave(tenant, ctx, { doctorId, label, ...span });
      const view = { id, doctorId, label, startsAt: isoOf(span.startsAt), endsAt: isoOf(span.endsAt) };
      announce.calendar(view);
      const rows = await standingOf(tenant, doctorId, span);
      const appointments = rows.map((row) => toAppointmentView(row, tenant.cipher));
      return { ok: true as const, leave: { ...view, appointments } };
    });
    return response;
  });
}

/** The leave over a span: the one that covers it, where there is one, else a new one. Under the locks of its days. @returns its id. */
export async function keepLeave(
  tenant: Tenant,
  ctx: ClinicContext,
  leave: Span & { doctorId: string; label: string },
): Promise<string> {
  const { tx, clinicId } = tenant;
  const { doctorId, label } = leave;
  const span = { startsAt: new Date(leave.startsAt), endsAt: new Date(leave.endsAt) };
  const covering = await tx.leave.findFirst({
    where: { clinicId, doctorId, startsAt: { lte: span.startsAt }, endsAt: { gte: span.endsAt } },
    select: { id: true },
  });
  if (covering !== null) return covering.id;
  const id = newId();
  await tx.leave.create({
    data: { id, clinicId, doctorId, ...span, label, createdAt: new Date(ctx.clock.now()) },
    select: { id: true },
  });
  await recordAudit(tenant, ctx.actor, {
    action: 'leave.add',
    objectKind: 'leave',
    objectId: id,
    new: { doctorId, label, startsAt: iso(span.startsAt), endsAt: iso(span.endsAt) },
  });
  return id;
}

export const removeLeaveSchema = z.object({ leaveId: z.uuid('is not an id') });

/** Takes a leave back: the doctor sits then after all. What was moved or cancelled for it stays so. @throws {ClinicError} `not-found` */
export async function removeLeave(
  ctx: ClinicContext,
  request: z.input<typeof removeLeaveSchema>,
): Promise<{ leaveId: string }> {
  authorise(ctx, 'schedule.write');
  const { leaveId } = parseInput(removeLeaveSchema, request);
  return writeCalendar(ctx, [], async (tenant, announce) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId_id: { clinicId, id: leaveId } };
    const leave = await tx.leave.findUnique({ where, select: leaveColumns });
    if (leave === null) throw new ClinicError('not-found', 'There is no such leave.', 'leaveId');
    await tx.leave.delete({ where, select: { id: true } });
    const { doctorId, label, startsAt, endsAt } = leave;
    const old = { doctorId, label, startsAt: iso(startsAt), endsAt: iso(endsAt) };
    await recordAudit(tenant, ctx.actor, { action: 'leave.remove', objectKind: 'leave', objectId: leaveId, old });
    announce.calendar(old);
    return { leaveId };
  });
}

export const leaveQuerySchema = z
  .object({
    doctorId: z.uuid('is not an id').optional(),
    /** Clinic-local days, both included. */
    from: z.iso.date('is not a date as 2026-11-30'),
    to: z.iso.date('is not a date as 2026-11-30'),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'lies before from' });

/** Leaves that touch a range of days, by start, each with the appointments that stand in it. A doctor sees their own. */
export async function listLeaves(ctx: ClinicContext, query: z.input<typeof leaveQuerySchema>): Promise<LeaveView[]> {
  authorise(ctx, 'schedule.read');
  const q = parseInput(leaveQuerySchema, query);
  const own = onlyDoctor(ctx);
  if (own !== null && q.doctorId !== undefined && q.doctorId !== own)
    throw new ClinicError('not-allowed', 'A doctor sees their own leave.', 'doctorId');
  const doctorId = own ?? q.doctorId;
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { zone } = await settingsOf(tenant);
    const leaves = await tx.leave.findMany({
      where: {
        clinicId,
        ...(doctorId === undefined ? {} : { doctorId }),
        startsAt: { lt: new Date(startOfDay(addDays(q.to, 1), zone)) },
        endsAt: { gt: new Date(startOfDay(q.from, zone)) },
      },
      select: leaveColumns,
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: 500,
    });
    const standing = await standingIn(
      tenant,
      leaves.map(({ id }) => id),
    );
    return leaves.map(({ startsAt, endsAt, ...leave }) => ({
      ...leave,
      startsAt: iso(startsAt),
      endsAt: iso(endsAt),
      appointments: (standing.get(leave.id) ?? []).map((row) => toAppointmentView(row, cipher)),
    }));
  });
}

/** The active appointments that stand in leaves, by leave and start: two queries, however many they are. */
async function standingIn({ tx, clinicId }: Tenant, leaveIds: readonly string[]) {
  const pairs = await tx.$queryRaw<{ leaveId: string; appointmentId: string }[]>`
    SELECT l.id AS "leaveId", a.id AS "appointmentId"
    FROM leaves l
    JOIN appointments a ON a.clinic_id = l.clinic_id AND a.doctor_id = l.doctor_id AND a.ends_at > l.starts_at
      AND a.starts_at > l.starts_at - INTERVAL '1 day' AND a.starts_at < l.ends_at
      AND a.status IN ('scheduled', 'confirmed', 'checked_in', 'in_consultation')
    WHERE l.clinic_id = ${clinicId}::uuid AND l.id = ANY(${leaveIds}::uuid[])`;
  const rows = await tx.appointment.findMany({
    where: { clinicId, id: { in: pairs.map(({ appointmentId }) => appointmentId) } },
    select: appointmentColumns,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  const leavesOf = Map.groupBy(pairs, ({ appointmentId }) => appointmentId);
  const standing = rows.flatMap((row) => (leavesOf.get(row.id) ?? []).map(({ leaveId }) => ({ leaveId, row })));
  return new Map(
    [...Map.groupBy(standing, ({ leaveId }) => leaveId)].map(([leaveId, own]) => [leaveId, own.map(({ row }) => row)]),
  );
}

const leaveColumns = { id: true, doctorId: true, startsAt: true, endsAt: true, label: true } as const;
