import type { ClinicCipher } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { fromStored, type Language } from '../language.ts';
import { authorise } from '../people/authorise.ts';
import { iso } from '../scheduling/appointment-view.ts';
import type { DeliveryStatus } from './delivery-order.ts';
import type { ChannelName, MessageKind } from './kinds.ts';

export type MessageStatus = 'waiting' | 'sending' | 'done' | 'cancelled' | 'dead';

/** A message as the desk lists it: about whom and what, and how it stands. Its text is shown by `getMessage` alone. */
export interface MessageSummary {
  id: string;
  kind: MessageKind;
  status: MessageStatus;
  /** Why it is dead or was not sent: a key, or a provider's code. */
  reason: string | null;
  language: Language;
  patientId: string | null;
  patientName: string | null;
  appointmentId: string | null;
  doctorName: string | null;
  doctorNameHindi: string | null;
  /** Of the appointment, or of the time that is offered. */
  startsAt: string | null;
  sendAfter: string;
  sentAt: string | null;
  isDismissed: boolean;
  /** It was given up, and there is time yet to send it after all. */
  canRetry: boolean;
  /** The last attempt. */
  channel: ChannelName | null;
  delivery: DeliveryStatus | null;
  errorCode: string | null;
}

export interface MessageDetail extends MessageSummary {
  /** Null until it is first tried. */
  recipient: string | null;
  body: string | null;
  attempts: { channel: ChannelName; status: DeliveryStatus; errorCode: string | null; at: string }[];
}

export const messageQuerySchema = z.object({
  /** `due`: to come; `dead`: given up and not put aside. */
  show: z.enum(['all', 'due', 'sent', 'dead'], 'is none of all, due, sent and dead').optional(),
  appointmentId: z.uuid('is not an id').optional(),
  /** From the answer before. */
  cursor: z.string().max(200, 'is too long').optional(),
  limit: z.int().min(1).max(200).optional(),
});

const timeOfDoctor = { startsAt: true, doctor: { select: { name: true, nameHindi: true } } } as const;

const columns = {
  id: true,
  kind: true,
  status: true,
  reason: true,
  language: true,
  sendAfter: true,
  notAfter: true,
  sentAt: true,
  createdAt: true,
  dismissedAt: true,
  appointmentId: true,
  patient: { select: { id: true, name: true } },
  appointment: { select: timeOfDoctor },
  offer: { select: timeOfDoctor },
  messageDeliveryByMessage: {
    select: { channel: true, status: true, errorCode: true },
    orderBy: { id: 'desc' },
    take: 1,
  },
} as const;

const shown = {
  all: {},
  due: { status: { in: ['waiting' as const, 'sending' as const] } },
  sent: { status: 'done' as const },
  dead: { status: 'dead' as const, dismissedAt: null },
};

/**
 * Messages a page at a time: the newest first, and of those to come the next first. The look is audited, as names stand in it.
 * @throws {ClinicError} for bad input, or a role that may not.
 */
export async function listMessages(
  ctx: ClinicContext,
  query: z.input<typeof messageQuerySchema>,
): Promise<{ messages: MessageSummary[]; next: string | null; total: number }> {
  authorise(ctx, 'messages.read');
  const { show = 'all', limit = 50, ...q } = parseInput(messageQuerySchema, query);
  const isDue = show === 'due';
  const after = q.cursor === undefined ? null : parseCursor(q.cursor);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const where = {
      clinicId,
      ...shown[show],
      ...(q.appointmentId === undefined ? {} : { appointmentId: q.appointmentId }),
    };
    const rows = await tx.messageJob.findMany({
      where: { AND: [where, after === null ? {} : beyond(after, isDue)] },
      select: columns,
      orderBy: isDue ? [{ sendAfter: 'asc' }, { id: 'asc' }] : [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    const total = await tx.messageJob.count({ where });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    await recordAudit(tenant, ctx.actor, { action: 'message.list', objectKind: 'message', new: { show } });
    return {
      messages: rows.slice(0, limit).map((row) => toSummary(row, cipher, ctx.clock.now())),
      next: last === undefined ? null : `${(isDue ? last.sendAfter : last.createdAt).toISOString()}|${last.id}`,
      total,
    };
  });
}

/** Messages that were given up and that nobody has put aside: somebody has to ring. */
export const listDeadMessages = (
  ctx: ClinicContext,
  query: Omit<z.input<typeof messageQuerySchema>, 'show'> = {},
): ReturnType<typeof listMessages> => listMessages(ctx, { ...query, show: 'dead' });

/** How much waits for a person: dead messages, and answers that nobody has read. */
export async function countMessagesForDesk(ctx: ClinicContext): Promise<{ dead: number; replies: number }> {
  authorise(ctx, 'messages.read');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => ({
    dead: await tx.messageJob.count({ where: { clinicId, ...shown.dead } }),
    replies: await tx.messageReply.count({ where: { clinicId, handledAt: null } }),
  }));
}

