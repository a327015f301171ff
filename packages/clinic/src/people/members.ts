import { endSessions, membershipsOf, setUserDisabled, type Tenant } from '@vaani/db';
import { z } from 'zod';
import type { AuditAction } from '../audit/actions.ts';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { lockSetting } from '../settings/version.ts';
import { authoriseStaff } from './authorise.ts';
import type { Role } from './roles.ts';

export const userIdSchema = z.object({ userId: z.uuid('is not an id') });

/** What somebody is in a clinic: a doctor is one of its doctors, others are none. */
export const positionSchema = z
  .object({
    role: z.enum(['admin', 'receptionist', 'doctor'], 'is none of admin, receptionist and doctor'),
    doctorId: z.uuid('is not an id').nullable(),
  })
  .refine(({ role, doctorId }) => (role === 'doctor') === (doctorId !== null), {
    path: ['doctorId'],
    message: 'is for doctors, and they need it: which doctor is it?',
  });
export const memberChangeSchema = z.object({ ...userIdSchema.shape, ...positionSchema.shape });

/** Somebody with a sign-in. */
export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  doctorId: string | null;
  isDisabled: boolean;
  /** Belongs to other clinics as well: their account is not this clinic's alone to close. */
  isShared: boolean;
  isOnDuty: boolean;
  /** When they last signed in; null: not in the time that the audit holds. */
  lastSignInAt: string | null;
  joinedAt: string;
}

/** Everybody with a sign-in to this clinic. */
export async function listMembers(ctx: ClinicContext): Promise<Member[]> {
  authoriseStaff(ctx, 'users.write');
  const rows = await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const members = await tx.membership.findMany({
      where: { clinicId },
      select: {
        role: true,
        doctorId: true,
        createdAt: true,
        user: { select: { id: true, name: true, email: true, disabledAt: true } },
      },
    });
    const duty = await tx.staffDuty.findMany({ where: { clinicId, isOnDuty: true }, select: { userId: true } });
    const signIns = await tx.auditEntry.groupBy({
      by: ['objectId'],
      where: { clinicId, objectKind: 'user', action: 'user.sign-in', outcome: 'done' },
      _max: { createdAt: true },
    });
    return members.map(({ user, createdAt, ...member }) => ({
      ...member,
      ...{ userId: user.id, name: user.name, email: user.email, isDisabled: user.disabledAt !== null },
      isOnDuty: duty.some(({ userId }) => userId === user.id),
      lastSignInAt: signIns.find(({ objectId }) => objectId === user.id)?._max.createdAt?.toISOString() ?? null,
      joinedAt: createdAt.toISOString(),
    }));
  });
  const counted = await Promise.all(
    rows.map(async (row) => ({ ...row, isShared: (await membershipsOf(ctx.db, row.userId)).length > 1 })),
  );
  return counted.sort((a, b) => a.name.localeCompare(b.name));
}

/** Gives a member another role. It holds from their next click. @throws {ClinicError} `conflict` where it would leave the clinic without an admin. */
export async function changeMember(ctx: ClinicContext, request: z.input<typeof memberChangeSchema>): Promise<void> {
  const { userId, role, doctorId } = parseInput(memberChangeSchema, request);
  await changeOne(ctx, userId, async (tenant, before) => {
    if (before.role === 'admin' && role !== 'admin') await requireOtherAdmin(tenant, userId);
    await requireDoctor(tenant, doctorId);
    const where = { clinicId_userId: { clinicId: tenant.clinicId, userId } };
    await tenant.tx.membership.update({ where, data: { role, doctorId }, select: { id: true } });
    return { action: 'user.role', old: { ...before }, new: { role, doctorId } };
  });
}

/** Takes somebody out of the clinic. What they did stays under their name. @throws {ClinicError} */
export async function removeMember(ctx: ClinicContext, request: z.input<typeof userIdSchema>): Promise<void> {
  const { userId } = parseInput(userIdSchema, request);
  requireOther(ctx, userId);
  await changeOne(ctx, userId, async (tenant, before) => {
    const { tx, clinicId } = tenant;
    if (before.role === 'admin') await requireOtherAdmin(tenant, userId);
    await tx.membership.delete({ where: { clinicId_userId: { clinicId, userId } }, select: { id: true } });
    await tx.staffDuty.deleteMany({ where: { clinicId, userId } });
    await tx.transferEntry.updateMany({ where: { clinicId, userId }, data: { isActive: false } });
    return { action: 'user.remove', old: { ...before } };
  });
  await tellOffDuty(ctx, userId);
}

