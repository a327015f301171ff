import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { applyMove, readLocked } from '../scheduling/appointments/change-appointment.ts';
import type { Announce } from '../scheduling/calendar-write.ts';
import { mayMove } from '../scheduling/statuses.ts';
import type { TokenStatus } from './token-statuses.ts';
import { type TokenView, toTokenView } from './token-view.ts';
import { writeToken } from './write-token.ts';

/** What a token's move means for the appointment it stands for. */
const appointmentStatus = {
  waiting: 'checked_in',
  called: 'in_consultation',
  done: 'completed',
  /** Called in and not there: back in the waiting room, as far as anybody knows. */
  skipped: 'checked_in',
} as const;

/** Moves a token, whose move the table allows, and the appointment it stands for. Under the lock of the day. */
export async function moveToken(
  tenant: Tenant,
  ctx: ClinicContext,
  tokenId: string,
  to: TokenStatus,
  announce: Announce,
): Promise<TokenView> {
  const row = await writeToken(tenant, ctx, tokenId, to);
  if (row.appointmentId !== null && to !== 'cancelled')
    await bringAppointment(tenant, ctx, row.appointmentId, appointmentStatus[to], announce);
  return toTokenView(row, tenant.cipher);
}

/** As far as its own table of moves allows: what the desk did to the appointment by hand stays. */
async function bringAppointment(
  tenant: Tenant,
  ctx: ClinicContext,
  appointmentId: string,
  to: (typeof appointmentStatus)[keyof typeof appointmentStatus],
  announce: Announce,
): Promise<void> {
  const before = await readLocked(tenant, appointmentId);
  if (before.status === to || !mayMove(before.status, to)) return;
  await applyMove(tenant, ctx, announce, before, { to, kind: 'status', isTold: false });
}
