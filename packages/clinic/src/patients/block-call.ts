import { z } from 'zod';
import { callerPhone } from '../calls/caller-phone.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { blockCaller, callerBlockSchema, isBlocked, unblockCaller } from './blocked-callers.ts';

export const callBlockSchema = callerBlockSchema.pick({ reason: true }).extend({ callId: z.uuid('is not an id') });

/** Calls from the phone of this caller are not answered from now on; the number itself is shown to nobody. @throws {ClinicError} `conflict` where it was withheld. */
export async function blockCallOf(ctx: ClinicContext, request: z.input<typeof callBlockSchema>): Promise<void> {
  const { callId, ...reason } = parseInput(callBlockSchema, request);
  await blockCaller(ctx, { phone: await phoneOf(ctx, callId), ...reason });
}

/** They are answered again. @throws {ClinicError} `not-found` where the phone was not blocked. */
export async function unblockCallOf(ctx: ClinicContext, request: { callId: string }): Promise<void> {
  const { callId } = parseInput(callBlockSchema.pick({ callId: true }), request);
  await unblockCaller(ctx, { phone: await phoneOf(ctx, callId) });
}

/** How a call's number stands: null where there is none to block. */
export async function isCallBlocked(ctx: ClinicContext, request: { callId: string }): Promise<boolean | null> {
  authorise(ctx, 'patients.write');
  const { callId } = parseInput(callBlockSchema.pick({ callId: true }), request);
  const phone = await ctx.db.withTenant(ctx.clinicId, (tenant) => callerPhone(tenant, callId));
  return phone === null ? null : isBlocked(ctx, phone);
}

async function phoneOf(ctx: ClinicContext, callId: string): Promise<string> {
  authorise(ctx, 'patients.write');
  const phone = await ctx.db.withTenant(ctx.clinicId, (tenant) => callerPhone(tenant, callId));
  if (phone === null)
    throw new ClinicError('conflict', 'This call has no number: it was withheld, or came from a browser.', 'callId');
  return phone;
}
