import type { Tenant } from '@vaani/db';
import { recordAudits } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { toAppointmentView } from '../scheduling/appointment-view.ts';
import type { Announce } from '../scheduling/calendar-write.ts';
import { isoOf, MINUTE_MS } from '../scheduling/civil-time.ts';
import { queueConsequencesOf } from '../scheduling/consequences.ts';
import { claimRow } from '../scheduling/create-claim.ts';
import { placeOverbooked, releaseClaims } from '../scheduling/release-claims.ts';
import { clearHolds } from './clear-holds.ts';
import { type Decision, overlaps, type Place } from './plan.ts';
import type { Planned } from './plan-day.ts';
import { keepSession } from './sessions.ts';
import type { StandingRow } from './standing.ts';
import { tellPatients, type Word } from './tell-patients.ts';

type Late = Planned & { kind: 'late' };
type Shift = Decision & { outcome: 'shift' };

/** Writes that a session runs late: its lateness, the times that move along with it, and the word to each patient. */
export async function writeLate(tenant: Tenant, ctx: ClinicContext, late: Late, announce: Announce): Promise<void> {
  const { request, day } = late;
  const { id } = await keepSession(tenant, day.session);
  const shifted = request.manner === 'shift' ? { shiftedMin: request.minutes } : {};
  await tenant.tx.doctorSession.update({
    where: { clinicId_id: { clinicId: tenant.clinicId, id } },
    data: { lateMin: request.minutes, ...shifted },
    select: { id: true },
  });
  await shiftAll(tenant, ctx, late, announce);
  await tellPatients(
    tenant,
    ctx,
    late.decisions.flatMap((decision) => wordOf(decision, late)),
  );
}

function wordOf(decision: Decision, { rows, request }: Late): Word[] {
  const row = rows.get(decision.appointmentId);
  if (row === undefined || (decision.outcome !== 'shift' && decision.outcome !== 'warn')) return [];
  const { id: appointmentId, patientId, startsAt } = row;
  if (decision.outcome === 'shift')
    return [{ patientId, appointmentId, kind: 'delay', notAfter: decision.to.startsAt }];
  const { minutes: delayMin } = request;
  const notAfter = startsAt.getTime() + delayMin * MINUTE_MS;
  return [{ patientId, appointmentId, kind: 'delay', delayMin, notAfter }];
}

/**
 * Moves the appointments: all old time is let go of first, then all new time taken, since the one would collide with the other. A shifted
 * appointment stays the same one, with its number in the queue and its link.
 */
async function shiftAll(tenant: Tenant, ctx: ClinicContext, late: Late, announce: Announce): Promise<void> {
  const { tx, clinicId } = tenant;
  const moves = late.decisions.filter((decision): decision is Shift => decision.outcome === 'shift');
  if (moves.length === 0) return;
  const places = moves.map(({ to }) => to);
  const evicted = late.decisions.flatMap(({ appointmentId, outcome }) => {
    const row = late.rows.get(appointmentId);
    return outcome === 'call' && row !== undefined && isInTheWay(row, places) ? [row] : [];
  });
  await clearHolds(tenant, ctx, late.plan.doctorId, places, announce);
  const moving = moves.flatMap(({ appointmentId, to }): Moving[] => {
    const before = late.rows.get(appointmentId);
    return before === undefined ? [] : [{ before, to, claim: claimOf(tenant, before, to) }];
  });
  const leaving = [...moving.map(({ before }) => before.claimId), ...evicted.map(({ claimId }) => claimId)];
  const freed = await releaseClaims(tenant, ctx, { id: { in: leaving.filter((id) => id !== null) } });
  await shift(tenant, ctx, moving, announce);
  // Nobody was asked yet: they keep their time, on top of who has it now.
  for (const { id } of evicted) {
    const where = { clinicId_id: { clinicId, id } };
    await tx.appointment.update({ where, data: { claimId: null, isOverbooked: true }, select: { id: true } });
  }
  await placeOverbooked(tenant, ctx, freed, announce);
}

function isInTheWay(row: StandingRow, places: readonly Place[]): boolean {
  const span = { startsAt: row.startsAt.getTime(), endsAt: row.endsAt.getTime() };
  return places.some((place) => place.lane !== null && place.lane === row.claim?.lane && overlaps(place, span));
}

interface Moving {
  before: StandingRow;
  to: Place;
  /** Null where it was booked on top, and stays so. */
  claim: ReturnType<typeof claimRow> | null;
}

function claimOf(tenant: Tenant, before: StandingRow, { startsAt, endsAt, lane }: Place): Moving['claim'] {
  if (lane === null) return null;
  const { bufferBeforeMin = 0, bufferAfterMin = 0 } = before.claim ?? {};
  return claimRow(tenant, {
    doctorId: before.doctorId,
    lane,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    buffers: { bufferBeforeMin, bufferAfterMin },
  });
}

/** Takes the new times of all, in few writes however many there are. */
async function shift(tenant: Tenant, ctx: ClinicContext, moving: readonly Moving[], announce: Announce): Promise<void> {
  const { tx, clinicId, cipher } = tenant;
  await tx.slotClaim.createMany({ data: moving.flatMap(({ claim }) => claim ?? []) });
  const of = <T>(pick: (one: Moving) => T): T[] => moving.map(pick);
  await tx.$executeRaw`
    UPDATE appointments a
    SET starts_at = m.starts_at, ends_at = m.ends_at, claim_id = nullif(m.claim_id, '')::uuid, updated_at = ${new Date(ctx.clock.now())}
    FROM unnest(
      ${of(({ before }) => before.id)}::uuid[], ${of(({ to }) => isoOf(to.startsAt))}::timestamptz[],
      ${of(({ to }) => isoOf(to.endsAt))}::timestamptz[], ${of(({ claim }) => claim?.id ?? '')}::text[]
    ) AS m (id, starts_at, ends_at, claim_id)
    WHERE a.clinic_id = ${clinicId}::uuid AND a.id = m.id`;
  const changes = moving.map(({ before, to }) => {
    const old = toAppointmentView(before, cipher);
    return { old, appointment: { ...old, startsAt: isoOf(to.startsAt), endsAt: isoOf(to.endsAt) } };
  });
  await recordAudits(
    tenant,
    ctx.actor,
    changes.map(({ old, appointment: { id, startsAt, endsAt } }) => ({
      action: 'appointment.shift',
      objectKind: 'appointment',
      objectId: id,
      old: { startsAt: old.startsAt, endsAt: old.endsAt },
      new: { startsAt, endsAt },
    })),
  );
  await queueConsequencesOf(
    tenant,
    ctx,
    changes.map(({ old: { id: appointmentId, startsAt }, appointment }) => ({
      kind: 'moved',
      appointment,
      before: { appointmentId, startsAt },
      isTold: false,
    })),
  );
  for (const { appointment } of changes) announce.appointment(appointment, 'moved');
}
