import { newId, type Tenant } from '@vaani/db';
import type { Span } from '../scheduling/availability.ts';
import { isoOf, localDay } from '../scheduling/civil-time.ts';
import { loadRules } from '../scheduling/load-rules.ts';
import { hoursOn } from '../scheduling/open-hours.ts';

/** A stretch of hours in which a doctor sits on one day: what runs late, and what has a queue. */
export interface Session extends Span {
  doctorId: string;
  branchId: string;
  /** Clinic-local day. */
  date: string;
  /** When it begins, minutes after local midnight: with the day, what it is called by. */
  fromMin: number;
  toMin: number;
  /** The doctor is on leave for all of it. */
  isAway: boolean;
}

/** What is kept of a session once something happened in it. */
export interface KeptSession {
  id: string;
  lateMin: number;
  shiftedMin: number;
  lastNumber: number;
}

/** The sessions of some doctors on one day, in order, by doctor. Constant number of queries. */
export async function sessionsOf(
  tenant: Tenant,
  doctorIds: readonly string[],
  date: string,
  zone: string,
): Promise<Map<string, Session[]>> {
  const rules = await loadRules(tenant, doctorIds, { from: date, to: date });
  const day = localDay(date, zone);
  return new Map(
    doctorIds.map((doctorId) => {
      const own = rules.of(doctorId);
      const sessions = hoursOn(own, day, rules.holidays).map(({ fromMin, toMin, branchId }): Session => {
        const span = { startsAt: day.edge(fromMin), endsAt: day.edge(toMin) };
        return { doctorId, branchId, date, fromMin, toMin, ...span, isAway: isCovered(span, own.leaves) };
      });
      return [doctorId, sessions];
    }),
  );
}

/** Do some spans, one after the other, leave nothing of a span? */
function isCovered(span: Span, by: readonly Span[]): boolean {
  let until = span.startsAt;
  for (const { startsAt, endsAt } of by.toSorted((a, b) => a.startsAt - b.startsAt)) {
    if (startsAt > until) break;
    until = Math.max(until, endsAt);
  }
  return until >= span.endsAt;
}

/**
 * Which session a question without a time means: the one under way, or that still has people in it; else the next; else the last that was.
 * @param isOpen whether somebody still waits in it.
 */
export function sessionNow<S extends Span>(
  sessions: readonly S[],
  now: number,
  isOpen: (session: S) => boolean = () => false,
): S | undefined {
  const begun = sessions.filter(({ startsAt }) => startsAt <= now).at(-1);
  if (begun !== undefined && (begun.endsAt > now || isOpen(begun))) return begun;
  return sessions.find(({ startsAt }) => startsAt > now) ?? begun;
}

/** What a session is called by, as people say it: 09:00. */
export function clockOf({ fromMin }: { fromMin: number }): string {
  return `${String(Math.floor(fromMin / 60)).padStart(2, '0')}:${String(fromMin % 60).padStart(2, '0')}`;
}

/** The row of a session, made where there is none yet. */
export async function keepSession({ tx, clinicId }: Tenant, session: Session): Promise<KeptSession> {
  const { doctorId, branchId, fromMin } = session;
  const date = new Date(session.date);
  await tx.doctorSession.createMany({
    data: [
      {
        id: newId(),
        clinicId,
        doctorId,
        branchId,
        date,
        fromMin,
        startsAt: new Date(session.startsAt),
        endsAt: new Date(session.endsAt),
      },
    ],
    skipDuplicates: true,
  });
  return tx.doctorSession.findUniqueOrThrow({
    where: { clinicId_doctorId_date_fromMin: { clinicId, doctorId, date, fromMin } },
    select: { id: true, lateMin: true, shiftedMin: true, lastNumber: true },
  });
}

/** A session as others see it. */
export interface SessionView {
  /** As 09:00, by the clinic's clock. */
  from: string;
  to: string;
  startsAt: string;
  endsAt: string;
}

export function toSessionView(session: Session): SessionView {
  return {
    from: clockOf(session),
    to: clockOf({ fromMin: session.toMin }),
    startsAt: isoOf(session.startsAt),
    endsAt: isoOf(session.endsAt),
  };
}
