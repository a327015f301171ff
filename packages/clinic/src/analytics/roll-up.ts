import type { Tenant } from '@vaani/db';
import { indexOldCalls } from '../calls/index-call.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { addDays, localDate } from '../scheduling/civil-time.ts';
import { type Days, rollUpCalls, rollUpMonths } from './roll-up-calls.ts';
import { rollUpVisits } from './roll-up-visits.ts';

/** These days back are counted again each time: who did not come is often noted a day later. */
const RECENT_DAYS = 2;
/** So many once a day, for what is put right later. */
const SETTLED_DAYS = 35;
/** Of the past so many days at once … */
const PART_DAYS = 31;
/** … and so many parts in one run: the next goes on. */
const MOST_PARTS = 40;
/** Calls that ended before they were findable: so many in one run. */
const MOST_CALLS = 2_000;

/**
 * The job that keeps the sums of analytics: the last days each time, the last weeks once a day, and of the past what is not counted yet, the newest
 * first. Doing it again changes nothing.
 */
export async function rollUp(ctx: ClinicContext): Promise<void> {
  await indexOldCalls(ctx, MOST_CALLS);
  const today = await locked(ctx, async (tenant) => {
    const { zone } = await settingsOf(tenant);
    return { zone, date: localDate(ctx.clock.now(), zone) };
  });
  const state = await stateOf(ctx, today.zone);
  const isNewDay = state === null || state.to < today.date;
  const recent = addDays(today.date, -(isNewDay ? SETTLED_DAYS : RECENT_DAYS));
  const from = state !== null && state.to < recent ? state.to : recent;
  for (const part of partsOf({ from, to: today.date })) await rollUpPart(ctx, part, today.zone);
  await rollUpPast(ctx, today.zone);
}

/** What lies before the first day that was counted, back to the first call or appointment. */
async function rollUpPast(ctx: ClinicContext, zone: string): Promise<void> {
  const earliest = await locked(ctx, earliestDay(zone));
  for (let part = 0; part < MOST_PARTS; part++) {
    const first = (await stateOf(ctx, zone))?.from;
    if (first === undefined || earliest === null || earliest >= first) return;
    const from = addDays(first, -PART_DAYS);
    await rollUpPart(ctx, { from: from > earliest ? from : earliest, to: addDays(first, -1) }, zone);
  }
}

/** Some days, and the note that they are counted, in one transaction. */
function rollUpPart(ctx: ClinicContext, days: Days, zone: string): Promise<void> {
  return locked(ctx, async (tenant) => {
    await rollUpCalls(tenant, days, zone);
    await rollUpMonths(tenant, days);
    await rollUpVisits(tenant, days, zone);
    await noteDays(tenant, days, zone, ctx.clock.now());
  });
}

/** For whoever has a transaction of the clinic already: a seed, a bench. */
export async function rollUpDays(tenant: Tenant, days: Days, now: number): Promise<void> {
  const { zone } = await settingsOf(tenant);
  for (const part of partsOf(days)) {
    await rollUpCalls(tenant, part, zone);
    await rollUpMonths(tenant, part);
    await rollUpVisits(tenant, part, zone);
    await noteDays(tenant, part, zone, now);
  }
}

/** The newest first, so that what is looked at most is there first. */
function partsOf({ from, to }: Days): Days[] {
  const parts: Days[] = [];
  for (let last = to; last >= from; last = addDays(last, -PART_DAYS)) {
    const first = addDays(last, 1 - PART_DAYS);
    parts.push({ from: first > from ? first : from, to: last });
  }
  return parts;
}

/** Two runs for one clinic at once would write the same rows: the second waits. */
function locked<T>(ctx: ClinicContext, work: (tenant: Tenant) => Promise<T>): Promise<T> {
  return ctx.db.withTenant(
    ctx.clinicId,
    async (tenant) => {
      await tenant.tx
        .$executeRaw`SELECT pg_advisory_xact_lock(hashtext('vaani.roll-up'), hashtext(${tenant.clinicId}))`;
      return work(tenant);
    },
    { timeoutMs: 60_000 },
  );
}

/** The days that are counted; null where none are, or by the clock of another zone. */
function stateOf(ctx: ClinicContext, zone: string): Promise<Days | null> {
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const row = await tx.rollupState.findUnique({
      where: { clinicId },
      select: { zone: true, firstDay: true, lastDay: true },
    });
    return row === null || row.zone !== zone ? null : { from: dateOf(row.firstDay), to: dateOf(row.lastDay) };
  });
}

export const dateOf = (day: Date): string => day.toISOString().slice(0, 10);

async function noteDays({ tx, clinicId }: Tenant, { from, to }: Days, zone: string, now: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO rollup_states AS s (clinic_id, zone, first_day, last_day, refreshed_at)
    VALUES (${clinicId}::uuid, ${zone}, ${from}::date, ${to}::date, ${new Date(now)})
    ON CONFLICT (clinic_id) DO UPDATE SET
      first_day = CASE WHEN s.zone = excluded.zone THEN least(s.first_day, excluded.first_day) ELSE excluded.first_day END,
      last_day = CASE WHEN s.zone = excluded.zone THEN greatest(s.last_day, excluded.last_day) ELSE excluded.last_day END,
      zone = excluded.zone, refreshed_at = excluded.refreshed_at`;
}

const earliestDay =
  (zone: string) =>
  async ({ tx, clinicId }: Tenant): Promise<string | null> => {
    const order = { select: { startedAt: true }, orderBy: { startedAt: 'asc' } } as const;
    const call = await tx.callLog.findFirst({ where: { clinicId }, ...order });
    const visit = await tx.appointment.findFirst({
      where: { clinicId },
      select: { startsAt: true },
      orderBy: { startsAt: 'asc' },
    });
    const instants = [call?.startedAt, visit?.startsAt].flatMap((at) => (at === undefined ? [] : [at.getTime()]));
    return instants.length === 0 ? null : localDate(Math.min(...instants), zone);
  };
