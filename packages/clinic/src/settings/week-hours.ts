import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { forgetClinicProfile } from '../clinic/profile.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { type Announce, writeCalendar } from '../scheduling/calendar-write.ts';
import { addDays, isoOf, localDate, localDay, startOfDay } from '../scheduling/civil-time.ts';
import { lockDoctorDays } from '../scheduling/doctor-day-lock.ts';
import { caughtOutside } from '../scheduling/hours/caught-outside.ts';
import type { HoursChanged } from '../scheduling/hours/date-overrides.ts';
import { dateSchema } from '../scheduling/slot-schema.ts';
import { idText, minuteOfDay } from './fields.ts';
import { requireSame, versionOf, versionSchema } from './version.ts';

const weekday = z.int().min(1, 'is no weekday').max(7, 'is no weekday');
const windowSchema = z.object({ weekday, fromMin: minuteOfDay, toMin: minuteOfDay, branchId: idText });
const pauseSchema = z.object({ weekday, fromMin: minuteOfDay, toMin: minuteOfDay });

/** When a doctor sits, week after week, and the breaks within. */
export const weekSchema = z
  .object({
    windows: z.array(windowSchema).max(70, 'are too many'),
    breaks: z.array(pauseSchema).max(70, 'are too many'),
  })
  .superRefine(({ windows, breaks }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    for (const [path, spans] of [
      ['windows', windows],
      ['breaks', breaks],
    ] as const) {
      if (spans.some(({ fromMin, toMin }) => toMin <= fromMin)) say(path, 'end before they begin');
      if (spans.some((span, index) => spans.some((other, at) => at > index && meet(span, other)))) say(path, 'overlap');
    }
    if (breaks.some((pause) => !windows.some((window) => holds(window, pause)))) say('breaks', 'lie outside the hours');
  });
export type Week = z.output<typeof weekSchema>;
export const weekChangeSchema = z.object({
  doctorId: idText,
  week: weekSchema,
  version: versionSchema,
  /** The first day of the new hours; today where none is named. Breaks change at once: they have no days. */
  from: dateSchema.optional(),
});

type Span = { weekday: number; fromMin: number; toMin: number };
const meet = (a: Span, b: Span) => a.weekday === b.weekday && a.fromMin < b.toMin && b.fromMin < a.toMin;
const holds = (a: Span, b: Span) => a.weekday === b.weekday && a.fromMin <= b.fromMin && b.toMin <= a.toMin;

export interface WeekView {
  /** As it will be from the latest change on. */
  week: Week;
  /** The day from which these hours hold, where it is still to come. */
  from: string | null;
  version: string;
}

/** A doctor's week. @throws {ClinicError} `not-found` */
export async function getWeekHours(ctx: ClinicContext, request: { doctorId: string }): Promise<WeekView> {
  authorise(ctx, 'settings.write');
  const { doctorId } = parseInput(z.object({ doctorId: idText }), request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    await requireDoctor(tenant, doctorId);
    return read(tenant, doctorId, ctx.clock.now());
  });
}

/**
 * Gives a doctor another week from a day on. Appointments that the new hours do not hold stay until the desk moves or cancels them, and come
 * back here; looked for as far ahead as can be booked.
 * @throws {ClinicError} for bad input, a past day, an unknown doctor or branch; `conflict` for an older version.
 */
export async function saveWeekHours(
  ctx: ClinicContext,
  request: z.input<typeof weekChangeSchema>,
): Promise<HoursChanged> {
  authorise(ctx, 'settings.write');
  const wanted = parseInput(weekChangeSchema, request);
  const changed = await writeCalendar(
    ctx,
    [wanted.doctorId],
    (tenant, announce) => write(tenant, ctx, wanted, announce),
    { timeoutMs: 20_000 },
  );
  forgetClinicProfile(ctx);
  return changed;
}

