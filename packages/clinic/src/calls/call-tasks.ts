import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { iso } from '../scheduling/appointment-view.ts';
import { requireCall } from './require-call.ts';

/** Something to do after a call. */
export interface CallTask {
  id: string;
  text: string;
  dueAt: string;
  status: 'open' | 'in_progress' | 'done' | 'dropped';
  /** Whose it is; null: anybody's. */
  owner: { userId: string; name: string } | null;
}

export const addCallTaskSchema = z.object({
  callId: z.uuid('is not an id'),
  text: z.string().trim().min(1, 'is empty').max(500, 'is longer than 500 characters'),
  dueAt: z.iso.datetime('is not an instant'),
  /** Take it on oneself. */
  isMine: z.boolean().optional(),
});

export const closeCallTaskSchema = z.object({
  taskId: z.uuid('is not an id'),
  outcome: z.enum(['done', 'dropped', 'open'], 'is neither done, dropped nor open'),
});

/** Notes something to do after a call. Audited. @throws {ClinicError} `not-found` for an unknown call. */
export async function addCallTask(ctx: ClinicContext, request: z.input<typeof addCallTaskSchema>): Promise<CallTask[]> {
  authorise(ctx, 'calls.write');
  const { callId, text, dueAt, isMine } = parseInput(addCallTaskSchema, request);
  const ownerUserId = isMine === true && ctx.actor.kind === 'staff' ? ctx.actor.userId : null;
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    await requireCall(tenant, callId);
    const id = newId();
    await tx.callTask.create({
      data: {
        ...{ id, clinicId, callId, ownerUserId, dueAt: new Date(dueAt) },
        text: cipher.seal('call_tasks', 'text', id, text),
      },
      select: { id: true },
    });
    await recordAudit(tenant, ctx.actor, {
      ...{ action: 'call-task.add', objectKind: 'call', objectId: callId },
      new: { taskId: id, text, dueAt },
    });
    return tasksOf(tenant, callId);
  });
}

/** Closes a task, or opens it again: the undo of closing it. Audited. @throws {ClinicError} `not-found` */
export async function closeCallTask(
  ctx: ClinicContext,
  request: z.input<typeof closeCallTaskSchema>,
): Promise<CallTask[]> {
  authorise(ctx, 'calls.write');
  const { taskId, outcome } = parseInput(closeCallTaskSchema, request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId_id: { clinicId, id: taskId } };
    const before = await tx.callTask.findUnique({ where, select: { status: true, callId: true } });
    if (before === null) throw new ClinicError('not-found', 'There is no such task.', 'taskId');
    await tx.callTask.update({
      where,
      data: { status: outcome, closedAt: outcome === 'open' ? null : new Date(ctx.clock.now()) },
      select: { id: true },
    });
    await recordAudit(tenant, ctx.actor, {
      ...{ action: 'call-task.close', objectKind: 'call', objectId: before.callId },
      old: { taskId, status: before.status },
      new: { taskId, status: outcome },
    });
    return tasksOf(tenant, before.callId);
  });
}

/** The tasks of a call, those that are open and due first before the others. */
export async function tasksOf({ tx, clinicId, cipher }: Tenant, callId: string): Promise<CallTask[]> {
  const rows = await tx.callTask.findMany({
    where: { clinicId, callId },
    select: { id: true, text: true, dueAt: true, status: true, owner: { select: { id: true, name: true } } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  const tasks = rows.map(({ owner, ...row }) => ({
    ...row,
    text: cipher.open('call_tasks', 'text', row.id, row.text),
    dueAt: iso(row.dueAt),
    owner: owner === null ? null : { userId: owner.id, name: owner.name },
  }));
  const isOpen = ({ status }: CallTask) => status === 'open' || status === 'in_progress';
  return tasks.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
}