/** Keeps somebody from signing in, ends what they have open and takes them off duty; or lets them in again. @throws {ClinicError} */
export async function setMemberDisabled(
  ctx: ClinicContext,
  request: { userId: string; isDisabled: boolean },
): Promise<void> {
  const { userId, isDisabled } = parseInput(userIdSchema.extend({ isDisabled: z.boolean() }), request);
  requireOther(ctx, userId);
  await changeOne(ctx, userId, async (tenant, before) => {
    await requireOwn(ctx, userId);
    if (isDisabled && before.role === 'admin') await requireOtherAdmin(tenant, userId);
    await setUserDisabled(tenant.tx, userId, isDisabled);
    // Who cannot come in is not there for calls either: nobody rings them, and they cannot turn their switch.
    if (isDisabled) await tenant.tx.staffDuty.deleteMany({ where: { clinicId: tenant.clinicId, userId } });
    return { action: isDisabled ? 'user.disable' : 'user.enable' };
  });
  if (isDisabled) await tellOffDuty(ctx, userId);
}

async function tellOffDuty(ctx: ClinicContext, userId: string): Promise<void> {
  const at = new Date(ctx.clock.now()).toISOString();
  await ctx.live.publish(ctx.clinicId, { type: 'desk.duty', at, data: { userId, isOnDuty: false }, personal: {} });
}

/** Ends every session of a member, on every machine; they sign in again with the same password. @throws {ClinicError} */
export async function signOutEverywhere(ctx: ClinicContext, request: z.input<typeof userIdSchema>): Promise<void> {
  const { userId } = parseInput(userIdSchema, request);
  await changeOne(ctx, userId, async () => ({ action: 'user.sign-out-everywhere' }));
  await endSessions(ctx.db, userId);
}

type Before = { role: Role; doctorId: string | null };

/** Changes one member in their turn, and writes it down. */
async function changeOne(
  ctx: ClinicContext,
  userId: string,
  change: (
    tenant: Tenant,
    before: Before,
  ) => Promise<{ action: AuditAction; old?: Record<string, unknown>; new?: Record<string, unknown> }>,
): Promise<void> {
  authoriseStaff(ctx, 'users.write');
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    await lockSetting(tenant, 'members');
    const where = { clinicId_userId: { clinicId: tenant.clinicId, userId } };
    const before = await tenant.tx.membership.findUnique({ where, select: { role: true, doctorId: true } });
    if (before === null) throw new ClinicError('not-found', 'There is no such member of staff.', 'userId');
    const entry = await change(tenant, before);
    await recordAudit(tenant, ctx.actor, { objectKind: 'user', objectId: userId, ...entry });
  });
}

/** Whoever shuts themselves out cannot let themselves in again. */
function requireOther({ actor }: ClinicContext, userId: string): void {
  if (actor.kind === 'staff' && actor.userId === userId)
    throw new ClinicError('conflict', 'This is your own sign-in: ask another admin to do it.', 'userId');
}

async function requireOtherAdmin({ tx, clinicId }: Tenant, userId: string): Promise<void> {
  const where = { clinicId, role: 'admin' as const, userId: { not: userId }, user: { disabledAt: null } };
  if ((await tx.membership.count({ where })) === 0)
    throw new ClinicError('conflict', 'They are the only admin: make somebody else an admin first.', 'userId');
}

/** An account that other clinics use too is not closed from here. */
export async function requireOwn(ctx: ClinicContext, userId: string): Promise<void> {
  if ((await membershipsOf(ctx.db, userId)).length > 1)
    throw new ClinicError(
      'conflict',
      'They work for another clinic too, with the same sign-in: take them out of this clinic instead.',
      'userId',
    );
}

export async function requireDoctor({ tx, clinicId }: Tenant, doctorId: string | null): Promise<void> {
  if (doctorId === null) return;
  if ((await tx.doctor.count({ where: { clinicId, id: doctorId } })) === 0)
    throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
}
