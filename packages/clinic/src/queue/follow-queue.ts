import type { Tenant } from '@vaani/db';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { keepSession, sessionsOf } from '../day/sessions.ts';
import { localDate } from '../scheduling/civil-time.ts';
import type { AppointmentChange, AppointmentStatus, AppointmentView } from '../scheduling/types.ts';
import { addToken } from './add-token.ts';
import { belongsTo } from './load-queue.ts';
import { type TokenStatus, tokenPath } from './token-statuses.ts';
import { writeToken } from './write-token.ts';

/** Where an appointment's token goes when the appointment is brought somewhere by hand. */
const tokenStatus: Record<AppointmentStatus, TokenStatus | null> = {
  scheduled: null,
  confirmed: null,
  checked_in: 'waiting',
  in_consultation: 'called',
  completed: 'done',
  cancelled: 'cancelled',
  no_show: 'cancelled',
  rescheduled: 'cancelled',
};

interface Wanted {
  appointmentId: string;
  to: TokenStatus;
  /** Null where it has a successor. */
  appointment: AppointmentView | null;
}

/**
 * Consequences of changes of appointments, in their transaction: who is checked in today gets a number in the queue of the session, and the number
 * goes where the appointment goes.
 */
export async function followQueue(
  tenant: Tenant,
  ctx: ClinicContext,
  changes: readonly AppointmentChange[],
): Promise<void> {
  const { tx, clinicId } = tenant;
  const wanted = changes.flatMap(({ kind, appointment, before }): Wanted[] => {
    // A successor is another appointment: the number of the one that was moved away is given up. One that was shifted keeps its number.
    if (kind === 'moved')
      return before === undefined || before.appointmentId === appointment.id
        ? []
        : [{ appointmentId: before.appointmentId, to: 'cancelled', appointment: null }];
    const to = tokenStatus[appointment.status];
    return to === null ? [] : [{ appointmentId: appointment.id, to, appointment }];
  });
  if (wanted.length === 0) return;
  const tokens = await tx.queueToken.findMany({
    where: { clinicId, appointmentId: { in: wanted.map(({ appointmentId }) => appointmentId) } },
    select: { id: true, status: true, appointmentId: true },
  });
  for (const { appointmentId, to, appointment } of wanted) {
    const token = tokens.find((candidate) => candidate.appointmentId === appointmentId);
    if (token === undefined) {
      if (to === 'waiting' && appointment !== null) await join(tenant, ctx, appointment);
      continue;
    }
    // Somebody who was called and was not there is checked in again, and stays skipped until they come back.
    if (to === 'waiting' && token.status === 'skipped') continue;
    // Step by step, where the table of moves wants it.
    for (const step of tokenPath(token.status, to) ?? []) await writeToken(tenant, ctx, token.id, step);
  }
}

/** A number for somebody who has come to their appointment, where it is today's and the doctor has a session for it. */
async function join(tenant: Tenant, ctx: ClinicContext, appointment: AppointmentView): Promise<void> {
  const { zone } = await settingsOf(tenant);
  const date = localDate(ctx.clock.now(), zone);
  const startsAt = Date.parse(appointment.startsAt);
  if (localDate(startsAt, zone) !== date) return;
  const { id: appointmentId, doctorId, serviceId, patientId } = appointment;
  const sessions = (await sessionsOf(tenant, [doctorId], date, zone)).get(doctorId) ?? [];
  const session = sessions.find((one) => belongsTo(startsAt, one, sessions));
  if (session === undefined) return;
  const { id } = await keepSession(tenant, session);
  await addToken(tenant, ctx, id, { serviceId, patientId, appointmentId });
}
