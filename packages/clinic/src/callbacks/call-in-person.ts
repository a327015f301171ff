import type { ClinicContext } from '../context.ts';
import { normalisePhone } from '../patients/phone.ts';
import { againstRinging } from './may-ring.ts';
import { callingRules } from './request-call.ts';
import { settleAttempt } from './settle-attempt.ts';

/** A call that somebody of the staff is about to speak in. */
export interface CallInPerson {
  to: string;
  /** The number that is shown. */
  from: string;
  /** Who speaks, as colleagues see them. */
  name: string;
}

/**
 * The headset of whoever asked for a call is there: it may be placed now, once. What speaks against it is looked at again.
 * @param by.userId who came; nobody else's call is theirs to take.
 * @returns null where there is nothing to place any more.
 */
export async function takeCallInPerson(
  ctx: ClinicContext,
  { attemptId, userId }: { attemptId: string; userId: string },
): Promise<CallInPerson | null> {
  const taken = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const where = { clinicId, id: attemptId, isByPerson: true, requestedByUserId: userId };
    const { count } = await tx.callbackAttempt.updateMany({
      where: { ...where, status: 'waiting' },
      data: { status: 'placing', placedAt: new Date(ctx.clock.now()) },
    });
    if (count === 0) return null;
    const { callback, requestedBy } = await tx.callbackAttempt.findFirstOrThrow({
      where,
      select: { callback: { select: { id: true, phone: true } }, requestedBy: { select: { name: true } } },
    });
    const rules = await callingRules(tenant);
    const kept = callback.phone === null ? null : cipher.open('callbacks', 'phone', callback.id, callback.phone);
    const to = kept === null ? null : normalisePhone(kept, rules.country);
    const own = await tx.phoneNumber.findFirst({
      where: { clinicId, isActive: true },
      select: { number: true },
      orderBy: { createdAt: 'asc' },
    });
    const from = rules.callerId ?? own?.number ?? null;
    const mayNot = (await againstRinging(tenant, kept, rules.country)) !== null;
    return mayNot || to === null || from === null
      ? { isRefused: true as const }
      : { isRefused: false as const, call: { to, from, name: requestedBy?.name ?? '' } };
  });
  if (taken === null) return null;
  if (!taken.isRefused) return taken.call;
  await settleAttempt(ctx, { attemptId, status: 'refused' });
  return null;
}

/** Twilio took it, by this name. Its callbacks may have been quicker: they know the name too. */
export async function noteCallPlaced(
  ctx: ClinicContext,
  { attemptId, callSid }: { attemptId: string; callSid: string },
): Promise<void> {
  await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    await tx.callbackAttempt.updateMany({ where: { clinicId, id: attemptId, callSid: null }, data: { callSid } });
    await tx.callbackAttempt.updateMany({
      where: { clinicId, id: attemptId, status: 'placing' },
      data: { status: 'ringing' },
    });
  });
}
