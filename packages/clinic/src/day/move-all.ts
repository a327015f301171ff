import type { Tenant } from '@vaani/db';
import { recordAudits } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { iso, toAppointmentView } from '../scheduling/appointment-view.ts';
import type { Announce } from '../scheduling/calendar-write.ts';
import { queueConsequencesOf } from '../scheduling/consequences.ts';
import { claimRow } from '../scheduling/create-claim.ts';
import { appointmentRow, auditedOf } from '../scheduling/insert-appointment.ts';
import { type FreedTime, releaseClaims } from '../scheduling/release-claims.ts';
import type { AppointmentView } from '../scheduling/types.ts';
import type { Decision } from './plan.ts';
import type { Planned } from './plan-day.ts';
import type { StandingRow } from './standing.ts';
import type { Word } from './tell-patients.ts';

type Move = Decision & { outcome: 'move' };

/**
 * Moves all for whom a time was found: every old time is let go of, then every new one taken, and each has a successor there. Few writes,
 * however many they are. Under the locks of all days.
 */
export async function moveAll(
  tenant: Tenant,
  ctx: ClinicContext,
  away: Planned & { kind: 'away' },
  announce: Announce,
): Promise<{ words: Word[]; freed: FreedTime[] }> {
  const moves = away.decisions.filter((decision): decision is Move => decision.outcome === 'move');
  const moving = moves.flatMap((move) => movingOf(tenant, ctx, away, move));
  if (moving.length === 0) return { words: [], freed: [] };
  const freed = await releaseClaims(tenant, ctx, { id: { in: moving.flatMap(({ before }) => before.claimId ?? []) } });
  return { words: await succeed(tenant, ctx, moving, away.request.label, announce), freed };
}

interface Moving {
  before: StandingRow;
  claim: ReturnType<typeof claimRow>;
  /** The successor. */
  row: ReturnType<typeof appointmentRow>;
}

/** What is written of one who is moved: the new time, and the successor there. */
function movingOf(
  tenant: Tenant,
  ctx: ClinicContext,
  away: Planned & { kind: 'away' },
  { appointmentId, to }: Move,
): Moving[] {
  const before = away.rows.get(appointmentId);
  if (before === undefined) return [];
  const { doctorId, serviceId, patientId, callId } = before;
  const span = { startsAt: new Date(to.startsAt), endsAt: new Date(to.endsAt) };
  const buffers = away.day.buffers.get(serviceId) ?? { bufferBeforeMin: 0, bufferAfterMin: 0 };
  const claim = claimRow(tenant, { doctorId, lane: to.lane ?? 0, ...span, buffers });
  const open = (column: 'reason' | 'notes') => {
    const sealed = before[column];
    return sealed === null ? undefined : tenant.cipher.open('appointments', column, appointmentId, sealed);
  };
  const row = appointmentRow(tenant, ctx, {
    patientId,
    serviceId,
    slot: { doctorId, ...to },
    claimId: claim.id,
    callId: callId ?? undefined,
    reason: open('reason'),
    notes: open('notes'),
  });
  return [{ before, claim, row }];
}

/** Takes the new times of all who are moved, and writes their successors there, in few writes however many there are. */
async function succeed(
  tenant: Tenant,
  ctx: ClinicContext,
  moving: readonly Moving[],
  reason: string,
  announce: Announce,
): Promise<Word[]> {
  const { tx, clinicId, cipher } = tenant;
  await tx.slotClaim.createMany({ data: moving.map(({ claim }) => claim) });
  await tx.appointment.createMany({ data: moving.map(({ row }) => row) });
  await tx.$executeRaw`
    UPDATE appointments a
    SET status = 'rescheduled', claim_id = NULL, rescheduled_to_id = m.successor_id, updated_at = ${new Date(ctx.clock.now())}
    FROM unnest(${moving.map(({ before }) => before.id)}::uuid[], ${moving.map(({ row }) => row.id)}::uuid[]) AS m (id, successor_id)
    WHERE a.clinic_id = ${clinicId}::uuid AND a.id = m.id`;
  const changes = moving.map(({ before, row }) => {
    const was = toAppointmentView(before, cipher);
    const { id, branchId: _, startsAt, endsAt, source, callId } = row;
    const span = { startsAt: iso(startsAt), endsAt: iso(endsAt) };
    const appointment: AppointmentView = {
      ...was,
      ...span,
      id,
      source,
      callId,
      status: 'scheduled',
      isOverbooked: false,
    };
    return { was, old: { ...was, status: 'rescheduled' as const }, appointment };
  });
  await recordAudits(
    tenant,
    ctx.actor,
    changes.flatMap(({ was, appointment }) => [
      {
        action: 'appointment.move',
        objectKind: 'appointment',
        objectId: was.id,
        old: { ...auditedOf(was), status: was.status },
        new: { status: 'rescheduled', appointmentId: appointment.id, by: 'clinic', reason },
      },
      {
        action: 'appointment.book',
        objectKind: 'appointment',
        objectId: appointment.id,
        new: { ...auditedOf(appointment), movedFrom: was.id },
      },
    ]),
  );
  await queueConsequencesOf(
    tenant,
    ctx,
    changes.map(({ was: { id: appointmentId, startsAt }, appointment }) => ({
      kind: 'moved',
      appointment,
      before: { appointmentId, startsAt },
      isTold: false,
    })),
  );
  for (const { old, appointment } of changes) {
    announce.appointment(old, 'moved');
    announce.appointment(appointment, 'moved');
  }
  return moving.map(({ row: { id, patientId, startsAt } }) => ({
    patientId,
    appointmentId: id,
    kind: 'move' as const,
    notAfter: startsAt.getTime(),
  }));
}
