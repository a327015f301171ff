import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../../audit/record.ts';
import { settingsOf } from '../../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../../context.ts';
import { idempotencyKeySchema, once } from '../../idempotency.ts';
import { parseInput } from '../../input.ts';
import { authorise } from '../../people/authorise.ts';
import { type Announce, writeCalendar } from '../calendar-write.ts';
import { isoOf, localDate, localDay } from '../civil-time.ts';
import { lockCalendars } from '../doctor-day-lock.ts';
import { dateSchema } from '../slot-schema.ts';
import { caughtOutside } from './caught-outside.ts';
import type { HoursChanged } from './date-overrides.ts';

export const holidaySchema = z.object({
  /** Clinic-local day. */
  date: dateSchema,
  /** Said when asked. */
  name: z.string().trim().min(1, 'is empty').max(100, 'is longer than 100 characters'),
  /** Only this branch is closed. */
  branchId: z.uuid('is not an id').optional(),
  idempotencyKey: idempotencyKeySchema,
});

export type HolidayResult = HoursChanged & { holidayId: string };

/**
 * Closes the clinic, or one branch, for a day. The appointments that are caught stay until the desk moves or cancels them, and come back here.
 * @throws {ClinicError} for bad input, an unknown branch, a past day, one that is closed already, or a role that may not.
 */
export async function addHoliday(ctx: ClinicContext, request: z.input<typeof holidaySchema>): Promise<HolidayResult> {
  authorise(ctx, 'settings.write');
  const { idempotencyKey: key, ...body } = parseInput(holidaySchema, request);
  // In nobody's turn: it waits for all doctors of that day, by the lock.
  return writeCalendar(ctx, [], async (tenant, announce) => {
    const request = { key, operation: 'calendar.holiday', body };
    return (await once(tenant, request, () => add(tenant, ctx, body, announce))).response;
  });
}

async function add(
  tenant: Tenant,
  ctx: ClinicContext,
  holiday: Omit<z.output<typeof holidaySchema>, 'idempotencyKey'>,
  announce: Announce,
): Promise<HolidayResult> {
  const { tx, clinicId } = tenant;
  const { date, name, branchId = null } = holiday;
  const now = ctx.clock.now();
  if (branchId !== null) {
    const where = { clinicId_id: { clinicId, id: branchId } };
    if ((await tx.branch.findUnique({ where, select: { id: true } })) === null)
      throw new ClinicError('not-found', 'There is no such branch.', 'branchId');
  }
  const { zone, doctorIds } = await lockDay(tenant, date);
  if (date < localDate(now, zone)) throw new ClinicError('bad-input', 'That day is past.', 'date');
  const same = await tx.holiday.count({ where: { clinicId, date: new Date(date), branchId } });
  if (same > 0) throw new ClinicError('conflict', 'That day is a holiday already.', 'date');
  const id = newId();
  await tx.holiday.create({ data: { id, clinicId, date: new Date(date), name, branchId }, select: { id: true } });
  const outside = await caughtOutside(tenant, { doctorIds, date, zone, now });
  await recordAudit(tenant, ctx.actor, {
    action: 'calendar.holiday',
    objectKind: 'holiday',
    objectId: id,
    new: { date, name, branchId },
  });
  announceDay(announce, date, zone);
  return { ok: true, holidayId: id, outside };
}

export const holidayRemovalSchema = z.object({
  holidayId: z.uuid('is not an id'),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type HolidayRemoval = { ok: true } | { ok: false; reason: 'not-found' };

/** Opens a day that was a holiday. @throws {ClinicError} for bad input, or a role that may not. */
export async function removeHoliday(
  ctx: ClinicContext,
  request: z.input<typeof holidayRemovalSchema>,
): Promise<HolidayRemoval> {
  authorise(ctx, 'settings.write');
  const { idempotencyKey: key, ...body } = parseInput(holidayRemovalSchema, request);
  return writeCalendar(ctx, [], async (tenant, announce) => {
    const request = { key, operation: 'calendar.remove-holiday', body };
    return (await once(tenant, request, () => remove(tenant, ctx, body.holidayId, announce))).response;
  });
}

async function remove(
  tenant: Tenant,
  ctx: ClinicContext,
  holidayId: string,
  announce: Announce,
): Promise<HolidayRemoval> {
  const { tx, clinicId } = tenant;
  const where = { clinicId, id: holidayId };
  const holiday = await tx.holiday.findFirst({ where, select: { date: true, name: true, branchId: true } });
  if (holiday === null) return { ok: false, reason: 'not-found' };
  const date = holiday.date.toISOString().slice(0, 10);
  const { zone } = await lockDay(tenant, date);
  const { count } = await tx.holiday.deleteMany({ where });
  if (count === 0) return { ok: false, reason: 'not-found' };
  await recordAudit(tenant, ctx.actor, {
    action: 'calendar.remove-holiday',
    objectKind: 'holiday',
    objectId: holidayId,
    old: { date, name: holiday.name, branchId: holiday.branchId },
  });
  announceDay(announce, date, zone);
  return { ok: true };
}

/** Holds off whoever books on that day, with any doctor: whether it is a holiday must not change under them. */
async function lockDay(tenant: Tenant, date: string): Promise<{ zone: string; doctorIds: string[] }> {
  const { tx, clinicId } = tenant;
  const { zone } = await settingsOf(tenant);
  const doctors = await tx.doctor.findMany({ where: { clinicId }, select: { id: true } });
  const { startsAt, endsAt } = localDay(date, zone);
  const doctorIds = doctors.map(({ id }) => id);
  await lockCalendars(
    tenant,
    doctorIds.map((doctorId) => ({ doctorId, startsAt, endsAt })),
    zone,
  );
  return { zone, doctorIds };
}

function announceDay(announce: Announce, date: string, zone: string): void {
  const day = localDay(date, zone);
  announce.calendar({ doctorId: null, startsAt: isoOf(day.startsAt), endsAt: isoOf(day.endsAt) });
}
