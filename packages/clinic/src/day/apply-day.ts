import type { Tenant } from '@vaani/db';
import type { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { publishFollowUps, publishLate } from '../live-events.ts';
import { authorise } from '../people/authorise.ts';
import { type Announce, writeCalendar } from '../scheduling/calendar-write.ts';
import { localDate, startOfDay } from '../scheduling/civil-time.ts';
import { lockDoctorDays } from '../scheduling/doctor-day-lock.ts';
import { doctorFacts } from './doctor-facts.ts';
import { listForCall, openFollowUps } from './follow-ups.ts';
import { reachOf } from './load-away.ts';
import { type DayPlan, type Planned, planDay } from './plan-day.ts';
import { applyDaySchema, type DayRequest } from './request.ts';
import { writeAway } from './write-away.ts';
import { writeLate } from './write-late.ts';

export type ApplyResult =
  | { ok: true; plan: DayPlan; leaveId: string | null }
  /** The day is not what it was when the plan was made: this is the plan now. Nothing was written. */
  | { ok: false; reason: 'changed'; plan: DayPlan };

/** A leave of months has hundreds of appointments to move. */
const LONGEST_MS = 60_000;

/**
 * Carries out a plan that somebody looked at: planned again under the locks of all days concerned, and refused with the new plan where that
 * would do something else. All of it in one transaction: every old time is let go of, then every new one taken; each patient is written to
 * once, and who could not be placed is on the list of people to ring.
 * @throws {ClinicError} for bad input, an unknown doctor or session; `busy` where the days cannot be had in time.
 */
export async function applyDay(ctx: ClinicContext, request: z.input<typeof applyDaySchema>): Promise<ApplyResult> {
  authorise(ctx, 'schedule.write');
  const { request: wanted, fingerprint, idempotencyKey: key } = parseInput(applyDaySchema, request);
  let written: { planned: Planned; open: number | null } | null = null;
  const apply = async (tenant: Tenant, announce: Announce): Promise<ApplyResult> => {
    written = null;
    await lockDays(tenant, ctx, wanted);
    const planned = await planDay(tenant, ctx, wanted);
    const { plan } = planned;
    if (plan.fingerprint !== fingerprint) return { ok: false, reason: 'changed', plan };
    const leaveId = await write(tenant, ctx, planned, announce);
    const isListed = planned.decisions.some(({ outcome }) => outcome === 'call');
    written = { planned, open: isListed ? await openFollowUps(tenant) : null };
    return { ok: true, plan, leaveId };
  };
  const asked = { key, operation: 'day.apply', body: { request: wanted, fingerprint } };
  const result = await writeCalendar(
    ctx,
    [wanted.doctorId],
    async (tenant, announce) => (await once(tenant, asked, () => apply(tenant, announce))).response,
    { timeoutMs: LONGEST_MS },
  );
  if (written !== null) await tellDesk(ctx, written);
  return result;
}

/** All days that the change reads or writes, in order. */
async function lockDays(tenant: Tenant, ctx: ClinicContext, request: DayRequest): Promise<void> {
  const { zone } = await doctorFacts(tenant, request.doctorId);
  const date = request.kind === 'late' ? (request.date ?? localDate(ctx.clock.now(), zone)) : null;
  const day = (of: string) => ({ startsAt: startOfDay(of, zone), endsAt: startOfDay(of, zone) + 1 });
  const span = request.kind === 'away' ? reachOf(request, zone) : day(date ?? '');
  await lockDoctorDays(tenant, request.doctorId, [span], zone);
}

async function write(tenant: Tenant, ctx: ClinicContext, planned: Planned, announce: Announce): Promise<string | null> {
  const { plan, decisions, kind } = planned;
  await recordAudit(tenant, ctx.actor, {
    action: `day.${kind}`,
    objectKind: 'doctor',
    objectId: plan.doctorId,
    new: {
      ...planned.request,
      appointments: decisions.map(({ appointmentId, outcome }) => ({ appointmentId, outcome })),
    },
  });
  const leaveId = kind === 'away' ? await writeAway(tenant, ctx, planned, announce) : null;
  if (kind === 'late') await writeLate(tenant, ctx, planned, announce);
  await listForCall(tenant, ctx, planned);
  return leaveId;
}

async function tellDesk(
  ctx: ClinicContext,
  { planned, open }: { planned: Planned; open: number | null },
): Promise<void> {
  if (planned.kind === 'late') {
    const { doctorId, date } = planned.day.session;
    await publishLate(ctx, { doctorId, date, lateMin: planned.request.minutes });
  }
  if (open !== null) await publishFollowUps(ctx, open);
}
