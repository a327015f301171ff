import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { callerPhone } from '../calls/caller-phone.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { lockLivePatient } from '../patients/live-patient.ts';
import { readPhones } from '../patients/patient-phones.ts';
import { authoriseStaff } from '../people/authorise.ts';
import { MINUTE_MS } from '../scheduling/civil-time.ts';
import { tellCallback } from './tell-callback.ts';

export const askCallbackSchema = z
  .object({
    /** Whoever was on this call … */
    callId: z.uuid('is not an id').optional(),
    /** … or this patient. */
    patientId: z.uuid('is not an id').optional(),
    reason: z.string().trim().min(1, 'is empty').max(1_000, 'is longer than 1000 characters'),
    dueAt: z.iso.datetime('is not an instant').optional(),
  })
  .refine(({ callId, patientId }) => (callId === undefined) !== (patientId === undefined), {
    path: ['callId'],
    message: 'or a patient must be named, and not both',
  });
type Asked = z.output<typeof askCallbackSchema>;

const DUE_MS = 120 * MINUTE_MS;

/**
 * Somebody of the desk wants a caller or a patient rung back. A call has one callback and a patient one that is open: where it is there it is answered, and
 * opened again where it was settled. Nobody is written to, and nothing rings by itself: whoever asked says who rings.
 * @throws {ClinicError} `not-found`; `conflict` where there is no number to ring.
 */
export async function askForCallback(
  ctx: ClinicContext,
  request: z.input<typeof askCallbackSchema>,
): Promise<{ callbackId: string }> {
  authoriseStaff(ctx, 'calls.write');
  const asked = parseInput(askCallbackSchema, request);
  const callbackId = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { patientId, phone } = await whoIsRung(tenant, asked);
    const earlier = await earlierOf(tenant, { callId: asked.callId, patientId });
    const dueAt = asked.dueAt === undefined ? new Date(ctx.clock.now() + DUE_MS) : new Date(asked.dueAt);
    if (earlier !== null) {
      if (!earlier.isOpen) await openAgain(tenant, ctx, { id: earlier.id, dueAt, reason: asked.reason });
      return earlier.id;
    }
    const id = newId();
    const { tx, clinicId, cipher } = tenant;
    const row = {
      ...{ id, clinicId, patientId, callId: asked.callId ?? null, dueAt },
      phone: cipher.seal('callbacks', 'phone', id, phone),
      reason: cipher.seal('callbacks', 'reason', id, asked.reason),
    };
    await tx.callback.create({ data: row, select: { id: true } });
    await recordAudit(tenant, ctx.actor, { action: 'callback.add', objectKind: 'callback', objectId: id });
    return id;
  });
  await tellCallback(ctx, callbackId, 'open');
  return { callbackId };
}

async function whoIsRung(
  tenant: Tenant,
  { callId, patientId }: Asked,
): Promise<{ patientId: string | null; phone: string }> {
  if (callId !== undefined) {
    const phone = await callerPhone(tenant, callId);
    if (phone === null) throw new ClinicError('conflict', 'This call has no number that can be rung back.', 'callId');
    // Two who ask about one call at once make one callback.
    await tenant.tx
      .$queryRaw`SELECT 1 FROM call_logs WHERE clinic_id = ${tenant.clinicId}::uuid AND id = ${callId}::uuid FOR UPDATE`;
    return { patientId: null, phone };
  }
  const id = await lockLivePatient(tenant, patientId ?? '');
  const phone = await firstPhoneOf(tenant, id);
  if (phone === null) throw new ClinicError('conflict', 'This patient has no phone: add one first.', 'patientId');
  return { patientId: id, phone };
}

/** The patient's own, the primary one first; a child's guardian's where they have none. */
async function firstPhoneOf(tenant: Tenant, patientId: string): Promise<string | null> {
  const { tx, clinicId, cipher } = tenant;
  const own = await readPhones(tenant, patientId);
  const [first] = own.toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
  if (first !== undefined) return first.phone;
  const guardian = await tx.guardian.findFirst({
    where: { clinicId, patientId },
    select: { id: true, phone: true },
    orderBy: { createdAt: 'asc' },
  });
  return guardian === null ? null : cipher.open('guardians', 'phone', guardian.id, guardian.phone);
}

async function earlierOf(
  { tx, clinicId }: Tenant,
  { callId, patientId }: { callId: string | undefined; patientId: string | null },
): Promise<{ id: string; isOpen: boolean } | null> {
  const row = await tx.callback.findFirst({
    where:
      callId === undefined ? { clinicId, patientId, status: { in: ['open', 'in_progress'] } } : { clinicId, callId },
    select: { id: true, status: true },
    orderBy: { createdAt: 'desc' },
  });
  return row === null ? null : { id: row.id, isOpen: row.status === 'open' || row.status === 'in_progress' };
}

async function openAgain(
  tenant: Tenant,
  ctx: ClinicContext,
  { id, dueAt, reason }: { id: string; dueAt: Date; reason: string },
): Promise<void> {
  const { tx, clinicId, cipher } = tenant;
  await tx.callback.update({
    where: { clinicId_id: { clinicId, id } },
    data: {
      ...{ status: 'open', ownerUserId: null, outcome: null, note: null, closedAt: null, closedByUserId: null, dueAt },
      reason: cipher.seal('callbacks', 'reason', id, reason),
    },
    select: { id: true },
  });
  await recordAudit(tenant, ctx.actor, { action: 'callback.reopen', objectKind: 'callback', objectId: id });
}
