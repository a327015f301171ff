import { newId } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { type AnswerMode, answerModes, fromMode, toMode } from '../phone/answer-modes.ts';
import { iso } from '../scheduling/appointment-view.ts';

/** Who is there for calls, and when the AI answers. */
export interface Duty {
  people: { userId: string; name: string; since: string }[];
  /** Of whoever asks. */
  isOnDuty: boolean;
  answers: AnswerMode;
}

/** Who of the staff is on duty, the longest first, and when the AI answers. Nothing in it is about a patient. */
export async function readDuty(ctx: ClinicContext): Promise<Duty> {
  authorise(ctx, 'schedule.read');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const rows = await tx.staffDuty.findMany({
      where: { clinicId, isOnDuty: true, user: { disabledAt: null } },
      select: { since: true, user: { select: { id: true, name: true } } },
      orderBy: [{ since: 'asc' }, { id: 'asc' }],
    });
    const { answerMode } = await tx.clinic.findUniqueOrThrow({
      where: { id: clinicId },
      select: { answerMode: true },
    });
    const people = rows.map(({ since, user }) => ({ userId: user.id, name: user.name, since: iso(since) }));
    const { actor } = ctx;
    const isOnDuty = actor.kind === 'staff' && people.some(({ userId }) => userId === actor.userId);
    return { people, isOnDuty, answers: fromMode[answerMode] };
  });
}

/** The member of staff who asks is there for calls from now on, or no longer. @throws {ClinicError} where it is nobody of the staff. */
export async function setOnDuty(ctx: ClinicContext, request: { isOnDuty: boolean }): Promise<void> {
  authorise(ctx, 'schedule.read');
  const { isOnDuty } = parseInput(z.object({ isOnDuty: z.boolean('is neither true nor false') }), request);
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new ClinicError('not-allowed', 'Only staff are on duty.');
  const { userId } = actor;
  const since = new Date(ctx.clock.now());
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await tx.staffDuty.upsert({
      where: { clinicId_userId: { clinicId, userId } },
      create: { id: newId(), clinicId, userId, isOnDuty, since },
      update: { isOnDuty, since },
      select: { id: true },
    });
    await recordAudit(tenant, actor, {
      ...{ action: 'staff.duty', objectKind: 'user', objectId: userId },
      new: { isOnDuty },
    });
  });
  const at = since.toISOString();
  await ctx.live.publish(ctx.clinicId, { type: 'desk.duty', at, data: { userId, isOnDuty }, personal: {} });
}

/** Sets when the AI answers, and nothing else. Calls see it within seconds. @throws {ClinicError} for bad input. */
export async function setAnswerMode(ctx: ClinicContext, request: { answers: AnswerMode }): Promise<void> {
  authorise(ctx, 'settings.write');
  const schema = z.object({ answers: z.enum(answerModes, 'is none of always, after-hours, no-answer and never') });
  const { answers } = parseInput(schema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const where = { id: tenant.clinicId };
    const before = await tenant.tx.clinic.findUniqueOrThrow({ where, select: { answerMode: true } });
    await tenant.tx.clinic.update({ where, data: { answerMode: toMode[answers] }, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      ...{ action: 'settings.answers', objectKind: 'clinic', objectId: tenant.clinicId },
      old: { answers: fromMode[before.answerMode] },
      new: { answers },
    });
  });
  const at = new Date(ctx.clock.now()).toISOString();
  await ctx.live.publish(ctx.clinicId, { type: 'desk.answers', at, data: { answers }, personal: {} });
}
