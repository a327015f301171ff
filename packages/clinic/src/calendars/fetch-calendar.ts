import { newId, type Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { publishCalendar, publishTrouble } from '../live-events.ts';
import type { Outside, OutsideAnswer, OutsideFailure } from '../outside/outside.ts';
import { DAY_MS, isoOf, MINUTE_MS } from '../scheduling/civil-time.ts';
import type { BusyQuery, BusyTime } from './busy-times.ts';

/** How often each calendar is read. */
export const FETCH_EVERY_MS = 15 * MINUTE_MS;

const TIMEOUT_MS = 20_000;
const MOST_BYTES = 5 * 1024 * 1024;

/** An unchanged text is read anew after a day all the same: what is repeated reaches only so far. */
const EXPANDED_FOR_MS = DAY_MS;

type Failure = OutsideFailure | 'redirect' | 'not-found' | 'not-allowed' | 'status' | 'no-calendar' | 'too-much';

/** Turns a calendar's text into busy times, within a time limit: apps/worker brings it, on a thread that can be stopped. */
export type ExpandCalendar = (
  text: string,
  query: BusyQuery,
) => Promise<{ ok: true; times: BusyTime[] } | { ok: false; failure: 'no-calendar' | 'too-much' }>;

interface Due {
  doctorId: string;
  url: string;
  etag: string | null;
  failingSince: Date | null;
  query: BusyQuery;
}

/**
 * The job of an outside calendar: reads it, and writes when the doctor is busy within the time that may be booked. A failure is noted and shown; what was
 * read before stays, since a doctor who is busy elsewhere is so also while that calendar cannot be reached.
 */
export async function fetchCalendar(
  ctx: ClinicContext,
  calendarId: string,
  by: { outside: Outside; expand: ExpandCalendar },
  signal?: AbortSignal,
): Promise<void> {
  const due = await ctx.db.withTenant(ctx.clinicId, (tenant) => prepare(tenant, ctx, calendarId));
  if (due === null) return;
  const answer = await by.outside.request(
    {
      url: due.url,
      method: 'GET',
      headers: {
        accept: 'text/calendar',
        'user-agent': 'Vaani-Calendar/1',
        ...(due.etag === null ? {} : { 'if-none-match': due.etag }),
      },
      timeoutMs: TIMEOUT_MS,
      maxBytes: MOST_BYTES,
    },
    signal,
  );
  if (answer.ok && answer.status === 304 && due.etag !== null) return noteUnchanged(ctx, calendarId);
  const failure = failureOf(answer);
  if (failure !== null || !answer.ok) return noteFailure(ctx, calendarId, due, failure ?? 'connection');
  const expanded = await by.expand(answer.body, due.query);
  if (!expanded.ok) return noteFailure(ctx, calendarId, due, expanded.failure);
  const isChanged = await ctx.db.withTenant(ctx.clinicId, (tenant) =>
    write(tenant, ctx, calendarId, { due, times: expanded.times, etag: answer.headers.etag ?? null }),
  );
  const { doctorId, query } = due;
  if (isChanged) await publishCalendar(ctx, { doctorId, startsAt: isoOf(query.from), endsAt: isoOf(query.to) });
}

async function prepare({ tx, clinicId, cipher }: Tenant, ctx: ClinicContext, id: string): Promise<Due | null> {
  const row = await tx.outsideCalendar.findUnique({
    where: { clinicId_id: { clinicId, id } },
    select: {
      doctorId: true,
      url: true,
      etag: true,
      expandedAt: true,
      failingSince: true,
      clinic: { select: { zone: true, maximumAdvanceDays: true } },
    },
  });
  if (row === null) return null;
  const now = ctx.clock.now();
  const isFresh = row.expandedAt !== null && now - row.expandedAt.getTime() < EXPANDED_FOR_MS;
  return {
    doctorId: row.doctorId,
    url: cipher.open('outside_calendars', 'url', id, row.url),
    etag: isFresh ? row.etag : null,
    failingSince: row.failingSince,
    // Two days more than may be booked: it is a day until the text is expanded again.
    query: { zone: row.clinic.zone, from: now - DAY_MS, to: now + (row.clinic.maximumAdvanceDays + 2) * DAY_MS },
  };
}

function failureOf(answer: OutsideAnswer): Failure | null {
  if (!answer.ok) return answer.failure;
  if (answer.status >= 200 && answer.status < 300) return null;
  if (answer.status >= 300 && answer.status < 400) return 'redirect';
  if (answer.status === 404 || answer.status === 410) return 'not-found';
  return answer.status === 401 || answer.status === 403 ? 'not-allowed' : 'status';
}

/** @returns true where the doctor's time is another than before. */
async function write(
  { tx, clinicId }: Tenant,
  ctx: ClinicContext,
  sourceId: string,
  found: { due: Due; times: BusyTime[]; etag: string | null },
): Promise<boolean> {
  // Removed meanwhile, there is nothing to write; another reading of it waits here.
  const locked = await tx.$executeRaw`
    SELECT 1 FROM outside_calendars WHERE clinic_id = ${clinicId}::uuid AND id = ${sourceId}::uuid FOR UPDATE`;
  if (locked === 0) return false;
  const before = await tx.outsideBusy.findMany({
    where: { clinicId, sourceId },
    select: { startsAt: true, endsAt: true },
    orderBy: { startsAt: 'asc' },
  });
  const keyOf = (times: { startsAt: number; endsAt: number }[]) =>
    times.map(({ startsAt, endsAt }) => `${startsAt}–${endsAt}`).join(' ');
  const known = before.map(({ startsAt, endsAt }) => ({ startsAt: startsAt.getTime(), endsAt: endsAt.getTime() }));
  const isChanged = keyOf(known) !== keyOf(found.times);
  if (isChanged) {
    await tx.outsideBusy.deleteMany({ where: { clinicId, sourceId } });
    const { doctorId } = found.due;
    const data = found.times.map(({ startsAt, endsAt }) => ({
      ...{ id: newId(), clinicId, doctorId, sourceId },
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
    }));
    await tx.outsideBusy.createMany({ data });
  }
  const now = new Date(ctx.clock.now());
  await tx.outsideCalendar.update({
    where: { clinicId_id: { clinicId, id: sourceId } },
    data: {
      etag: found.etag?.slice(0, 500) ?? null,
      expandedAt: now,
      fetchedAt: now,
      busyCount: found.times.length,
      failure: null,
      failingSince: null,
    },
    select: { id: true },
  });
  return isChanged;
}

async function noteUnchanged(ctx: ClinicContext, id: string): Promise<void> {
  await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const data = { fetchedAt: new Date(ctx.clock.now()), failure: null, failingSince: null };
    await tx.outsideCalendar.updateMany({ where: { clinicId, id }, data });
  });
}

async function noteFailure(ctx: ClinicContext, id: string, due: Due, failure: Failure): Promise<void> {
  // Our own end is not theirs.
  if (failure === 'stopped') return;
  const now = ctx.clock.now();
  const failingSince = due.failingSince ?? new Date(now);
  await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    await tx.outsideCalendar.updateMany({ where: { clinicId, id }, data: { failure, failingSince } });
  });
  const failingMs = now - failingSince.getTime();
  // Once, when it has not been read for a day.
  if (failingMs >= DAY_MS && failingMs < DAY_MS + FETCH_EVERY_MS)
    await publishTrouble(ctx, { kind: 'calendar', objectId: id });
}
