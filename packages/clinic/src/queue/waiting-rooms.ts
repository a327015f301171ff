import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { iso } from '../scheduling/appointment-view.ts';

/** A screen in a waiting room, as those see it who make and revoke its link. */
export interface WaitingRoom {
  id: string;
  label: string;
  /** Null: the doctors of all branches. */
  branchId: string | null;
  createdAt: string;
  revokedAt: string | null;
}

export const makeWaitingRoomSchema = z.object({
  label: z.string().trim().min(1, 'is empty').max(80, 'is longer than 80 characters'),
  branchId: z.uuid('is not an id').optional(),
  idempotencyKey: z.string().min(8, 'is too short').max(200, 'is too long').optional(),
});

export const roomHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * Makes the link of a screen. Its secret is told once, here; stored is a hash of it.
 * @throws {ClinicError} for bad input or an unknown branch.
 */
export async function makeWaitingRoom(
  ctx: ClinicContext,
  request: z.input<typeof makeWaitingRoomSchema>,
): Promise<{ ok: true; room: WaitingRoom; secret: string }> {
  authorise(ctx, 'schedule.write');
  const { idempotencyKey: key, label, branchId } = parseInput(makeWaitingRoomSchema, request);
  const { response } = await ctx.db.withTenant(ctx.clinicId, (tenant) =>
    once(tenant, { key, operation: 'waiting-room.make', body: { label, branchId } }, async () => {
      const { tx, clinicId } = tenant;
      if (branchId !== undefined) {
        const where = { clinicId_id: { clinicId, id: branchId } };
        const branch = await tx.branch.findUnique({ where, select: { id: true } });
        if (branch === null) throw new ClinicError('not-found', 'There is no such branch.', 'branchId');
      }
      const secret = randomBytes(32).toString('base64url');
      const id = newId();
      const row = await tx.waitingRoom.create({
        data: {
          id,
          clinicId,
          label,
          branchId: branchId ?? null,
          hash: roomHash(secret),
          createdByUserId: ctx.actor.kind === 'staff' ? ctx.actor.userId : null,
          createdAt: new Date(ctx.clock.now()),
        },
        select: roomColumns,
      });
      await recordAudit(tenant, ctx.actor, {
        action: 'waiting-room.make',
        objectKind: 'waiting-room',
        objectId: id,
        new: { label, branchId },
      });
      return { ok: true as const, room: toRoom(row), secret };
    }),
  );
  return response;
}

export const revokeWaitingRoomSchema = z.object({ waitingRoomId: z.uuid('is not an id') });

/** From now on the link shows nothing. Revoking again changes nothing. @throws {ClinicError} `not-found` */
export async function revokeWaitingRoom(
  ctx: ClinicContext,
  request: z.input<typeof revokeWaitingRoomSchema>,
): Promise<WaitingRoom> {
  authorise(ctx, 'schedule.write');
  const { waitingRoomId: id } = parseInput(revokeWaitingRoomSchema, request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId_id: { clinicId, id } };
    const before = await tx.waitingRoom.findUnique({ where, select: roomColumns });
    if (before === null) throw new ClinicError('not-found', 'There is no such waiting-room link.', 'waitingRoomId');
    if (before.revokedAt !== null) return toRoom(before);
    const revokedAt = new Date(ctx.clock.now());
    const row = await tx.waitingRoom.update({ where, data: { revokedAt }, select: roomColumns });
    await recordAudit(tenant, ctx.actor, {
      action: 'waiting-room.revoke',
      objectKind: 'waiting-room',
      objectId: id,
    });
    return toRoom(row);
  });
}

/** All links that were made, the newest first, without their secrets. */
export async function listWaitingRooms(ctx: ClinicContext): Promise<WaitingRoom[]> {
  authorise(ctx, 'schedule.write');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];
    const rows = await tx.waitingRoom.findMany({ where: { clinicId }, select: roomColumns, orderBy, take: 200 });
    return rows.map(toRoom);
  });
}

const roomColumns = { id: true, label: true, branchId: true, createdAt: true, revokedAt: true } as const;

function toRoom(row: {
  id: string;
  label: string;
  branchId: string | null;
  createdAt: Date;
  revokedAt: Date | null;
}): WaitingRoom {
  return { ...row, createdAt: iso(row.createdAt), revokedAt: row.revokedAt === null ? null : iso(row.revokedAt) };
}
