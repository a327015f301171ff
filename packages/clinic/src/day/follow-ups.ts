import { newId, type Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import type { AppointmentChange } from '../scheduling/types.ts';
import type { Planned } from './plan-day.ts';

/** Somebody should have been reached by then, or by their appointment where that is sooner. */
const DUE_MS = 2 * 3_600_000;

/** Puts those on the list of people to ring whom no message can settle; who is on it for the same appointment already stays there once. */
export async function listForCall(tenant: Tenant, ctx: ClinicContext, planned: Planned): Promise<void> {
  const { tx, clinicId } = tenant;
  const now = ctx.clock.now();
  const wanted = planned.decisions.filter((decision) => decision.outcome === 'call');
  const listed = await tx.followUpCall.findMany({
    where: {
      clinicId,
      appointmentId: { in: wanted.map(({ appointmentId }) => appointmentId) },
      status: { in: ['open', 'in_progress'] },
    },
    select: { appointmentId: true },
  });
  const known = new Set(listed.map(({ appointmentId }) => appointmentId));
  await tx.followUpCall.createMany({
    data: wanted.flatMap(({ appointmentId, why }) => {
      const row = planned.rows.get(appointmentId);
      if (row === undefined || known.has(appointmentId)) return [];
      return [
        {
          id: newId(),
          clinicId,
          patientId: row.patientId,
          appointmentId,
          reason: why,
          dueAt: new Date(Math.max(now, Math.min(now + DUE_MS, row.startsAt.getTime()))),
          createdAt: new Date(now),
        },
      ];
    }),
  });
}

/** How many are still to be rung. */
export function openFollowUps({ tx, clinicId }: Tenant): Promise<number> {
  return tx.followUpCall.count({ where: { clinicId, status: { in: ['open', 'in_progress'] } } });
}

/** A consequence of changes of appointments: once one was moved or cancelled, nobody needs to be rung about it any more. */
export async function followCalls({ tx, clinicId }: Tenant, changes: readonly AppointmentChange[]): Promise<void> {
  const settled = changes.filter(({ kind }) => kind === 'moved' || kind === 'cancelled');
  if (settled.length === 0) return;
  await tx.followUpCall.updateMany({
    where: {
      clinicId,
      appointmentId: { in: settled.map(({ appointment, before }) => before?.appointmentId ?? appointment.id) },
      status: { in: ['open', 'in_progress'] },
    },
    data: { status: 'done' },
  });
}
