import { newId, type Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import type { StoredLanguage } from '../language.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { normalisePhone } from '../patients/phone.ts';
import { MINUTE_MS } from '../scheduling/civil-time.ts';
import { queueOwnCall } from './request-call.ts';

/** How long a caller who hung up may take to ring again before they are written to. */
const RING_AGAIN_MS = 2 * MINUTE_MS;
/** Until somebody should have rung back. */
const DUE_MS = 120 * MINUTE_MS;
/** Whoever is waiting for a call is not promised another. */
const WAITING_MS = 12 * 60 * MINUTE_MS;
/** The reason of a promise that nobody asked for. */
export const MISSED_CALL = 'missed call';

/** Tells whoever left their number that it was taken down. In the transaction of the promise. */
export async function queueCallbackMessage(
  tenant: Tenant,
  ctx: ClinicContext,
  callback: { id: string; phone: string | null; callId: string | null; dueAt: Date },
): Promise<void> {
  // A number that is no whole number was kept for a person to read: nothing can be written to it.
  if (callback.phone === null || normalisePhone(callback.phone) === null) return;
  const language = await languageOf(tenant, callback.callId);
  await queueMessage(tenant, ctx, { kind: 'callback', callbackId: callback.id, language, notAfter: callback.dueAt });
}

/**
 * A caller who rang off before anybody could help, or whose call broke off, is rung back, and told so, unless they ring again themselves. In the transaction
 * that closes the call.
 * @returns the promise, or null where none was made.
 */
export async function promiseAfterMissedCall(
  tenant: Tenant,
  ctx: ClinicContext,
  callId: string,
): Promise<string | null> {
  const { tx, clinicId, cipher } = tenant;
  const call = await tx.callLog.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: callId } },
    select: { direction: true, fromNumber: true, language: true, callbackByCall: { select: { id: true } } },
  });
  if (call.direction !== 'inbound' || call.fromNumber === null || call.callbackByCall.length > 0) return null;
  const phone = normalisePhone(cipher.open('call_logs', 'from_number', callId, call.fromNumber));
  if (phone === null) return null;
  const now = ctx.clock.now();
  const isWaiting = await tx.callback.findFirst({
    where: {
      clinicId,
      status: { in: ['open', 'in_progress'] },
      createdAt: { gt: new Date(now - WAITING_MS) },
      call: {
        callTokenByCall: { some: { clinicId, kind: 'phone', token: cipher.token({ kind: 'phone', term: phone }) } },
      },
    },
    select: { id: true },
  });
  if (isWaiting !== null) return null;
  const id = newId();
  const dueAt = new Date(now + DUE_MS);
  await tx.callback.create({
    data: {
      id,
      clinicId,
      callId,
      phone: cipher.seal('callbacks', 'phone', id, phone),
      reason: cipher.seal('callbacks', 'reason', id, MISSED_CALL),
      dueAt,
      createdAt: new Date(now),
    },
    select: { id: true },
  });
  await recordAudit(tenant, ctx.actor, { action: 'callback.leave', objectKind: 'callback', objectId: id });
  await queueOwnCall(tenant, ctx, { callbackId: id, phone, notBefore: now + RING_AGAIN_MS });
  await queueMessage(tenant, ctx, {
    kind: 'missed_call',
    callbackId: id,
    language: call.language,
    sendAfter: new Date(now + RING_AGAIN_MS),
    notAfter: dueAt,
  });
  return id;
}

/** Has somebody of the same phone rung since this call began? */
export async function hasRungAgain({ tx, clinicId }: Tenant, callId: string): Promise<boolean> {
  const { startedAt, callTokenByCall } = await tx.callLog.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: callId } },
    select: { startedAt: true, callTokenByCall: { where: { kind: 'phone' }, select: { token: true } } },
  });
  const [phone] = callTokenByCall;
  if (phone === undefined) return false;
  const again = await tx.callLog.findFirst({
    where: {
      clinicId,
      startedAt: { gt: startedAt },
      id: { not: callId },
      callTokenByCall: { some: { clinicId, kind: 'phone', token: phone.token } },
    },
    select: { id: true },
  });
  return again !== null;
}

/** What the call was spoken in, or else the clinic's. */
async function languageOf(tenant: Tenant, callId: string | null): Promise<StoredLanguage> {
  const { tx, clinicId } = tenant;
  if (callId !== null) {
    const where = { clinicId_id: { clinicId, id: callId } };
    return (await tx.callLog.findUniqueOrThrow({ where, select: { language: true } })).language;
  }
  return (await settingsOf(tenant)).language;
}
