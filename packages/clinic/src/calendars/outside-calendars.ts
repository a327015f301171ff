import { type ClinicCipher, newId } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { publishCalendar } from '../live-events.ts';
import { checkOutsideUrl, type OutsidePolicy } from '../outside/outside-url.ts';
import { authoriseStaff, onlyDoctor } from '../people/authorise.ts';
import { requireOwnDoctor } from './own-doctor.ts';

export interface OutsideCalendarView {
  id: string;
  doctorId: string;
  doctorName: string;
  label: string;
  /** Host of its address: the rest is a secret. */
  host: string;
  /** Busy stretches found within the time that may be booked. */
  busyCount: number;
  /** When it was last found to be as we have it; null before the first time. */
  fetchedAt: string | null;
  /** Why it could not be read last time, a key; what was read before still counts. */
  failure: string | null;
  failingSince: string | null;
}

/** A doctor has a handful of calendars. */
const MOST = 5;

export const newOutsideCalendarSchema = z.object({
  doctorId: z.uuid('is not an id'),
  label: z.string().trim().min(1, 'is empty').max(80, 'is longer than 80 characters'),
  /** `https://` or `webcal://`, as other calendars hand it out. */
  url: z.string().trim().max(2_000, 'is longer than 2000 characters'),
});

const idSchema = z.object({ calendarId: z.uuid('is not an id') });

const columns = {
  id: true,
  doctorId: true,
  label: true,
  url: true,
  busyCount: true,
  fetchedAt: true,
  failure: true,
  failingSince: true,
  doctor: { select: { name: true } },
} as const;

/** The calendars that doctors keep elsewhere. A doctor sees their own. */
export async function listOutsideCalendars(ctx: ClinicContext): Promise<OutsideCalendarView[]> {
  authoriseStaff(ctx, 'calendars.write');
  const own = onlyDoctor(ctx);
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const where = { clinicId, ...(own === null ? {} : { doctorId: own }) };
    const rows = await tx.outsideCalendar.findMany({ where, select: columns, orderBy: { createdAt: 'asc' } });
    return rows.map((row) => toView(row, cipher));
  });
}

/** Adds a calendar, which is read at once by a job. @throws {ClinicError} for an address that leads inside. */
export async function addOutsideCalendar(
  ctx: ClinicContext,
  request: z.input<typeof newOutsideCalendarSchema>,
  policy: OutsidePolicy,
): Promise<OutsideCalendarView> {
  authoriseStaff(ctx, 'calendars.write');
  const { doctorId, label, url } = parseInput(newOutsideCalendarSchema, request);
  const address = checkOutsideUrl(url.replace(/^webcals?:/i, 'https:'), policy, 'url');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    await requireOwnDoctor(tenant, ctx, doctorId);
    // One who adds waits for another, and then counts theirs too.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`outside|${doctorId}`}, 0))`;
    if ((await tx.outsideCalendar.count({ where: { clinicId, doctorId } })) >= MOST)
      throw new ClinicError('conflict', `The doctor has ${MOST} calendars already.`, 'doctorId');
    const id = newId();
    const sealed = cipher.seal('outside_calendars', 'url', id, address);
    const row = await tx.outsideCalendar.create({
      data: { id, clinicId, doctorId, label, url: sealed, createdAt: new Date(ctx.clock.now()) },
      select: columns,
    });
    await ctx.jobs.enqueue(tenant, 'calendar.fetch', { clinicId, calendarId: id });
    await recordAudit(tenant, ctx.actor, {
      action: 'outside-calendar.add',
      objectKind: 'outside-calendar',
      objectId: id,
      new: { doctorId, label, url: address },
    });
    return toView(row, cipher);
  });
}

/** Reads a calendar now instead of within a quarter of an hour. @throws {ClinicError} `not-found` */
export async function refreshOutsideCalendar(ctx: ClinicContext, calendarId: string): Promise<void> {
  authoriseStaff(ctx, 'calendars.write');
  const id = parseInput(idSchema, { calendarId }).calendarId;
  const own = onlyDoctor(ctx);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId, id, ...(own === null ? {} : { doctorId: own }) };
    if ((await tx.outsideCalendar.count({ where })) === 0) throw noSuchCalendar();
    await ctx.jobs.enqueue(tenant, 'calendar.fetch', { clinicId, calendarId: id });
  });
}

/** Removes a calendar: its busy times are free again. Removing it again changes nothing. */
export async function removeOutsideCalendar(ctx: ClinicContext, calendarId: string): Promise<void> {
  authoriseStaff(ctx, 'calendars.write');
  const id = parseInput(idSchema, { calendarId }).calendarId;
  const own = onlyDoctor(ctx);
  const freed = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    // A job that is writing its times ends first.
    await tx.$executeRaw`SELECT 1 FROM outside_calendars WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    const row = await tx.outsideCalendar.findFirst({
      where: { clinicId, id, ...(own === null ? {} : { doctorId: own }) },
      select: { doctorId: true },
    });
    if (row === null) return null;
    const span = await tx.outsideBusy.aggregate({
      where: { clinicId, sourceId: id },
      _min: { startsAt: true },
      _max: { endsAt: true },
    });
    await tx.outsideBusy.deleteMany({ where: { clinicId, sourceId: id } });
    await tx.outsideCalendar.delete({ where: { clinicId_id: { clinicId, id } }, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'outside-calendar.remove',
      objectKind: 'outside-calendar',
      objectId: id,
    });
    return { doctorId: row.doctorId, startsAt: span._min.startsAt, endsAt: span._max.endsAt };
  });
  if (freed === null || freed.startsAt === null || freed.endsAt === null) return;
  await publishCalendar(ctx, {
    doctorId: freed.doctorId,
    startsAt: freed.startsAt.toISOString(),
    endsAt: freed.endsAt.toISOString(),
  });
}

const noSuchCalendar = () => new ClinicError('not-found', 'There is no such calendar.', 'calendarId');

interface CalendarRow {
  id: string;
  doctorId: string;
  label: string;
  url: string;
  busyCount: number;
  fetchedAt: Date | null;
  failure: string | null;
  failingSince: Date | null;
  doctor: { name: string };
}

function toView(
  { doctor, url, fetchedAt, failingSince, ...row }: CalendarRow,
  cipher: ClinicCipher,
): OutsideCalendarView {
  return {
    ...row,
    doctorName: doctor.name,
    host: new URL(cipher.open('outside_calendars', 'url', row.id, url)).host,
    fetchedAt: fetchedAt?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
  };
}
