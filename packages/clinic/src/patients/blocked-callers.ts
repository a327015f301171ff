import { newId } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { changePatients, staffOf } from './change-patients.ts';
import { clinicPlace } from './clinic-place.ts';
import { phoneTextSchema } from './patient-fields.ts';
import { normalisePhone } from './phone.ts';
import { requirePhone } from './required-phone.ts';
import { paragraphOf } from './text-rules.ts';

export const callerBlockSchema = z.object({ phone: phoneTextSchema, reason: paragraphOf(500).optional() });

export interface BlockedCaller {
  id: string;
  /** E.164. */
  phone: string;
  reason: string | null;
  /** Name of the member of staff; null where it was another system. */
  blockedBy: string | null;
  blockedAt: string;
}

/** Calls from this phone are not answered from now on. Blocking it again renews the reason. @throws {ClinicError} for what is no number. */
export async function blockCaller(
  ctx: ClinicContext,
  request: z.input<typeof callerBlockSchema>,
): Promise<{ id: string }> {
  authorise(ctx, 'patients.write');
  const input = parseInput(callerBlockSchema, request);
  return changePatients(ctx, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { country } = await clinicPlace(tenant, ctx.clock.now());
    const phone = requirePhone(input.phone, country);
    const token = cipher.token({ kind: 'phone', term: phone });
    const fresh = newId();
    await tx.blockedCaller.createMany({
      data: [
        {
          id: fresh,
          clinicId,
          phone: cipher.seal('blocked_callers', 'phone', fresh, phone),
          token,
          createdAt: new Date(ctx.clock.now()),
        },
      ],
      skipDuplicates: true,
    });
    const where = { clinicId_token: { clinicId, token } };
    const { id } = await tx.blockedCaller.findUniqueOrThrow({ where, select: { id: true } });
    const reason = input.reason === undefined ? null : cipher.seal('blocked_callers', 'reason', id, input.reason);
    await tx.blockedCaller.update({ where, data: { reason, blockedByUserId: staffOf(ctx) }, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'caller.block',
      objectKind: 'blocked-caller',
      objectId: id,
      new: { phone, ...(input.reason === undefined ? {} : { reason: input.reason }) },
    });
    return { id };
  });
}

/** Calls from this phone are answered again. @throws {ClinicError} `not-found` where it was not blocked. */
export async function unblockCaller(ctx: ClinicContext, request: { phone: string }): Promise<void> {
  authorise(ctx, 'patients.write');
  const input = parseInput(z.object({ phone: phoneTextSchema }), request);
  await changePatients(ctx, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { country } = await clinicPlace(tenant, ctx.clock.now());
    const phone = requirePhone(input.phone, country);
    const where = { clinicId_token: { clinicId, token: cipher.token({ kind: 'phone', term: phone }) } };
    const blocked = await tx.blockedCaller.findUnique({ where, select: { id: true, reason: true } });
    if (blocked === null) throw new ClinicError('not-found', 'This phone is not blocked.', 'phone');
    await tx.blockedCaller.delete({ where, select: { id: true } });
    const reason =
      blocked.reason === null ? null : cipher.open('blocked_callers', 'reason', blocked.id, blocked.reason);
    await recordAudit(tenant, ctx.actor, {
      action: 'caller.unblock',
      objectKind: 'blocked-caller',
      objectId: blocked.id,
      old: { phone, reason },
    });
  });
}

/** Is this phone blocked? For the phone's door: quick, and not audited, as it tells nothing of a patient. A number that is none is not. */
export async function isBlocked(ctx: ClinicContext, phone: string): Promise<boolean> {
  authorise(ctx, 'patients.read');
  const number = normalisePhone(phone);
  if (number === null) return false;
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const where = { clinicId_token: { clinicId, token: cipher.token({ kind: 'phone', term: number }) } };
    return (await tx.blockedCaller.findUnique({ where, select: { id: true } })) !== null;
  });
}

/** Every blocked phone, the latest first. The look is audited. */
export async function listBlockedCallers(ctx: ClinicContext): Promise<BlockedCaller[]> {
  authorise(ctx, 'patients.write');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const rows = await tx.blockedCaller.findMany({
      where: { clinicId },
      select: { id: true, phone: true, reason: true, createdAt: true, blockedBy: { select: { name: true } } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: 1_000,
    });
    await recordAudit(tenant, ctx.actor, { action: 'caller.list-blocked', objectKind: 'blocked-caller' });
    return rows.map((row) => ({
      id: row.id,
      phone: cipher.open('blocked_callers', 'phone', row.id, row.phone),
      reason: row.reason === null ? null : cipher.open('blocked_callers', 'reason', row.id, row.reason),
      blockedBy: row.blockedBy?.name ?? null,
      blockedAt: row.createdAt.toISOString(),
    }));
  });
}
