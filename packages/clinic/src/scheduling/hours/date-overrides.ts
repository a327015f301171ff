import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import type { AuditAction } from '../../audit/actions.ts';
import { recordAudit } from '../../audit/record.ts';
import { settingsOf } from '../../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../../context.ts';
import { idempotencyKeySchema, once } from '../../idempotency.ts';
import { parseInput } from '../../input.ts';
import { authorise } from '../../people/authorise.ts';
import { type Announce, writeCalendar } from '../calendar-write.ts';
import { isoOf, localDate, localDay } from '../civil-time.ts';
import { lockDoctorDays } from '../doctor-day-lock.ts';
import type { Hours } from '../open-hours.ts';
import { dateSchema } from '../slot-schema.ts';
import type { AppointmentView } from '../types.ts';
import { caughtOutside } from './caught-outside.ts';

const minute = z.int('is not a minute of the day').min(0, 'is before midnight').max(1_440, 'is after midnight');

export const dateOverrideSchema = z.object({
  doctorId: z.uuid('is not an id'),
  /** Clinic-local day. */
  date: dateSchema,
  /** Minutes after local midnight; none: the doctor does not sit that day. The branch is the doctor's own where none is named. */
  hours: z
    .array(z.object({ fromMin: minute, toMin: minute, branchId: z.uuid('is not an id').optional() }))
    .max(10, 'are too many'),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export const overrideRemovalSchema = dateOverrideSchema.omit({ hours: true });

/** `outside` are the appointments that the new hours do not hold: they stay as they are until the desk moves or cancels them. */
export interface HoursChanged {
  ok: true;
  outside: AppointmentView[];
}

/**
 * Gives a doctor other hours on one date, or none, in the place of the week's and of what was said before. The week's breaks do not hold on it.
 * @throws {ClinicError} for bad input, an unknown doctor or branch, a past date, or a role that may not.
 */
export async function setDateOverride(
  ctx: ClinicContext,
  request: z.input<typeof dateOverrideSchema>,
): Promise<HoursChanged> {
  authorise(ctx, 'settings.write');
  const { idempotencyKey: key, ...body } = parseInput(dateOverrideSchema, request);
  const hours = body.hours.toSorted((a, b) => a.fromMin - b.fromMin);
  for (const [index, { fromMin, toMin }] of hours.entries()) {
    if (toMin <= fromMin) throw new ClinicError('bad-input', 'These hours end before they begin.', 'hours');
    if (fromMin < (hours[index - 1]?.toMin ?? 0)) throw new ClinicError('bad-input', 'These hours overlap.', 'hours');
  }
  return change(ctx, { ...body, hours, key, action: 'calendar.override', body });
}

/**
 * Gives a doctor the week's hours again on a date. Nothing happens where it has no others.
 * @throws {ClinicError} as `setDateOverride`.
 */
export async function removeDateOverride(
  ctx: ClinicContext,
  request: z.input<typeof overrideRemovalSchema>,
): Promise<HoursChanged> {
  authorise(ctx, 'settings.write');
  const { idempotencyKey: key, ...body } = parseInput(overrideRemovalSchema, request);
  return change(ctx, { ...body, hours: null, key, action: 'calendar.restore-hours', body });
}

interface Change {
  doctorId: string;
  date: string;
  /** Null: the week's again. */
  hours: (Omit<Hours, 'branchId'> & { branchId?: string | undefined })[] | null;
  key: string | undefined;
  action: AuditAction;
  body: unknown;
}

function change(ctx: ClinicContext, wanted: Change): Promise<HoursChanged> {
  const { key, action, body } = wanted;
  return writeCalendar(ctx, [wanted.doctorId], async (tenant, announce) => {
    const request = { key, operation: action, body };
    return (await once(tenant, request, () => write(tenant, ctx, wanted, announce))).response;
  });
}

async function write(tenant: Tenant, ctx: ClinicContext, wanted: Change, announce: Announce): Promise<HoursChanged> {
  const { tx, clinicId } = tenant;
  const { doctorId, date, action } = wanted;
  const now = ctx.clock.now();
  const { zone } = await settingsOf(tenant);
  if (date < localDate(now, zone)) throw new ClinicError('bad-input', 'That day is past.', 'date');
  const doctor = await tx.doctor.findUnique({
    where: { clinicId_id: { clinicId, id: doctorId } },
    select: { branchId: true, isActive: true },
  });
  if (doctor === null || !doctor.isActive) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
  const hours = wanted.hours?.map(({ branchId = doctor.branchId, ...span }) => ({ ...span, branchId })) ?? null;
  await requireBranches(tenant, hours ?? []);
  const day = localDay(date, zone);
  await lockDoctorDays(tenant, doctorId, [{ startsAt: day.startsAt, endsAt: day.endsAt }], zone);

  const where = { clinicId, doctorId, date: new Date(date) };
  const select = { fromMin: true, toMin: true, branchId: true };
  const before = await tx.dateOverride.findMany({ where, select, orderBy: { fromMin: 'asc' } });
  if (before.length === 0 && hours === null) return { ok: true, outside: [] };
  await tx.dateOverride.deleteMany({ where });
  // One row without times says that there are none.
  const rows = hours?.length === 0 ? [{ fromMin: null, toMin: null, branchId: null }] : (hours ?? []);
  await tx.dateOverride.createMany({ data: rows.map((row) => ({ id: newId(), ...where, ...row })) });
  const outside = await caughtOutside(tenant, { doctorIds: [doctorId], date, zone, now });
  await recordAudit(tenant, ctx.actor, {
    action,
    objectKind: 'doctor',
    objectId: doctorId,
    old: { date, hours: before.length === 0 ? null : before.filter(({ fromMin }) => fromMin !== null) },
    new: { date, hours },
  });
  announce.calendar({ doctorId, startsAt: isoOf(day.startsAt), endsAt: isoOf(day.endsAt) });
  return { ok: true, outside };
}

async function requireBranches({ tx, clinicId }: Tenant, hours: readonly Hours[]): Promise<void> {
  const ids = [...new Set(hours.map(({ branchId }) => branchId))];
  const known = await tx.branch.count({ where: { clinicId, id: { in: ids } } });
  if (known < ids.length) throw new ClinicError('not-found', 'There is no such branch.', 'hours');
}
