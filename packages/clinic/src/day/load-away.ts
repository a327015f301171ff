import type { Tenant } from '@vaani/db';
import { type ClinicContext, ClinicError } from '../context.ts';
import type { AvailabilityInput, Span, Taken } from '../scheduling/availability.ts';
import { addDays, DAY_MS, localDate, startOfDay } from '../scheduling/civil-time.ts';
import type { Buffers } from '../scheduling/create-claim.ts';
import { loadRuled } from '../scheduling/load-calendar.ts';
import { countByDay } from '../scheduling/load-taken.ts';
import { activeStatuses } from '../scheduling/statuses.ts';
import type { DoctorFacts } from './doctor-facts.ts';
import type { AwayInput } from './plan-away.ts';
import { type AwayRequest, awaySpan } from './request.ts';
import { elsewhereOf, type StandingRow, standingOf, toStanding } from './standing.ts';

const SEARCH_DAYS = 14;

/** What a time away is planned from. */
export interface AwayDay {
  span: Span;
  rows: StandingRow[];
  input: AwayInput;
  /** By service, what is wanted around a visit. */
  buffers: ReadonlyMap<string, Buffers>;
}

/** From the first day away to the last on which a time is looked for: the days whose locks a change takes. */
export function reachOf(request: AwayRequest, zone: string): Span {
  const span = awaySpan(request, zone);
  const last = addDays(localDate(span.endsAt - 1, zone), request.searchDays ?? SEARCH_DAYS);
  return { startsAt: span.startsAt, endsAt: startOfDay(addDays(last, 1), zone) };
}

/**
 * Reads who stands where a doctor will not be, and when else they could come.
 * @throws {ClinicError} where the time away is past or none, or names an appointment that is not in it.
 */
export async function loadAway(
  tenant: Tenant,
  ctx: ClinicContext,
  request: AwayRequest,
  { zone }: DoctorFacts,
): Promise<AwayDay> {
  const { doctorId, manner } = request;
  const now = ctx.clock.now();
  const span = awaySpan(request, zone);
  if (span.endsAt <= now) throw new ClinicError('bad-input', 'The time away is past.', 'days');
  const rows = (await standingOf(tenant, doctorId, span)).filter(({ endsAt }) => endsAt.getTime() > now);
  const asked = new Map((request.instead ?? []).map(({ appointmentId, outcome }) => [appointmentId, outcome]));
  for (const id of asked.keys())
    if (!rows.some((row) => row.id === id))
      throw new ClinicError('bad-input', 'instead names an appointment that is not in that time.', 'instead');
  const from = localDate(Math.max(now, span.startsAt), zone);
  const end = reachOf(request, zone).endsAt;
  const until = localDate(end - 1, zone);
  const reach = { startsAt: startOfDay(from, zone), endsAt: end };
  const isMoving = manner === 'move' && rows.length > 0;
  const calendars = isMoving
    ? await calendarsOf(tenant, { doctorId, zone, now, from, until, reach, span, rows })
    : new Map<string, AvailabilityInput>();
  const elsewhere = isMoving ? await elsewhereOf(tenant, rows, { doctorId, ...reach }) : new Map();
  return {
    span,
    rows,
    input: { zone, now, manner, until, asked, standing: rows.map(toStanding), calendars, elsewhere },
    buffers: new Map(
      [...calendars].map(([serviceId, { doctors }]) => {
        const { bufferBeforeMin = 0, bufferAfterMin = 0 } = doctors[0] ?? {};
        return [serviceId, { bufferBeforeMin, bufferAfterMin }];
      }),
    ),
  };
}

/** The doctor's calendar for each service that somebody is booked for: the leave in it, those who stand there out of it. */
async function calendarsOf(
  tenant: Tenant,
  q: {
    doctorId: string;
    zone: string;
    now: number;
    from: string;
    until: string;
    reach: Span;
    span: Span;
    rows: readonly StandingRow[];
  },
): Promise<Map<string, AvailabilityInput>> {
  const { tx, clinicId } = tenant;
  const { doctorId, zone, now, from, until, reach, span, rows } = q;
  const ids = rows.map(({ id }) => id);
  const range = { gt: new Date(reach.startsAt - DAY_MS), lt: new Date(reach.endsAt) };
  const claims = await tx.slotClaim.findMany({
    where: {
      clinicId,
      resourceId: doctorId,
      releasedAt: null,
      startsAt: range,
      id: { notIn: rows.flatMap(({ claimId }) => (claimId === null ? [] : [claimId])) },
      OR: [{ kind: { not: 'hold' } }, { expiresAt: { gt: new Date(now) } }],
    },
    select: { lane: true, startsAt: true, endsAt: true, bufferBeforeMin: true, bufferAfterMin: true },
  });
  const overbooked = await tx.appointment.findMany({
    where: {
      clinicId,
      doctorId,
      isOverbooked: true,
      startsAt: range,
      status: { in: [...activeStatuses] },
      id: { notIn: ids },
    },
    select: { startsAt: true, endsAt: true },
  });
  const counts = await countByDay(tenant, { doctorIds: [doctorId], zone, from: reach.startsAt, to: reach.endsAt });
  const booked = new Map(counts.get(doctorId));
  for (const { startsAt } of rows) {
    const date = localDate(startsAt.getTime(), zone);
    booked.set(date, (booked.get(date) ?? 1) - 1);
  }
  const taken = claims.map((claim): Taken => ({ ...claim, ...inMs(claim) }));
  // What is not offered any more cannot be booked again: they are rung.
  const services = await tx.service.findMany({
    where: { clinicId, isActive: true, id: { in: [...new Set(rows.map(({ serviceId }) => serviceId))] } },
    select: { id: true },
  });
  const calendars = new Map<string, AvailabilityInput>();
  for (const { id: serviceId } of services) {
    const ruled = await loadRuled(tenant, { doctorId, serviceId, from, to: until, now, isStaff: false });
    const own = { taken, booked, overbooked: overbooked.map(inMs) };
    const doctors = ruled.doctors.map((doctor) => ({ ...doctor, ...own, leaves: [...doctor.leaves, span] }));
    calendars.set(serviceId, { ...ruled, doctors });
  }
  return calendars;
}

const inMs = (row: { startsAt: Date; endsAt: Date }): Span => ({
  startsAt: row.startsAt.getTime(),
  endsAt: row.endsAt.getTime(),
});
