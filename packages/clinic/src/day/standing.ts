import type { Tenant } from '@vaani/db';
import { appointmentColumns } from '../scheduling/appointment-view.ts';
import type { Span } from '../scheduling/availability.ts';
import { DAY_MS } from '../scheduling/civil-time.ts';
import { activeStatuses } from '../scheduling/statuses.ts';
import type { Standing } from './plan.ts';

const columns = {
  ...appointmentColumns,
  branchId: true,
  claimId: true,
  reason: true,
  notes: true,
  claim: { select: { lane: true, bufferBeforeMin: true, bufferAfterMin: true } },
} as const;

/** An appointment that a change of the day concerns, with all that is needed to write it anew. */
export type StandingRow = Awaited<ReturnType<typeof standingOf>>[number];

/** The active appointments of a doctor that meet a span, by start. */
export function standingOf({ tx, clinicId }: Tenant, doctorId: string, span: Span) {
  return tx.appointment.findMany({
    where: {
      clinicId,
      doctorId,
      status: { in: [...activeStatuses] },
      // No appointment is longer than a day: bounded on both sides, the plain index serves.
      startsAt: { gt: new Date(span.startsAt - DAY_MS), lt: new Date(span.endsAt) },
      endsAt: { gt: new Date(span.startsAt) },
    },
    select: columns,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
}

export function toStanding(row: StandingRow): Standing {
  return {
    id: row.id,
    patientId: row.patientId,
    serviceId: row.serviceId,
    status: row.status,
    lane: row.claim?.lane ?? null,
    startsAt: row.startsAt.getTime(),
    endsAt: row.endsAt.getTime(),
  };
}

/** What the patients have besides, by patient. */
export async function elsewhereOf(
  { tx, clinicId }: Tenant,
  standing: readonly StandingRow[],
  q: { doctorId: string } & Span,
): Promise<Map<string, (Span & { isSameDoctor: boolean })[]>> {
  const rows = await tx.appointment.findMany({
    where: {
      clinicId,
      patientId: { in: [...new Set(standing.map(({ patientId }) => patientId))] },
      id: { notIn: standing.map(({ id }) => id) },
      status: { in: [...activeStatuses] },
      startsAt: { gt: new Date(q.startsAt - DAY_MS), lt: new Date(q.endsAt) },
    },
    select: { patientId: true, doctorId: true, startsAt: true, endsAt: true },
  });
  const others = rows.map(({ patientId, doctorId, startsAt, endsAt }) => ({
    patientId,
    isSameDoctor: doctorId === q.doctorId,
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
  }));
  return Map.groupBy(others, ({ patientId }) => patientId);
}
