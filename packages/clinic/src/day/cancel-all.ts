import type { Tenant } from '@vaani/db';
import { recordAudits } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { toAppointmentView } from '../scheduling/appointment-view.ts';
import type { Announce } from '../scheduling/calendar-write.ts';
import { queueConsequencesOf } from '../scheduling/consequences.ts';
import { type FreedTime, releaseClaims } from '../scheduling/release-claims.ts';
import type { StandingRow } from './standing.ts';
import type { Word } from './tell-patients.ts';

/** Cancels all of them on the clinic's wish, in few writes however many they are. Under the locks of all days. */
export async function cancelAll(
  tenant: Tenant,
  ctx: ClinicContext,
  rows: readonly StandingRow[],
  reason: string,
  announce: Announce,
): Promise<{ words: Word[]; freed: FreedTime[] }> {
  if (rows.length === 0) return { words: [], freed: [] };
  const { tx, clinicId, cipher } = tenant;
  const now = new Date(ctx.clock.now());
  const reasons = rows.map(({ id }) => cipher.seal('appointments', 'cancel_reason', id, reason));
  await tx.$executeRaw`
    UPDATE appointments a
    SET status = 'cancelled', claim_id = NULL, cancelled_at = ${now}, cancelled_by = 'clinic', cancel_reason = c.reason, updated_at = ${now}
    FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${reasons}::text[]) AS c (id, reason)
    WHERE a.clinic_id = ${clinicId}::uuid AND a.id = c.id`;
  const freed = await releaseClaims(tenant, ctx, { id: { in: rows.flatMap(({ claimId }) => claimId ?? []) } });
  await recordAudits(
    tenant,
    ctx.actor,
    rows.map(({ id, status }) => ({
      action: 'appointment.cancel',
      objectKind: 'appointment',
      objectId: id,
      old: { status },
      new: { status: 'cancelled', by: 'clinic', reason },
    })),
  );
  const cancelled = rows.map((row) => ({ ...toAppointmentView(row, cipher), status: 'cancelled' as const }));
  await queueConsequencesOf(
    tenant,
    ctx,
    cancelled.map((appointment) => ({ kind: 'cancelled', appointment, isTold: false })),
  );
  for (const appointment of cancelled) announce.appointment(appointment, 'cancelled');
  const words = rows.map(({ id, patientId, startsAt }) => ({
    patientId,
    appointmentId: id,
    kind: 'cancellation' as const,
    notAfter: startsAt.getTime(),
  }));
  return { words, freed };
}
