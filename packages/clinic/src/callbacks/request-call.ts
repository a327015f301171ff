import { conflictOf, newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise, authoriseStaff } from '../people/authorise.ts';
import { clockOf, nextCallingTime } from '../phone/calling-hours.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { againstRinging, type NotToRing } from './may-ring.ts';
import { tellCallback } from './tell-callback.ts';

export const callRequestSchema = z.object({ callbackId: z.uuid('is not an id') });

/** So often a callback is rung, whoever asks. */
export const MOST_ATTEMPTS = 5;

const sentences: Record<NotToRing, Refusal> = {
  'no-number': 'This callback has no number that can be rung.',
  blocked: 'This phone is blocked.',
  'opted-out': 'Whoever has this phone does not want to hear from the clinic by it.',
  abroad: 'This phone is abroad: ring it yourself.',
};

/** A browser that was to speak, and whose call has not come about by then, is not waited for. */
const IN_PERSON_MS = 3 * 60_000;

/**
 * The desk has a callback rung by the AI, now.
 * @throws {ClinicError} outside the calling hours, for who may not be rung, and where a call is under way.
 */
export async function requestCall(
  ctx: ClinicContext,
  request: z.input<typeof callRequestSchema>,
): Promise<{ attemptId: string }> {
  authorise(ctx, 'patients.write');
  return openAttempt(ctx, request, false);
}

/**
 * The same, and whoever asks speaks in it: nothing is rung before their headset is there (`takeCallInPerson`).
 * @throws {ClinicError} as `requestCall`.
 */
export async function requestCallInPerson(
  ctx: ClinicContext,
  request: z.input<typeof callRequestSchema>,
): Promise<{ attemptId: string }> {
  authoriseStaff(ctx, 'patients.write');
  return openAttempt(ctx, request, true);
}

async function openAttempt(
  ctx: ClinicContext,
  request: z.input<typeof callRequestSchema>,
  isByPerson: boolean,
): Promise<{ attemptId: string }> {
  const { callbackId } = parseInput(callRequestSchema, request);
  const now = ctx.clock.now();
  const attemptId = await ctx.db
    .withTenant(ctx.clinicId, async (tenant) => {
      const { tx, clinicId, cipher } = tenant;
      const where = { clinicId_id: { clinicId, id: callbackId } };
      const callback = await tx.callback.findUnique({ where, select: { phone: true, status: true } });
      if (callback === null) throw new ClinicError('not-found', 'There is no such callback.', 'callbackId');
      if (callback.status === 'done' || callback.status === 'dropped')
        throw new ClinicError('conflict', 'This callback is closed.', 'callbackId');
      const clinic = await callingRules(tenant);
      if (nextCallingTime(now, clinic.zone, clinic) !== now) {
        const [from, to] = [clockOf(clinic.callingFromMin), clockOf(clinic.callingToMin)];
        throw new ClinicError('conflict', `People are rung between ${from} and ${to} only.`);
      }
      const phone = callback.phone === null ? null : cipher.open('callbacks', 'phone', callbackId, callback.phone);
      const against = await againstRinging(tenant, phone, clinic.country);
      if (against !== null) throw new ClinicError('conflict', sentences[against], 'callbackId');
      const by = ctx.actor.kind === 'staff' ? ctx.actor.userId : null;
      const id = await addAttempt(tenant, ctx, { callbackId, dueAt: new Date(now), requestedByUserId: by, isByPerson });
      if (id === null) throw new ClinicError('conflict', 'This callback was rung too often already.', 'callbackId');
      await tx.callback.update({
        where,
        data: { status: 'in_progress', ...(by === null ? {} : { ownerUserId: by }) },
        select: { id: true },
      });
      return id;
    })
    .catch((error: unknown) => {
      if (conflictOf(error) !== 'unique') throw error;
      throw new ClinicError('conflict', 'This callback is being rung already.', 'callbackId');
    });
  await tellCallback(ctx, callbackId, 'in_progress');
  return { attemptId };
}

/** A clinic that rings back by itself does so at the next calling time. In the transaction of the promise. */
export async function queueOwnCall(
  tenant: Tenant,
  ctx: ClinicContext,
  { callbackId, phone, notBefore }: { callbackId: string; phone: string | null; notBefore: number },
): Promise<void> {
  const clinic = await callingRules(tenant);
  if (!clinic.callsBackItself || (await againstRinging(tenant, phone, clinic.country)) !== null) return;
  const dueAt = new Date(nextCallingTime(notBefore, clinic.zone, clinic));
  await addAttempt(tenant, ctx, { callbackId, dueAt, requestedByUserId: null, isByPerson: false });
}

/** Where people may be rung from, and when. */
export function callingRules({ tx, clinicId }: Tenant) {
  return tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: {
      ...{ zone: true, country: true, callerId: true, callingFromMin: true, callingToMin: true },
      callsBackItself: true,
    },
  });
}

/** @returns null where it was rung often enough. @throws on a second one that is open: the index says so. */
async function addAttempt(
  tenant: Tenant,
  ctx: ClinicContext,
  {
    callbackId,
    dueAt,
    requestedByUserId,
    isByPerson,
  }: { callbackId: string; dueAt: Date; requestedByUserId: string | null; isByPerson: boolean },
): Promise<string | null> {
  const { tx, clinicId } = tenant;
  const earlier = await tx.callbackAttempt.count({ where: { clinicId, callbackId } });
  if (earlier >= MOST_ATTEMPTS) return null;
  const id = newId();
  await tx.callbackAttempt.create({
    data: { id, clinicId, callbackId, attempt: earlier + 1, dueAt, requestedByUserId, isByPerson },
    select: { id: true },
  });
  await recordAudit(tenant, ctx.actor, {
    ...{ action: 'callback.call', objectKind: 'callback', objectId: callbackId },
    ...(isByPerson ? { new: { isByPerson } } : {}),
  });
  const startAfter = isByPerson ? new Date(dueAt.getTime() + IN_PERSON_MS) : dueAt;
  await ctx.jobs.enqueue(tenant, 'callback.place', { clinicId, attemptId: id }, { startAfter });
  return id;
}
