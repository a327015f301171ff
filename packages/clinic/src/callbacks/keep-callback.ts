import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import type { AuditAction } from '../audit/actions.ts';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authoriseStaff } from '../people/authorise.ts';
import { callbackPeople } from './callback-people.ts';
import { type CallbackView, callbackIdSchema, callbackOutcomes, readCallback } from './list-callbacks.ts';
import { tellCallback } from './tell-callback.ts';

const id = z.uuid('is not an id');
export const takeCallbackSchema = z.object({
  callbackId: id,
  /** Take it from whoever has it. */
  isTakenOver: z.boolean().optional(),
});
export const closeCallbackSchema = z.object({
  callbackId: id,
  outcome: z.enum(callbackOutcomes, 'is no outcome of a callback'),
  note: z.string().trim().max(500, 'is longer than 500 characters').optional(),
});

export const giveCallbackSchema = z.object({ callbackId: id, userId: id });
export const dueCallbackSchema = z.object({ callbackId: id, dueAt: z.iso.datetime('is not an instant') });

interface State {
  status: CallbackView['status'];
  dueAt: Date;
  ownerUserId: string | null;
  ownerName: string | null;
}

/** Whoever asks will ring back. @throws {ClinicError} where it is settled, or somebody else has it and it is not said that it is taken from them. */
export async function takeCallback(
  ctx: ClinicContext,
  request: z.input<typeof takeCallbackSchema>,
): Promise<CallbackView> {
  const { callbackId, isTakenOver = false } = parseInput(takeCallbackSchema, request);
  return change(ctx, callbackId, 'callback.take', (before, userId) => {
    requireOpen(before);
    if (before.ownerUserId !== null && before.ownerUserId !== userId && !isTakenOver)
      throw new ClinicError('conflict', `${before.ownerName} has this callback.`, 'callbackId');
    return { status: 'in_progress', ownerUserId: userId };
  });
}

/** Somebody else of the desk is to ring back. @throws {ClinicError} where it is settled, or they cannot. */
export async function giveCallback(
  ctx: ClinicContext,
  request: z.input<typeof giveCallbackSchema>,
): Promise<CallbackView> {
  const { callbackId, userId } = parseInput(giveCallbackSchema, request);
  const people = await callbackPeople(ctx);
  if (!people.some((one) => one.userId === userId))
    throw new ClinicError('not-found', 'They cannot ring anybody back here.', 'userId');
  return change(ctx, callbackId, 'callback.give', (before) => {
    requireOpen(before);
    return { status: 'in_progress', ownerUserId: userId };
  });
}

/** They are to be rung by another time. @throws {ClinicError} where it is settled, or the time is past. */
export async function setCallbackDue(
  ctx: ClinicContext,
  request: z.input<typeof dueCallbackSchema>,
): Promise<CallbackView> {
  const { callbackId, dueAt } = parseInput(dueCallbackSchema, request);
  if (Date.parse(dueAt) <= ctx.clock.now()) throw new ClinicError('bad-input', 'dueAt is past.', 'dueAt');
  return change(ctx, callbackId, 'callback.change', (before) => {
    requireOpen(before);
    return { status: before.status, dueAt: new Date(dueAt) };
  });
}

/** Puts it back for anybody. @throws {ClinicError} where it is settled. */
export async function putBackCallback(
  ctx: ClinicContext,
  request: z.input<typeof callbackIdSchema>,
): Promise<CallbackView> {
  const { callbackId } = parseInput(callbackIdSchema, request);
  return change(ctx, callbackId, 'callback.put-back', (before) => {
    requireOpen(before);
    return { status: 'open', ownerUserId: null };
  });
}

/** It is settled: with what came of it, and a word about it. Again, it says so anew. @throws {ClinicError} */
export async function closeCallback(
  ctx: ClinicContext,
  request: z.input<typeof closeCallbackSchema>,
): Promise<CallbackView> {
  const { callbackId, outcome, note = '' } = parseInput(closeCallbackSchema, request);
  const status = outcome === 'not_needed' || outcome === 'wrong_number' ? 'dropped' : 'done';
  return change(ctx, callbackId, 'callback.close', (before, userId) => ({
    ...{ status, outcome, closedAt: new Date(ctx.clock.now()), closedByUserId: userId },
    ownerUserId: before.ownerUserId ?? userId,
    note,
  }));
}

/** It is not settled after all: the undo of closing it. @throws {ClinicError} */
export async function reopenCallback(
  ctx: ClinicContext,
  request: z.input<typeof callbackIdSchema>,
): Promise<CallbackView> {
  const { callbackId } = parseInput(callbackIdSchema, request);
  return change(ctx, callbackId, 'callback.reopen', (before) => ({
    ...{ status: before.ownerUserId === null ? 'open' : 'in_progress', outcome: null, note: '' },
    ...{ closedAt: null, closedByUserId: null },
  }));
}

interface Change {
  status: CallbackView['status'];
  ownerUserId?: string | null;
  dueAt?: Date;
  outcome?: CallbackView['outcome'];
  /** Empty: none. */
  note?: string;
  closedAt?: Date | null;
  closedByUserId?: string | null;
}

/** One change, on the row as it is when its turn comes: two who take the same callback do not both have it. */
async function change(
  ctx: ClinicContext,
  callbackId: string,
  action: AuditAction,
  decide: (before: State, userId: string) => Change,
): Promise<CallbackView> {
  authoriseStaff(ctx, 'calls.write');
  const userId = ctx.actor.kind === 'staff' ? ctx.actor.userId : '';
  const view = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const before = await lockState(tenant, callbackId);
    const { note, ...data } = decide(before, userId);
    const sealed =
      note === undefined ? {} : { note: note === '' ? null : cipher.seal('callbacks', 'note', callbackId, note) };
    const where = { clinicId_id: { clinicId, id: callbackId } };
    await tx.callback.update({ where, data: { ...data, ...sealed }, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      ...{ action, objectKind: 'callback', objectId: callbackId },
      old: { status: before.status, ownerUserId: before.ownerUserId, ...(data.dueAt ? { dueAt: before.dueAt } : {}) },
      new: { ...data, ...(note === undefined ? {} : { note }) },
    });
    return readCallback(tenant, callbackId);
  });
  await tellCallback(ctx, callbackId, view.status);
  return view;
}

function requireOpen({ status }: State): void {
  if (status === 'done' || status === 'dropped')
    throw new ClinicError('conflict', 'This callback is closed.', 'callbackId');
}

async function lockState({ tx, clinicId }: Tenant, id: string): Promise<State> {
  await tx.$queryRaw`SELECT 1 FROM callbacks WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.callback.findUnique({
    where: { clinicId_id: { clinicId, id } },
    select: { status: true, dueAt: true, ownerUserId: true, owner: { select: { name: true } } },
  });
  if (row === null) throw new ClinicError('not-found', 'There is no such callback.', 'callbackId');
  return { status: row.status, dueAt: row.dueAt, ownerUserId: row.ownerUserId, ownerName: row.owner?.name ?? null };
}
