import type { Tenant } from '@vaani/db';
import { type ClinicContext, ClinicError } from '../context.ts';
import { isOn } from '../queue/queue-status.ts';
import { fromMinOf } from '../queue/session-schema.ts';
import type { Span } from '../scheduling/availability.ts';
import { DAY_MS, localDate, localDay, MINUTE_MS } from '../scheduling/civil-time.ts';
import { loadRules } from '../scheduling/load-rules.ts';
import type { DoctorFacts } from './doctor-facts.ts';
import type { ShiftInput } from './plan-shift.ts';
import type { LateRequest } from './request.ts';
import { type Session, sessionNow, sessionsOf } from './sessions.ts';
import { type StandingRow, standingOf, toStanding } from './standing.ts';

/** What a late session is planned from. */
export interface LateDay {
  session: Session;
  rows: StandingRow[];
  input: ShiftInput;
}

/**
 * Reads a session that runs late.
 * @throws {ClinicError} where there is no such session, it is over, or it has been shifted by as much already.
 */
export async function loadLate(
  tenant: Tenant,
  ctx: ClinicContext,
  request: LateRequest,
  { zone, capacity }: DoctorFacts,
): Promise<LateDay> {
  const { doctorId, minutes, manner } = request;
  const now = ctx.clock.now();
  const today = localDate(now, zone);
  const date = request.date ?? today;
  if (date < today) throw new ClinicError('bad-input', 'date is past.', 'date');
  const sessions = (await sessionsOf(tenant, [doctorId], date, zone)).get(doctorId) ?? [];
  const session = sessionOf(sessions, request, now);
  const kept = await tenant.tx.doctorSession.findUnique({
    where: {
      clinicId_doctorId_date_fromMin: {
        clinicId: tenant.clinicId,
        doctorId,
        date: new Date(date),
        fromMin: session.fromMin,
      },
    },
    select: { lateMin: true, shiftedMin: true },
  });
  if (!isOn(session, Math.max(minutes, kept?.lateMin ?? 0), now))
    throw new ClinicError('bad-input', 'That session is over.', 'session');
  const shifted = kept?.shiftedMin ?? 0;
  if (minutes <= shifted && manner === 'shift')
    throw new ClinicError('bad-input', `The session has been shifted by ${shifted} minutes already.`, 'minutes');
  if (minutes < shifted)
    throw new ClinicError(
      'bad-input',
      `minutes is less than the ${shifted} by which the session was shifted.`,
      'minutes',
    );

  const day = localDay(date, zone);
  const until = sessions.find(({ startsAt }) => startsAt > session.startsAt)?.startsAt ?? day.endsAt;
  const found = await standingOf(tenant, doctorId, { startsAt: session.startsAt, endsAt: until });
  const rows = found.filter(({ startsAt }) => startsAt.getTime() >= session.startsAt);
  const stay = (request.stayMin ?? minutes) * MINUTE_MS;
  return {
    session,
    rows,
    input: {
      now,
      byMs: (minutes - (manner === 'shift' ? shifted : 0)) * MINUTE_MS,
      standing: rows.map(toStanding),
      fixed: await fixedOn(tenant, doctorId, rows, day),
      closed: await closedOn(tenant, doctorId, date, zone, stay),
      latest: Math.min(session.endsAt + stay, day.endsAt),
      capacity,
    },
  };
}

function sessionOf(sessions: readonly Session[], { session: named }: LateRequest, now: number): Session {
  const session =
    named === undefined
      ? sessionNow(sessions, now)
      : sessions.find((candidate) => candidate.fromMin === fromMinOf(named));
  if (session !== undefined) return session;
  throw named === undefined
    ? new ClinicError('bad-input', 'The doctor does not sit on that day.', 'date')
    : new ClinicError('not-found', 'The doctor has no session that begins then.', 'session');
}

/** What is taken near a day by anything but those appointments and holds. */
async function fixedOn(
  { tx, clinicId }: Tenant,
  doctorId: string,
  rows: readonly StandingRow[],
  day: Span,
): Promise<(Span & { lane: number })[]> {
  const own = new Set(rows.map(({ claimId }) => claimId));
  const claims = await tx.slotClaim.findMany({
    where: {
      clinicId,
      resourceId: doctorId,
      releasedAt: null,
      kind: { not: 'hold' },
      startsAt: { gt: new Date(day.startsAt - DAY_MS), lt: new Date(day.endsAt) },
    },
    select: { id: true, lane: true, startsAt: true, endsAt: true },
  });
  return claims
    .filter(({ id }) => !own.has(id))
    .map(({ lane, startsAt, endsAt }) => ({ lane, startsAt: startsAt.getTime(), endsAt: endsAt.getTime() }));
}

/** When the doctor sees nobody on that day, whatever happens; a break only after what they take off it. */
async function closedOn(tenant: Tenant, doctorId: string, date: string, zone: string, stay: number): Promise<Span[]> {
  const rules = (await loadRules(tenant, [doctorId], { from: date, to: date })).of(doctorId);
  const day = localDay(date, zone);
  const breaks = rules.overrides.has(date) ? [] : rules.breaks.filter(({ weekday }) => weekday === day.weekday);
  const left = breaks
    .map(({ fromMin, toMin }) => ({ startsAt: day.edge(fromMin) + stay, endsAt: day.edge(toMin, 'later') }))
    .filter(({ startsAt, endsAt }) => startsAt < endsAt);
  return [...rules.leaves, ...rules.outside, ...left];
}