/** One message with its text and every attempt. The look is audited. @throws {ClinicError} `not-found` */
export async function getMessage(ctx: ClinicContext, messageId: string): Promise<MessageDetail> {
  authorise(ctx, 'messages.read');
  const { id } = parseInput(z.object({ id: z.uuid('is not an id') }), { id: messageId });
  const detail = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const row = await tx.messageJob.findUnique({
      where: { clinicId_id: { clinicId, id } },
      select: { ...columns, recipient: true, body: true },
    });
    await recordAudit(tenant, ctx.actor, {
      action: 'message.read',
      objectKind: 'message',
      objectId: id,
      outcome: row === null ? 'denied' : 'done',
    });
    if (row === null) return null;
    const attempts = await tx.messageDelivery.findMany({
      where: { clinicId, messageId: id },
      select: { channel: true, status: true, errorCode: true, createdAt: true },
      orderBy: { id: 'asc' },
    });
    const open = (column: 'recipient' | 'body') => {
      const sealed = row[column];
      return sealed === null ? null : cipher.open('message_jobs', column, id, sealed);
    };
    return {
      ...toSummary(row, cipher, ctx.clock.now()),
      recipient: open('recipient'),
      body: open('body'),
      attempts: attempts.map(({ createdAt, ...attempt }) => ({ ...attempt, at: iso(createdAt) })),
    };
  });
  if (detail === null) throw new ClinicError('not-found', 'There is no such message.', 'messageId');
  return detail;
}

interface TimeOfDoctor {
  startsAt: Date;
  doctor: { name: string; nameHindi: string };
}

interface SummaryRow {
  id: string;
  kind: MessageKind;
  status: MessageStatus;
  reason: string | null;
  language: 'en' | 'hi' | 'hi_en';
  sendAfter: Date;
  notAfter: Date;
  sentAt: Date | null;
  dismissedAt: Date | null;
  appointmentId: string | null;
  patient: { id: string; name: string | null } | null;
  appointment: TimeOfDoctor | null;
  offer: TimeOfDoctor | null;
  messageDeliveryByMessage: { channel: ChannelName; status: DeliveryStatus; errorCode: string | null }[];
}

function toSummary(row: SummaryRow, cipher: ClinicCipher, now: number): MessageSummary {
  const { patient } = row;
  const about = row.appointment ?? row.offer;
  const [last] = row.messageDeliveryByMessage;
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    reason: row.reason,
    language: fromStored(row.language),
    patientId: patient?.id ?? null,
    patientName: patient?.name ? cipher.open('patients', 'name', patient.id, patient.name) : null,
    appointmentId: row.appointmentId,
    doctorName: about?.doctor.name ?? null,
    doctorNameHindi: about?.doctor.nameHindi ?? null,
    startsAt: about === null ? null : iso(about.startsAt),
    sendAfter: iso(row.sendAfter),
    sentAt: row.sentAt === null ? null : iso(row.sentAt),
    isDismissed: row.dismissedAt !== null,
    canRetry: row.status === 'dead' && row.notAfter.getTime() > now,
    channel: last?.channel ?? null,
    delivery: last?.status ?? null,
    errorCode: last?.errorCode ?? null,
  };
}

function parseCursor(cursor: string): { at: Date; id: string } {
  const [at = '', id = ''] = cursor.split('|');
  const shape = z.object({ at: z.iso.datetime(), id: z.uuid() }).safeParse({ at, id });
  if (!shape.success) throw new ClinicError('bad-input', 'cursor is not from an answer of ours.', 'cursor');
  return { at: new Date(at), id };
}

function beyond({ at, id }: { at: Date; id: string }, isDue: boolean) {
  return isDue
    ? { OR: [{ sendAfter: { gt: at } }, { sendAfter: at, id: { gt: id } }] }
    : { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] };
}
