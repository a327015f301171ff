import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { iso } from '../scheduling/appointment-view.ts';
import type { ReplyOutcome } from './act-on-reply.ts';
import type { ChannelName } from './kinds.ts';
import { publishReply } from './publish-message.ts';
import type { ReplyMeaning } from './reply-words.ts';

/** What somebody answered, as the desk reads it. */
export interface Reply {
  id: string;
  channel: ChannelName;
  phone: string;
  body: string;
  meaning: ReplyMeaning;
  outcome: ReplyOutcome | null;
  patientId: string | null;
  patientName: string | null;
  appointmentId: string | null;
  receivedAt: string;
  isHandled: boolean;
}

export const replyQuerySchema = z.object({
  /** Only what nobody has read yet. */
  isOpen: z.boolean().optional(),
  limit: z.int().min(1).max(200).optional(),
});

/** Answers, the newest first. The look is audited. @throws {ClinicError} */
export async function listReplies(ctx: ClinicContext, query: z.input<typeof replyQuerySchema>): Promise<Reply[]> {
  authorise(ctx, 'messages.read');
  const { isOpen = false, limit = 100 } = parseInput(replyQuerySchema, query);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const rows = await tx.messageReply.findMany({
      where: { clinicId, ...(isOpen ? { handledAt: null } : {}) },
      select: {
        id: true,
        channel: true,
        phone: true,
        body: true,
        meaning: true,
        outcome: true,
        appointmentId: true,
        receivedAt: true,
        handledAt: true,
        patient: { select: { id: true, name: true } },
      },
      orderBy: { receivedAt: 'desc' },
      take: limit,
    });
    await recordAudit(tenant, ctx.actor, { action: 'message.replies', objectKind: 'message-reply' });
    return rows.map(({ patient, ...row }) => ({
      id: row.id,
      channel: row.channel,
      phone: cipher.open('message_replies', 'phone', row.id, row.phone),
      body: cipher.open('message_replies', 'body', row.id, row.body),
      meaning: row.meaning,
      outcome: row.outcome as ReplyOutcome | null,
      patientId: patient?.id ?? null,
      patientName: patient?.name ? cipher.open('patients', 'name', patient.id, patient.name) : null,
      appointmentId: row.appointmentId,
      receivedAt: iso(row.receivedAt),
      isHandled: row.handledAt !== null,
    }));
  });
}

export const replyIdSchema = z.object({ replyId: z.uuid('is not an id') });

/** Puts an answer aside: somebody has read it. Again, it changes nothing. @throws {ClinicError} `not-found` */
export async function handleReply(ctx: ClinicContext, request: z.input<typeof replyIdSchema>): Promise<void> {
  authorise(ctx, 'messages.write');
  const { replyId } = parseInput(replyIdSchema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId_id: { clinicId, id: replyId } };
    if ((await tx.messageReply.findUnique({ where, select: { id: true } })) === null)
      throw new ClinicError('not-found', 'There is no such answer.', 'replyId');
    const handledById = ctx.actor.kind === 'staff' ? ctx.actor.userId : null;
    const { count } = await tx.messageReply.updateMany({
      where: { clinicId, id: replyId, handledAt: null },
      data: { handledAt: new Date(ctx.clock.now()), handledById },
    });
    if (count === 0) return;
    await recordAudit(tenant, ctx.actor, { action: 'message.handle', objectKind: 'message-reply', objectId: replyId });
  });
  await publishReply(ctx);
}
