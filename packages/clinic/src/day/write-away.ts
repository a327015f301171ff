import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import type { Announce } from '../scheduling/calendar-write.ts';
import { isoOf } from '../scheduling/civil-time.ts';
import { placeOverbooked } from '../scheduling/release-claims.ts';
import { cancelAll } from './cancel-all.ts';
import { withdrawOffers } from './clear-holds.ts';
import { keepLeave } from './leaves.ts';
import { moveAll } from './move-all.ts';
import type { Planned } from './plan-day.ts';
import { tellPatients } from './tell-patients.ts';

/**
 * Writes that a doctor is away: the leave, who is moved to where, who is cancelled, and the word to each patient.
 * @returns the leave's id.
 */
export async function writeAway(
  tenant: Tenant,
  ctx: ClinicContext,
  away: Planned & { kind: 'away' },
  announce: Announce,
): Promise<string> {
  const { request, decisions, rows, day } = away;
  const { doctorId, label } = request;
  const leaveId = await keepLeave(tenant, ctx, { doctorId, label, ...day.span });
  announce.calendar({ doctorId, startsAt: isoOf(day.span.startsAt), endsAt: isoOf(day.span.endsAt) });
  await withdrawOffers(tenant, ctx, doctorId, day.span, announce);
  const moved = await moveAll(tenant, ctx, away, announce);
  const cancelling = decisions.flatMap(({ appointmentId, outcome }) =>
    outcome === 'cancel' ? (rows.get(appointmentId) ?? []) : [],
  );
  const cancelled = await cancelAll(tenant, ctx, cancelling, label, announce);
  await placeOverbooked(tenant, ctx, [...moved.freed, ...cancelled.freed], announce);
  await tellPatients(tenant, ctx, [...moved.words, ...cancelled.words]);
  return leaveId;
}
