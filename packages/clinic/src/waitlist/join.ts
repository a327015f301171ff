import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { requireCall } from '../calls/require-call.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { publishWaitlist } from '../live-events.ts';
import { lockLivePatient } from '../patients/live-patient.ts';
import { requirePhone } from '../patients/required-phone.ts';
import { authorise } from '../people/authorise.ts';
import { daysBetween, localDate } from '../scheduling/civil-time.ts';
import { requireService } from '../scheduling/require-service.ts';
import { entryColumns, toEntry, type WaitlistEntry } from './types.ts';

const date = z.iso.date('is not a date as 2026-11-30');
const MOST_DAYS = 90;

export const joinWaitlistSchema = z
  .object({
    patientId: z.uuid('is not an id'),
    doctorId: z.uuid('is not an id').optional(),
    speciality: z.string().min(1, 'is empty').max(60, 'is too long').optional(),
    /** The clinic's ordinary service where none is named. */
    serviceId: z.uuid('is not an id').optional(),
    /** Clinic-local days that would do, both included; 90 at most. */
    from: date,
    to: date,
    part: z.enum(['morning', 'afternoon', 'evening', 'night']).optional(),
    /** Where to reach them, if not by the patient's own phone. */
    phone: z.string().max(40, 'is too long').optional(),
    notes: z.string().max(500, 'is longer than 500 characters').optional(),
    callId: z.uuid('is not an id').optional(),
    idempotencyKey: z.string().min(8, 'is too short').max(200, 'is too long'),
  })
  .refine(
    ({ doctorId, speciality, serviceId }) =>
      doctorId !== undefined || speciality !== undefined || serviceId !== undefined,
    { path: ['doctorId'], message: ', speciality or serviceId must say whom they wait for' },
  )
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'lies before from' });

export type JoinResult =
  | { ok: true; entry: WaitlistEntry }
  /** They wait for the same already. */
  | { ok: false; reason: 'already-waiting'; entryId: string };

/**
 * Puts a patient on the waitlist of a doctor, of a speciality, or of whoever gives a service. Their place is the order in which they came.
 * @throws {ClinicError} for bad input, or an unknown patient, doctor, service or call.
 */
export async function joinWaitlist(
  ctx: ClinicContext,
  request: z.input<typeof joinWaitlistSchema>,
): Promise<JoinResult> {
  authorise(ctx, 'schedule.write');
  const { idempotencyKey: key, ...wish } = parseInput(joinWaitlistSchema, request);
  if (daysBetween(wish.from, wish.to) >= MOST_DAYS)
    throw new ClinicError('bad-input', `to is more than ${MOST_DAYS} days after from.`, 'to');
  const phone = wish.phone === undefined ? undefined : requirePhone(wish.phone);
  let isRepeat = false;
  const result = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const outcome = await once(tenant, { key, operation: 'waitlist.join', body: wish }, () =>
      write(tenant, ctx, { ...wish, phone }),
    );
    isRepeat = outcome.isRepeat;
    return outcome.response;
  });
  if (result.ok && !isRepeat) await publishWaitlist(ctx, { entryId: result.entry.id, status: 'waiting' });
  return result;
}

type Wish = Omit<z.output<typeof joinWaitlistSchema>, 'idempotencyKey'>;

async function write(tenant: Tenant, ctx: ClinicContext, wish: Wish): Promise<JoinResult> {
  const { tx, clinicId, cipher } = tenant;
  const { zone } = await settingsOf(tenant);
  if (wish.to < localDate(ctx.clock.now(), zone)) throw new ClinicError('bad-input', 'to is past.', 'to');
  if (wish.callId !== undefined) await requireCall(tenant, wish.callId);
  // Whoever asks twice at once waits here, and is told that they wait.
  const patientId = await lockLivePatient(tenant, wish.patientId);
  const serviceId = await requireOffer(tenant, wish);
  const { doctorId = null, speciality = null, part = null } = wish;
  const same = { clinicId, patientId, doctorId, speciality, serviceId, part };
  const span = { fromDate: new Date(wish.from), toDate: new Date(wish.to) };
  const earlier = await tx.waitlistEntry.findFirst({
    where: {
      ...same,
      status: { in: ['waiting', 'offered'] },
      fromDate: { lte: span.toDate },
      toDate: { gte: span.fromDate },
    },
    select: { id: true },
  });
  if (earlier !== null) return { ok: false, reason: 'already-waiting', entryId: earlier.id };
  const id = newId();
  const seal = (column: 'phone' | 'notes', value: string | undefined) =>
    value === undefined ? null : cipher.seal('waitlist_entries', column, id, value);
  const row = await tx.waitlistEntry.create({
    data: {
      ...same,
      ...span,
      id,
      phone: seal('phone', wish.phone),
      notes: seal('notes', wish.notes),
      callId: wish.callId ?? null,
      createdAt: new Date(ctx.clock.now()),
    },
    select: entryColumns,
  });
  const { callId: _, ...said } = wish;
  await recordAudit(tenant, ctx.actor, {
    action: 'waitlist.join',
    objectKind: 'waitlist-entry',
    objectId: id,
    new: { ...said, serviceId },
  });
  return { ok: true, entry: toEntry(row, cipher) };
}

/** The service they wait for, which somebody they wait for must give. */
async function requireOffer(tenant: Tenant, wish: Wish): Promise<string> {
  const { tx, clinicId } = tenant;
  const { doctorId, speciality } = wish;
  const serviceId = await requireService(tenant, wish.serviceId);
  if (doctorId !== undefined) {
    const where = { clinicId, id: doctorId, isActive: true };
    const doctor = await tx.doctor.findFirst({ where, select: { id: true } });
    if (doctor === null) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
  }
  const gives = await tx.doctorService.findFirst({
    where: {
      clinicId,
      serviceId,
      doctor: {
        isActive: true,
        ...(doctorId === undefined ? {} : { id: doctorId }),
        ...(speciality === undefined ? {} : { speciality }),
      },
    },
    select: { id: true },
  });
  if (gives === null)
    throw new ClinicError(
      'bad-input',
      'Nobody they would wait for gives that service.',
      doctorId === undefined ? 'speciality' : 'serviceId',
    );
  return serviceId;
}
