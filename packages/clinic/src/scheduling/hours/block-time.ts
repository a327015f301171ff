import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../../audit/record.ts';
import { settingsOf } from '../../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../../context.ts';
import { idempotencyKeySchema, once } from '../../idempotency.ts';
import { parseInput } from '../../input.ts';
import { authorise } from '../../people/authorise.ts';
import { appointmentColumns, iso, toAppointmentView } from '../appointment-view.ts';
import type { Span } from '../availability.ts';
import { type Announce, writeCalendar } from '../calendar-write.ts';
import { DAY_MS, datesBetween, localDate, localDay } from '../civil-time.ts';
import { spanOf } from '../claim-slot.ts';
import { lockDoctorDays } from '../doctor-day-lock.ts';
import { instantOf } from '../instant.ts';
import { placeOverbooked, releaseClaims, releaseExpiredHolds } from '../release-claims.ts';
import { instantSchema } from '../slot-schema.ts';
import { activeStatuses } from '../statuses.ts';
import type { AppointmentView } from '../types.ts';

const MOST_DAYS = 31;

export const blockSchema = z.object({
  doctorId: z.uuid('is not an id'),
  startsAt: instantSchema,
  endsAt: instantSchema,
  /** Shown to staff: surgery, a meeting. */
  label: z.string().trim().min(1, 'is empty').max(100, 'is longer than 100 characters'),
  idempotencyKey: idempotencyKeySchema,
});

/** Time that staff keep free of patients. */
export interface BlockView {
  id: string;
  doctorId: string;
  startsAt: string;
  endsAt: string;
  label: string;
}

export type BlockResult =
  | { ok: true; block: BlockView }
  /** `appointments`: these are in the way; `blocked`: some of it is blocked already; `held`: somebody is just booking some of it. */
  | { ok: false; reason: 'appointments' | 'blocked' | 'held'; appointments: AppointmentView[] };

/**
 * Keeps time of a doctor free of patients: claims in every lane, a day each. Refused with the appointments that are in the way, which are to be
 * moved or cancelled first. For longer than a month there is leave.
 * @throws {ClinicError} for bad input, an unknown doctor, or a role that may not.
 */
export async function blockTime(ctx: ClinicContext, request: z.input<typeof blockSchema>): Promise<BlockResult> {
  authorise(ctx, 'schedule.write');
  const { idempotencyKey: key, ...body } = parseInput(blockSchema, request);
  const span = { startsAt: instantOf(body.startsAt), endsAt: instantOf(body.endsAt, 'endsAt') };
  if (span.endsAt <= span.startsAt) throw new ClinicError('bad-input', 'The block ends before it begins.', 'endsAt');
  if (span.endsAt <= ctx.clock.now()) throw new ClinicError('bad-input', 'That time is past.', 'endsAt');
  if (span.endsAt - span.startsAt > MOST_DAYS * DAY_MS)
    throw new ClinicError('bad-input', `At most ${MOST_DAYS} days can be blocked; leave may be longer.`, 'endsAt');
  return writeCalendar(ctx, [body.doctorId], async (tenant, announce) => {
    const request = { key, operation: 'calendar.block', body };
    return (await once(tenant, request, () => block(tenant, ctx, { ...body, ...span }, announce))).response;
  });
}

