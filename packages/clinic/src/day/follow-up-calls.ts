import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import type { AuditAction } from '../audit/actions.ts';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { publishFollowUps } from '../live-events.ts';
import { authorise } from '../people/authorise.ts';
import { appointmentColumns, iso, toAppointmentView } from '../scheduling/appointment-view.ts';
import type { AppointmentView } from '../scheduling/types.ts';
import { openFollowUps } from './follow-ups.ts';
import type { FollowUpReason } from './plan.ts';

/** Somebody to ring after a day was changed. */
export interface FollowUpCall {
  id: string;
  reason: FollowUpReason;
  status: 'open' | 'in_progress' | 'done' | 'dropped';
  dueAt: string;
  /** Who took it on. */
  owner: { userId: string; name: string } | null;
  /** E.164, of the patient; null where there is none. */
  phone: string | null;
  notes: string | null;
  /** As it stands now. */
  appointment: AppointmentView;
}

export const followUpQuerySchema = z.object({
  /** Those that are closed, too. */
  isWhole: z.boolean().optional(),
});

/** The people to ring, the most urgent first, with the number to ring: that somebody looked is kept. */
export async function listFollowUps(
  ctx: ClinicContext,
  query: z.input<typeof followUpQuerySchema> = {},
): Promise<FollowUpCall[]> {
  authorise(ctx, 'patients.write');
  const { isWhole } = parseInput(followUpQuerySchema, query);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const rows = await tx.followUpCall.findMany({
      where: { clinicId, ...(isWhole === true ? {} : { status: { in: ['open', 'in_progress'] } }) },
      select: columns,
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      take: 500,
    });
    await recordAudit(tenant, ctx.actor, { action: 'follow-up.read', objectKind: 'follow-up' });
    return rows.map((row) => toView(row, tenant));
  });
}

/** How many there are to ring: a number alone, which tells nothing of a patient. */
export async function countFollowUps(ctx: ClinicContext): Promise<{ open: number }> {
  authorise(ctx, 'schedule.read');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => ({ open: await openFollowUps(tenant) }));
}

const idSchema = z.object({ followUpId: z.uuid('is not an id') });
export const closeFollowUpSchema = idSchema.extend({
  outcome: z.enum(['done', 'dropped'], 'is neither done nor dropped'),
  notes: z.string().max(500, 'is longer than 500 characters').optional(),
});
export const takeFollowUpSchema = idSchema;

/** Takes a call on, or over from a colleague. @throws {ClinicError} `not-found`, or `conflict` where it is closed. */
export async function takeFollowUp(
  ctx: ClinicContext,
  request: z.input<typeof takeFollowUpSchema>,
): Promise<FollowUpCall> {
  authorise(ctx, 'patients.write');
  const { followUpId } = parseInput(takeFollowUpSchema, request);
  const ownerUserId = ctx.actor.kind === 'staff' ? ctx.actor.userId : null;
  return change(ctx, followUpId, 'follow-up.take', () => ({ status: 'in_progress', ownerUserId }));
}

/** Closes a call, with what came of it. @throws {ClinicError} `not-found`, or `conflict` where it is closed. */
export async function closeFollowUp(
  ctx: ClinicContext,
  request: z.input<typeof closeFollowUpSchema>,
): Promise<FollowUpCall> {
  authorise(ctx, 'patients.write');
  const { followUpId, outcome, notes } = parseInput(closeFollowUpSchema, request);
  return change(ctx, followUpId, 'follow-up.close', ({ cipher }) => ({
    status: outcome,
    ...(notes === undefined ? {} : { notes: cipher.seal('follow_up_calls', 'notes', followUpId, notes) }),
  }));
}

interface Change {
  status: FollowUpCall['status'];
  ownerUserId?: string | null;
  notes?: string;
}

async function change(
  ctx: ClinicContext,
  id: string,
  action: AuditAction,
  to: (tenant: Tenant) => Change,
): Promise<FollowUpCall> {
  const { view, open } = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId_id: { clinicId, id } };
    const before = await tx.followUpCall.findUnique({ where, select: { status: true } });
    if (before === null) throw new ClinicError('not-found', 'There is no such call to make.', 'followUpId');
    const data = to(tenant);
    // On condition: a colleague, or a change of the appointment, may close it at this moment.
    const { count } = await tx.followUpCall.updateMany({
      where: { clinicId, id, status: { in: ['open', 'in_progress'] } },
      data,
    });
    if (count === 0) throw new ClinicError('conflict', 'That call is closed already.', 'followUpId');
    await recordAudit(tenant, ctx.actor, {
      action,
      objectKind: 'follow-up',
      objectId: id,
      old: { status: before.status },
      new: { status: data.status },
    });
    const row = await tx.followUpCall.findUniqueOrThrow({ where, select: columns });
    return { view: toView(row, tenant), open: await openFollowUps(tenant) };
  });
  await publishFollowUps(ctx, open);
  return view;
}

const columns = {
  id: true,
  reason: true,
  status: true,
  dueAt: true,
  notes: true,
  owner: { select: { id: true, name: true } },
  patient: {
    select: { patientPhoneByPatient: { where: { isPrimary: true }, select: { id: true, phone: true }, take: 1 } },
  },
  appointment: { select: appointmentColumns },
} as const;

interface Row {
  id: string;
  reason: FollowUpReason;
  status: FollowUpCall['status'];
  dueAt: Date;
  notes: string | null;
  owner: { id: string; name: string } | null;
  patient: { patientPhoneByPatient: { id: string; phone: string }[] };
  appointment: Parameters<typeof toAppointmentView>[0];
}

function toView(row: Row, { cipher }: Tenant): FollowUpCall {
  const [phone] = row.patient.patientPhoneByPatient;
  return {
    id: row.id,
    reason: row.reason,
    status: row.status,
    dueAt: iso(row.dueAt),
    owner: row.owner === null ? null : { userId: row.owner.id, name: row.owner.name },
    phone: phone === undefined ? null : cipher.open('patient_phones', 'phone', phone.id, phone.phone),
    notes: row.notes === null ? null : cipher.open('follow_up_calls', 'notes', row.id, row.notes),
    appointment: toAppointmentView(row.appointment, cipher),
  };
}
