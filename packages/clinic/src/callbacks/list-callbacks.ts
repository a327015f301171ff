import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { cursorOf, parseCursor } from '../cursor.ts';
import { parseInput } from '../input.ts';
import { fromStored, type Language } from '../language.ts';
import { authorise } from '../people/authorise.ts';
import { iso } from '../scheduling/appointment-view.ts';
import { MISSED_CALL } from './callback-messages.ts';

export const callbackOutcomes = [
  'reached',
  'booked',
  'message_left',
  'not_reached',
  'wrong_number',
  'not_needed',
] as const;
export type CallbackOutcome = (typeof callbackOutcomes)[number];

/** How a try to ring somebody stands, or ended. */
export const attemptStatuses = [
  'waiting',
  'placing',
  'ringing',
  'talking',
  'answered',
  'voicemail',
  'busy',
  'no_answer',
  'failed',
  'refused',
] as const;
export type AttemptStatus = (typeof attemptStatuses)[number];

/** Somebody who is to be rung back, as the desk works with it. */
export interface CallbackView {
  id: string;
  /** The call that left it, or that broke off. */
  callId: string | null;
  /** Nobody asked for it: the caller rang off, or was cut off. */
  isMissed: boolean;
  /** Whom the desk wants rung; else the patient of that call, where it was known. */
  patientId: string | null;
  patientName: string | null;
  /** To be rung, whole; null where the number was withheld. */
  phone: string | null;
  /** In the caller's words or ours; null for a missed call. */
  reason: string | null;
  language: Language | null;
  status: 'open' | 'in_progress' | 'done' | 'dropped';
  dueAt: string;
  createdAt: string;
  owner: { userId: string; name: string } | null;
  outcome: CallbackOutcome | null;
  note: string | null;
  closedAt: string | null;
  attempts: {
    attempt: number;
    status: AttemptStatus;
    callId: string | null;
    /** Who asked for it; null where the clinic rings back by itself. */
    askedBy: string | null;
    at: string;
  }[];
}

export const callbackQuerySchema = z.object({
  /** Those to be rung, or those that are settled. */
  show: z.enum(['open', 'closed'], 'is neither open nor closed'),
  limit: z.int().min(1, 'is less than 1').max(100, 'is more than 100').optional(),
  /** From the answer before. */
  cursor: z.string().max(120, 'is too long').optional(),
});

const columns = {
  ...{ id: true, callId: true, phone: true, reason: true, status: true, dueAt: true, createdAt: true },
  ...{ updatedAt: true, outcome: true, note: true, closedAt: true },
  owner: { select: { id: true, name: true } },
  patient: { select: { id: true, name: true } },
  call: { select: { language: true, patient: { select: { id: true, name: true } } } },
  callbackAttemptByCallback: {
    select: {
      ...{ attempt: true, status: true, callId: true, dueAt: true, endedAt: true },
      requestedBy: { select: { name: true } },
    },
    orderBy: { attempt: 'asc' as const },
  },
} as const;

const openOnes = { in: ['open' as const, 'in_progress' as const] };
const closedOnes = { in: ['done' as const, 'dropped' as const] };

/** Callbacks a page at a time: open ones by when they are due, settled ones the last first. The look is audited. @throws {ClinicError} */
export async function listCallbacks(
  ctx: ClinicContext,
  query: z.input<typeof callbackQuerySchema>,
): Promise<{ callbacks: CallbackView[]; next: string | null }> {
  authorise(ctx, 'live.watch');
  const { show, limit = 50, cursor } = parseInput(callbackQuerySchema, query);
  const after = cursor === undefined ? null : parseCursor(cursor);
  const isOpen = show === 'open';
  const order = isOpen ? ('asc' as const) : ('desc' as const);
  const column = isOpen ? 'dueAt' : 'updatedAt';
  const than = isOpen ? 'gt' : 'lt';
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const rows = await tx.callback.findMany({
      where: {
        clinicId,
        status: isOpen ? openOnes : closedOnes,
        ...(after === null
          ? {}
          : { OR: [{ [column]: { [than]: after.at } }, { [column]: after.at, id: { [than]: after.id } }] }),
      },
      select: columns,
      orderBy: [{ [column]: order }, { id: order }],
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    await recordAudit(tenant, ctx.actor, {
      ...{ action: 'callback.list', objectKind: 'callback' },
      new: { found: page.map(({ id }) => id) },
    });
    return {
      callbacks: page.map((row) => toView(tenant, row)),
      next: last === undefined ? null : cursorOf(last[column], last.id),
    };
  });
}

export const callbackIdSchema = z.object({ callbackId: z.uuid('is not an id') });

/** One of them. The look is audited. @throws {ClinicError} `not-found` */
export async function getCallback(
  ctx: ClinicContext,
  request: z.input<typeof callbackIdSchema>,
): Promise<CallbackView> {
  authorise(ctx, 'live.watch');
  const { callbackId } = parseInput(callbackIdSchema, request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const view = await readCallback(tenant, callbackId);
    await recordAudit(tenant, ctx.actor, { action: 'callback.read', objectKind: 'callback', objectId: callbackId });
    return view;
  });
}

/** How many are to be rung, and of these how many are late. */
export async function countCallbacks(ctx: ClinicContext): Promise<{ open: number; late: number }> {
  authorise(ctx, 'live.watch');
  const now = new Date(ctx.clock.now());
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => ({
    open: await tx.callback.count({ where: { clinicId, status: openOnes } }),
    late: await tx.callback.count({ where: { clinicId, status: openOnes, dueAt: { lt: now } } }),
  }));
}

/** @throws {ClinicError} `not-found` */
export async function readCallback(tenant: Tenant, callbackId: string): Promise<CallbackView> {
  const row = await findRow(tenant, callbackId);
  if (row === null) throw new ClinicError('not-found', 'There is no such callback.', 'callbackId');
  return toView(tenant, row);
}

const findRow = ({ tx, clinicId }: Tenant, id: string) =>
  tx.callback.findUnique({ where: { clinicId_id: { clinicId, id } }, select: columns });
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

function toView({ cipher }: Tenant, row: Row): CallbackView {
  const { id, call, owner } = row;
  const reason = cipher.open('callbacks', 'reason', id, row.reason);
  const patient = row.patient ?? call?.patient ?? null;
  return {
    id,
    callId: row.callId,
    isMissed: reason === MISSED_CALL,
    patientId: patient?.id ?? null,
    patientName: patient?.name ? cipher.open('patients', 'name', patient.id, patient.name) : null,
    phone: row.phone === null ? null : cipher.open('callbacks', 'phone', id, row.phone),
    reason: reason === MISSED_CALL ? null : reason,
    language: call === null ? null : fromStored(call.language),
    status: row.status,
    dueAt: iso(row.dueAt),
    createdAt: iso(row.createdAt),
    owner: owner === null ? null : { userId: owner.id, name: owner.name },
    outcome: row.outcome,
    note: row.note === null ? null : cipher.open('callbacks', 'note', id, row.note),
    closedAt: row.closedAt === null ? null : iso(row.closedAt),
    attempts: row.callbackAttemptByCallback.map(({ requestedBy, dueAt, endedAt, ...attempt }) => ({
      ...attempt,
      askedBy: requestedBy?.name ?? null,
      at: iso(endedAt ?? dueAt),
    })),
  };
}
