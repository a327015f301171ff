import { conflictOf, insertUser, invitationByHash, newId, setPassword, type Tenant, userByEmail } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type Actor, type ClinicDeps, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { hashOf } from '../secrets.ts';
import { personNameSchema } from './invitations.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import type { Role } from './roles.ts';
import { countTry, digest } from './try-limit.ts';

export const passwordSchema = z
  .string()
  .min(12, 'is shorter than 12 characters')
  .max(1_024, 'is longer than 1024 characters');
export const acceptanceSchema = z.object({
  secret: z.string().min(20, 'is no link').max(100, 'is no link'),
  /** As colleagues see it; of somebody who has an account it stays as it is. */
  name: personNameSchema.optional(),
  password: z.string().min(1, 'is empty').max(1_024, 'is longer than 1024 characters'),
});

/** What whoever opens a link is shown before anything is done. */
export interface OpenInvitation {
  purpose: 'join' | 'reset';
  clinicName: string;
  email: string;
  name: string;
  role: Role;
  /** Has this address an account with another clinic? Then its password is asked for, and stays. */
  hasAccount: boolean;
}

const TRIES = { limit: 10, windowMs: 15 * 60_000 };

/** What a link is for; null where it is none, or is not good any more. */
export async function openInvitation(deps: ClinicDeps, secret: string): Promise<OpenInvitation | null> {
  const found = await find(deps, secret);
  return found === null ? null : found.shown;
}

/**
 * Joins the clinic, or takes the new password. The link is good once: of two who use it at once one finds it used.
 * @param address from where; tries are counted by it.
 * @throws {ClinicError} where the link is not good, the password is too short, or is not that of the account that is there.
 */
export async function acceptInvitation(
  deps: ClinicDeps,
  request: z.input<typeof acceptanceSchema>,
  address: string,
): Promise<{ email: string }> {
  const { secret, password, name } = parseInput(acceptanceSchema, request);
  const tries = await countTry(deps, `invitation:${digest(address)}`, TRIES);
  if (!tries.allowed) throw new ClinicError('busy', 'Too many tries. Please wait a quarter of an hour.');
  const found = await find(deps, secret);
  if (found === null) throw gone();
  const { shown, clinicId, id } = found;
  if (!shown.hasAccount || shown.purpose === 'reset') parseInput(z.object({ password: passwordSchema }), { password });
  const account = await userByEmail(deps.db, shown.email);
  if (shown.purpose === 'join' && account !== null && !(await verifyPassword(account.passwordHash, password)))
    throw new ClinicError('bad-input', 'This is not the password of the account with that address.', 'password');
  const userId =
    shown.purpose === 'reset'
      ? (found.userId ?? '')
      : (account?.userId ?? (await makeUser(deps, { email: shown.email, name: name ?? shown.name, password })));
  const passwordHash = shown.purpose === 'reset' ? await hashPassword(password) : null;
  await deps.db.withTenant(clinicId, async (tenant) => {
    const { tx } = tenant;
    const { count } = await tx.invitation.updateMany({
      where: { clinicId, id, usedAt: null, revokedAt: null },
      data: { usedAt: new Date(deps.clock.now()) },
    });
    if (count === 0) throw gone();
    const { role, doctorId } = found.position;
    if (passwordHash === null) await join(tenant, { userId, role, doctorId });
    else await setPassword(tx, userId, passwordHash);
    const actor: Actor = { kind: 'staff', userId, role, address };
    await recordAudit(tenant, actor, {
      action: passwordHash === null ? 'user.join' : 'user.new-password',
      objectKind: 'user',
      objectId: userId,
    });
  });
  return { email: shown.email };
}

const gone = () =>
  new ClinicError('not-found', 'This link is not good any more. Ask an admin of the clinic for a new one.', 'secret');

async function makeUser(deps: ClinicDeps, user: { email: string; name: string; password: string }): Promise<string> {
  const { email, name, password } = user;
  try {
    return await insertUser(deps.db, { email, name, passwordHash: await hashPassword(password), language: 'en' });
  } catch (error) {
    if (conflictOf(error) !== 'unique') throw error;
    throw new ClinicError('conflict', 'Somebody has just made an account with this address. Open the link again.');
  }
}

async function join(
  { tx, clinicId }: Tenant,
  member: { userId: string; role: Role; doctorId: string | null },
): Promise<void> {
  const where = { clinicId_userId: { clinicId, userId: member.userId } };
  await tx.membership.upsert({
    where,
    create: { id: newId(), clinicId, ...member },
    update: { role: member.role, doctorId: member.doctorId },
    select: { id: true },
  });
}

async function find(deps: ClinicDeps, secret: string) {
  const known = await invitationByHash(deps.db, hashOf(secret));
  if (known === null) return null;
  const { clinicId, invitationId: id } = known;
  return deps.db.withTenant(clinicId, async ({ tx }) => {
    const row = await tx.invitation.findUniqueOrThrow({
      where: { clinicId_id: { clinicId, id } },
      select: {
        purpose: true,
        email: true,
        name: true,
        role: true,
        doctorId: true,
        userId: true,
        expiresAt: true,
        usedAt: true,
        revokedAt: true,
      },
    });
    if (row.usedAt !== null || row.revokedAt !== null || row.expiresAt.getTime() <= deps.clock.now()) return null;
    const clinic = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { name: true } });
    const { purpose, email, name, role, doctorId, userId } = row;
    const hasAccount = (await userByEmail(deps.db, email)) !== null;
    const shown: OpenInvitation = { purpose, email, name, role, clinicName: clinic.name, hasAccount };
    return { clinicId, id, userId, position: { role, doctorId }, shown };
  });
}
