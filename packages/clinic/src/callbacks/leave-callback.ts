import { newId } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { requireCall } from '../calls/require-call.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { isWithheld, normalisePhone } from '../patients/phone.ts';
import { authorise } from '../people/authorise.ts';
import { queueCallbackMessage } from './callback-messages.ts';
import { queueOwnCall } from './request-call.ts';

export const callbackSchema = z.object({
  callId: z.uuid('is not an id').optional(),
  /** As people write it; missing where the number was withheld. */
  phone: z.string().max(40, 'is too long').optional(),
  reason: z.string().min(1, 'is empty').max(1_000, 'is longer than 1000 characters'),
  dueAt: z.iso.datetime('is not an instant').optional(),
});

const DUE_MS = 2 * 3_600_000;
/** A clinic that rings back by itself lets people put down the phone first. */
const OWN_CALL_MS = 60_000;

/**
 * A promise to ring back. A call has one: asking again answers the same.
 * @throws {ClinicError} for bad input, or an unknown call.
 */
export async function leaveCallback(
  ctx: ClinicContext,
  request: z.input<typeof callbackSchema>,
): Promise<{ callbackId: string }> {
  authorise(ctx, 'patients.write');
  const input = parseInput(callbackSchema, request);
  const phone = phoneOf(ctx, input.phone);
  const result = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    if (input.callId !== undefined) await requireCall(tenant, input.callId);
    const id = newId();
    const row = {
      id,
      clinicId,
      callId: input.callId ?? null,
      phone: phone === null ? null : cipher.seal('callbacks', 'phone', id, phone),
      reason: cipher.seal('callbacks', 'reason', id, input.reason),
      dueAt: input.dueAt === undefined ? new Date(ctx.clock.now() + DUE_MS) : new Date(input.dueAt),
    };
    const { count } = await tx.callback.createMany({ data: [row], skipDuplicates: true });
    if (count === 0 && input.callId !== undefined) {
      const earlier = await tx.callback.findUniqueOrThrow({
        where: { clinicId_callId: { clinicId, callId: input.callId } },
        select: { id: true },
      });
      return { callbackId: earlier.id, isNew: false };
    }
    await recordAudit(tenant, ctx.actor, { action: 'callback.leave', objectKind: 'callback', objectId: id });
    await queueCallbackMessage(tenant, ctx, { id, phone, callId: row.callId, dueAt: row.dueAt });
    await queueOwnCall(tenant, ctx, { callbackId: id, phone, notBefore: ctx.clock.now() + OWN_CALL_MS });
    return { callbackId: id, isNew: true };
  });
  if (result.isNew) {
    await ctx.live.publish(ctx.clinicId, {
      type: 'callback.changed',
      at: new Date(ctx.clock.now()).toISOString(),
      data: {
        callbackId: result.callbackId,
        status: 'open',
        ...(input.callId === undefined ? {} : { callId: input.callId }),
      },
      personal: {},
    });
  }
  return { callbackId: result.callbackId };
}

/** A caller whose number was withheld has keyed it: their callback is kept for that phone. Nothing where it has one, or there is none. */
export async function noteCallbackPhone(
  ctx: ClinicContext,
  request: { callId: string; phone: string },
): Promise<boolean> {
  authorise(ctx, 'patients.write');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { country } = await settingsOf(tenant);
    const phone = normalisePhone(request.phone, country);
    const where = { clinicId_callId: { clinicId, callId: request.callId } };
    const row = await tx.callback.findUnique({ where, select: { id: true, phone: true, dueAt: true } });
    if (phone === null || row === null || row.phone !== null) return false;
    const { id, dueAt } = row;
    await tx.callback.update({
      where,
      data: { phone: cipher.seal('callbacks', 'phone', id, phone) },
      select: { id: true },
    });
    await recordAudit(tenant, ctx.actor, { action: 'callback.phone', objectKind: 'callback', objectId: id });
    await queueCallbackMessage(tenant, ctx, { id, phone, callId: request.callId, dueAt });
    await queueOwnCall(tenant, ctx, { callbackId: id, phone, notBefore: ctx.clock.now() + OWN_CALL_MS });
    return true;
  });
}

/**
 * E.164. A person who types is told of a number that is none; what a call came from is kept as it came, because the callback must not be lost over it.
 */
function phoneOf(ctx: ClinicContext, text: string | undefined): string | null {
  if (text === undefined || isWithheld(text)) return null;
  const phone = normalisePhone(text);
  if (phone !== null) return phone;
  if (ctx.actor.kind === 'agent' || ctx.actor.kind === 'system') return text;
  throw new ClinicError('bad-input', 'phone is not a phone number.', 'phone');
}