async function block(
  tenant: Tenant,
  ctx: ClinicContext,
  wanted: Span & { doctorId: string; label: string },
  announce: Announce,
): Promise<BlockResult> {
  const { tx, clinicId, cipher } = tenant;
  const { doctorId, label, ...span } = wanted;
  const doctor = await tx.doctor.findUnique({
    where: { clinicId_id: { clinicId, id: doctorId } },
    select: { capacity: true, isActive: true },
  });
  if (doctor === null || !doctor.isActive) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
  const { zone } = await settingsOf(tenant);
  await lockDoctorDays(tenant, doctorId, [span], zone);
  await releaseExpiredHolds(tenant, ctx, { doctorId, ...span }, announce);
  // Neither an appointment nor a claim is longer than a day: bounded on both sides, the plain indexes serve.
  const overlapping = {
    startsAt: { gt: new Date(span.startsAt - DAY_MS), lt: new Date(span.endsAt) },
    endsAt: { gt: new Date(span.startsAt) },
  };
  const appointments = await tx.appointment.findMany({
    where: { clinicId, doctorId, status: { in: [...activeStatuses] }, ...overlapping },
    select: appointmentColumns,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  const inTheWay = appointments.map((row) => toAppointmentView(row, cipher));
  if (inTheWay.length > 0) return { ok: false, reason: 'appointments', appointments: inTheWay };
  const claim = await tx.slotClaim.findFirst({
    where: { clinicId, resourceId: doctorId, releasedAt: null, ...overlapping },
    select: { kind: true },
    orderBy: { kind: 'desc' },
  });
  if (claim !== null) return { ok: false, reason: claim.kind === 'block' ? 'blocked' : 'held', appointments: [] };

  const id = newId();
  const [startsAt, endsAt] = [new Date(span.startsAt), new Date(span.endsAt)];
  await tx.block.create({ data: { id, clinicId, doctorId, startsAt, endsAt, label }, select: { id: true } });
  const lanes = Array.from({ length: doctor.capacity }, (_, lane) => lane);
  await tx.slotClaim.createMany({
    data: byDay(span, zone).flatMap((part) =>
      lanes.map((lane) => ({
        id: newId(),
        clinicId,
        resourceId: doctorId,
        lane,
        startsAt: new Date(part.startsAt),
        endsAt: new Date(part.endsAt),
        kind: 'block' as const,
      })),
    ),
  });
  const view = { id, doctorId, startsAt: iso(startsAt), endsAt: iso(endsAt), label };
  await recordAudit(tenant, ctx.actor, {
    action: 'calendar.block',
    objectKind: 'block',
    objectId: id,
    new: { doctorId, startsAt: view.startsAt, endsAt: view.endsAt, label },
  });
  announce.calendar(view);
  return { ok: true, block: view };
}

/** The parts of a span by clinic-local day. A day of 25 hours, when clocks go back, gives two: no claim is longer than 24. */
export function byDay(span: Span, zone: string): Span[] {
  return datesBetween(localDate(span.startsAt, zone), localDate(span.endsAt - 1, zone)).flatMap((date) => {
    const day = localDay(date, zone);
    const startsAt = Math.max(day.startsAt, span.startsAt);
    const endsAt = Math.min(day.endsAt, span.endsAt);
    const middle = startsAt + DAY_MS;
    if (endsAt <= middle) return [{ startsAt, endsAt }];
    return [
      { startsAt, endsAt: middle },
      { startsAt: middle, endsAt },
    ];
  });
}

export const unblockSchema = z.object({
  blockId: z.uuid('is not an id'),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type UnblockResult = { ok: true; block: BlockView } | { ok: false; reason: 'not-found' };

/** Takes a block back: its time can be booked again. Taken back again, it answers the same. */
export async function unblockTime(ctx: ClinicContext, request: z.input<typeof unblockSchema>): Promise<UnblockResult> {
  authorise(ctx, 'schedule.write');
  const { idempotencyKey: key, ...body } = parseInput(unblockSchema, request);
  const found = await ctx.db.withTenant(ctx.clinicId, (tenant) => findBlock(tenant, body.blockId));
  if (found === null) return { ok: false, reason: 'not-found' };
  return writeCalendar(ctx, [found.doctorId], async (tenant, announce) => {
    const request = { key, operation: 'calendar.unblock', body };
    return (await once(tenant, request, () => unblock(tenant, ctx, found, announce))).response;
  });
}

type BlockRow = NonNullable<Awaited<ReturnType<typeof findBlock>>>;

const findBlock = ({ tx, clinicId }: Tenant, id: string) =>
  tx.block.findUnique({
    where: { clinicId_id: { clinicId, id } },
    select: { id: true, doctorId: true, startsAt: true, endsAt: true, label: true },
  });

async function unblock(
  tenant: Tenant,
  ctx: ClinicContext,
  found: BlockRow,
  announce: Announce,
): Promise<UnblockResult> {
  const { tx, clinicId } = tenant;
  const { id, doctorId, startsAt, endsAt, label } = found;
  const view = { id, doctorId, startsAt: iso(startsAt), endsAt: iso(endsAt), label };
  const { zone } = await settingsOf(tenant);
  await lockDoctorDays(tenant, doctorId, [spanOf(found)], zone);
  const removedAt = new Date(ctx.clock.now());
  const { count } = await tx.block.updateMany({ where: { clinicId, id, removedAt: null }, data: { removedAt } });
  if (count === 0) return { ok: true, block: view };
  // All block claims within its span are its own: two blocks cannot overlap.
  const freed = await releaseClaims(tenant, ctx, {
    resourceId: doctorId,
    kind: 'block',
    startsAt: { gte: startsAt, lt: endsAt },
    endsAt: { lte: endsAt },
  });
  await recordAudit(tenant, ctx.actor, {
    action: 'calendar.unblock',
    objectKind: 'block',
    objectId: id,
    old: { doctorId, startsAt: view.startsAt, endsAt: view.endsAt, label },
  });
  await placeOverbooked(tenant, ctx, freed, announce);
  announce.calendar(view);
  return { ok: true, block: view };
}