async function write(
  tenant: Tenant,
  ctx: ClinicContext,
  wanted: z.output<typeof weekChangeSchema>,
  announce: Announce,
): Promise<HoursChanged> {
  const { tx, clinicId } = tenant;
  const { doctorId, week, version } = wanted;
  const now = ctx.clock.now();
  const { zone } = await settingsOf(tenant);
  const today = localDate(now, zone);
  const from = wanted.from ?? today;
  if (from < today) throw new ClinicError('bad-input', 'That day is past.', 'from');
  await requireDoctor(tenant, doctorId);
  const last = await furthestDay(tenant, doctorId, from);
  const span = { startsAt: startOfDay(from, zone), endsAt: localDay(last, zone).endsAt };
  await lockDoctorDays(tenant, doctorId, [span], zone);
  const before = await read(tenant, doctorId, now);
  requireSame(before.version, version);
  const branchIds = [...new Set(week.windows.map(({ branchId }) => branchId))];
  if ((await tx.branch.count({ where: { clinicId, id: { in: branchIds } } })) < branchIds.length)
    throw new ClinicError('not-found', 'There is no such branch.', 'windows');

  const first = new Date(from);
  const own = { clinicId, doctorId };
  await tx.weeklyWindow.deleteMany({ where: { ...own, validFrom: { gte: first } } });
  await tx.weeklyWindow.updateMany({
    where: { ...own, OR: [{ validTo: null }, { validTo: { gte: first } }] },
    data: { validTo: new Date(addDays(from, -1)) },
  });
  await tx.weeklyWindow.createMany({
    data: week.windows.map((window) => ({ id: newId(), ...own, ...window, validFrom: first })),
  });
  await tx.break.deleteMany({ where: own });
  await tx.break.createMany({ data: week.breaks.map((pause) => ({ id: newId(), ...own, ...pause })) });
  await recordAudit(tenant, ctx.actor, {
    action: 'doctor.hours',
    objectKind: 'doctor',
    objectId: doctorId,
    old: { ...before.week },
    new: { ...week, from },
  });
  const outside: HoursChanged['outside'] = [];
  for (const date of await bookedDates(tenant, doctorId, span, zone))
    outside.push(...(await caughtOutside(tenant, { doctorIds: [doctorId], date, zone, now })));
  announce.calendar({ doctorId, startsAt: isoOf(span.startsAt), endsAt: isoOf(span.endsAt) });
  return { ok: true, outside };
}

/** As far as this doctor is booked, or can be. */
async function furthestDay({ tx, clinicId }: Tenant, doctorId: string, from: string): Promise<string> {
  const { maximumAdvanceDays } = await tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: { maximumAdvanceDays: true },
  });
  const last = await tx.appointment.findFirst({
    where: { clinicId, doctorId },
    select: { endsAt: true },
    orderBy: { startsAt: 'desc' },
  });
  const furthest = addDays(from, maximumAdvanceDays);
  const booked = last === null ? furthest : last.endsAt.toISOString().slice(0, 10);
  return booked > furthest ? booked : furthest;
}

/** Days on which something is booked: only those are looked at. */
async function bookedDates(
  { tx, clinicId }: Tenant,
  doctorId: string,
  span: { startsAt: number; endsAt: number },
  zone: string,
): Promise<string[]> {
  const rows = await tx.appointment.findMany({
    where: { clinicId, doctorId, startsAt: { gte: new Date(span.startsAt), lt: new Date(span.endsAt) } },
    select: { startsAt: true },
  });
  return [...new Set(rows.map(({ startsAt }) => localDate(startsAt.getTime(), zone)))].sort();
}

async function requireDoctor({ tx, clinicId }: Tenant, doctorId: string): Promise<void> {
  if ((await tx.doctor.count({ where: { clinicId, id: doctorId } })) === 0)
    throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
}

async function read(tenant: Tenant, doctorId: string, now: number): Promise<WeekView> {
  const { tx, clinicId } = tenant;
  const { zone } = await settingsOf(tenant);
  const today = localDate(now, zone);
  const windows = await tx.weeklyWindow.findMany({
    where: { clinicId, doctorId, OR: [{ validTo: null }, { validTo: { gte: new Date(today) } }] },
    select: { weekday: true, fromMin: true, toMin: true, branchId: true, validFrom: true, validTo: true },
    orderBy: [{ weekday: 'asc' }, { fromMin: 'asc' }],
  });
  const breaks = await tx.break.findMany({
    where: { clinicId, doctorId },
    select: { weekday: true, fromMin: true, toMin: true },
    orderBy: [{ weekday: 'asc' }, { fromMin: 'asc' }],
  });
  // Windows that end are those before a change that is still to come.
  const latest = windows.filter(({ validTo }) => validTo === null);
  const from = latest[0]?.validFrom.toISOString().slice(0, 10) ?? null;
  const week = {
    windows: latest.map(({ validFrom: _, validTo: __, ...window }) => window),
    breaks,
  };
  return { week, from: from !== null && from > today ? from : null, version: versionOf({ week, from }) };
}
