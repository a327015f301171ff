import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { DAY_MS } from '../scheduling/civil-time.ts';
import { newSecret } from '../secrets.ts';
import { authoriseStaff } from './authorise.ts';
import { positionSchema, requireDoctor, requireOwn, userIdSchema } from './members.ts';
import type { Role } from './roles.ts';

/** A week to join; a day for a password, which whoever holds the link can set. */
const lifeMs = { join: 7 * DAY_MS, reset: DAY_MS } as const;
const MOST = 200;

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'is too long')
  .pipe(z.email('is no e-mail address'));
export const personNameSchema = z.string().trim().min(1, 'is empty').max(120, 'is longer than 120 characters');
export const newInvitationSchema = z
  .object({ email: emailSchema, name: personNameSchema, ...positionSchema.shape })
  .refine(({ role, doctorId }) => (role === 'doctor') === (doctorId !== null), {
    path: ['doctorId'],
    message: 'is for doctors, and they need it: which doctor is it?',
  });

export interface InvitationView {
  id: string;
  purpose: 'join' | 'reset';
  email: string;
  name: string;
  role: Role;
  state: 'open' | 'used' | 'expired' | 'revoked';
  madeByName: string | null;
  createdAt: string;
  expiresAt: string;
}

/** A link that was just made: its secret is in this answer and nowhere else. */
export interface MadeInvitation {
  invitation: InvitationView;
  /** The path of the page it opens. */
  path: string;
}

/** Links that are open, and those of the last while. */
export async function listInvitations(ctx: ClinicContext): Promise<InvitationView[]> {
  authoriseStaff(ctx, 'users.write');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];
    const rows = await tx.invitation.findMany({ where: { clinicId }, select: columns, orderBy, take: MOST });
    return rows.map((row) => toView(row, ctx.clock.now()));
  });
}

/** Asks somebody to join the clinic. An open link to the same address is taken back. @throws {ClinicError} */
export async function invite(
  ctx: ClinicContext,
  request: z.input<typeof newInvitationSchema>,
): Promise<MadeInvitation> {
  authoriseStaff(ctx, 'users.write');
  const wanted = parseInput(newInvitationSchema, request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await requireDoctor(tenant, wanted.doctorId);
    if ((await tx.membership.count({ where: { clinicId, user: { email: wanted.email } } })) > 0)
      throw new ClinicError('conflict', 'They have a sign-in to this clinic already.', 'email');
    return make(tenant, ctx, { purpose: 'join', userId: null, ...wanted });
  });
}

/** Makes the link by which a member chooses a new password. The old one is good until then. @throws {ClinicError} */
export async function resetPassword(
  ctx: ClinicContext,
  request: z.input<typeof userIdSchema>,
): Promise<MadeInvitation> {
  authoriseStaff(ctx, 'users.write');
  const { userId } = parseInput(userIdSchema, request);
  await requireOwn(ctx, userId);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const member = await tx.membership.findUnique({
      where: { clinicId_userId: { clinicId, userId } },
      select: { role: true, doctorId: true, user: { select: { name: true, email: true } } },
    });
    if (member === null) throw new ClinicError('not-found', 'There is no such member of staff.', 'userId');
    const { user, ...position } = member;
    return make(tenant, ctx, { purpose: 'reset', userId, ...user, ...position });
  });
}

/** A link that opens nothing any more. Again, it changes nothing. @throws {ClinicError} `not-found` */
export async function revokeInvitation(ctx: ClinicContext, request: { invitationId: string }): Promise<void> {
  authoriseStaff(ctx, 'users.write');
  const { invitationId: id } = parseInput(z.object({ invitationId: z.uuid('is not an id') }), request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    if ((await tx.invitation.count({ where: { clinicId, id } })) === 0)
      throw new ClinicError('not-found', 'There is no such link.', 'invitationId');
    const { count } = await tx.invitation.updateMany({
      where: { clinicId, id, usedAt: null, revokedAt: null },
      data: { revokedAt: new Date(ctx.clock.now()) },
    });
    if (count === 0) return;
    await recordAudit(tenant, ctx.actor, { action: 'user.revoke-link', objectKind: 'invitation', objectId: id });
  });
}

interface Wanted {
  purpose: 'join' | 'reset';
  email: string;
  name: string;
  role: Role;
  doctorId: string | null;
  userId: string | null;
}

async function make(tenant: Tenant, ctx: ClinicContext, wanted: Wanted): Promise<MadeInvitation> {
  const { tx, clinicId } = tenant;
  const { purpose, email, name, role, userId } = wanted;
  const now = ctx.clock.now();
  await tx.invitation.updateMany({
    where: { clinicId, email, purpose, usedAt: null, revokedAt: null },
    data: { revokedAt: new Date(now) },
  });
  const { secret, hash } = newSecret('');
  const row = await tx.invitation.create({
    data: {
      id: newId(),
      clinicId,
      ...wanted,
      hash,
      madeByUserId: ctx.actor.kind === 'staff' ? ctx.actor.userId : null,
      createdAt: new Date(now),
      expiresAt: new Date(now + lifeMs[purpose]),
    },
    select: columns,
  });
  await recordAudit(tenant, ctx.actor, {
    action: purpose === 'join' ? 'user.invite' : 'user.reset-password',
    objectKind: purpose === 'join' ? 'invitation' : 'user',
    objectId: userId ?? row.id,
    new: { email, name, role },
  });
  return { invitation: toView(row, now), path: `/invitation/${secret}` };
}

const columns = {
  id: true,
  purpose: true,
  email: true,
  name: true,
  role: true,
  createdAt: true,
  expiresAt: true,
  usedAt: true,
  revokedAt: true,
  madeBy: { select: { name: true } },
} as const;

interface Row {
  id: string;
  purpose: 'join' | 'reset';
  email: string;
  name: string;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
  madeBy: { name: string } | null;
}

function toView({ usedAt, revokedAt, expiresAt, createdAt, madeBy, ...row }: Row, now: number): InvitationView {
  const isOver = expiresAt.getTime() <= now;
  return {
    ...row,
    state: usedAt !== null ? 'used' : revokedAt !== null ? 'revoked' : isOver ? 'expired' : 'open',
    madeByName: madeBy?.name ?? null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
