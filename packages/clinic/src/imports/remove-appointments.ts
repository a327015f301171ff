import type { Tenant } from '@vaani/db';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { referredTo } from '../references.ts';
import { appointmentColumns, toAppointmentView } from '../scheduling/appointment-view.ts';
import type { Announce } from '../scheduling/calendar-write.ts';
import { lockCalendars, toDoctorSpan } from '../scheduling/doctor-day-lock.ts';
import { placeOverbooked, releaseClaims } from '../scheduling/release-claims.ts';
import { isActive } from '../scheduling/statuses.ts';
import type { Removal } from './undo-import.ts';

/**
 * Removes appointments that are as they were entered and that nothing refers to, with the time they claimed and what had not left yet about them.
 * Appointments that were booked on top get the time, as they do after a cancellation.
 */
export async function removeAppointments(
  tenant: Tenant,
  ctx: ClinicContext,
  ids: string[],
  announce: Announce,
): Promise<Removal> {
  const { tx, clinicId, cipher } = tenant;
  await lockDays(tenant, ids);
  await dropUnsent(tenant, ids);
  const rows = await tx.appointment.findMany({
    where: { clinicId, id: { in: ids } },
    select: { ...appointmentColumns, claimId: true, createdAt: true, updatedAt: true },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const used = await referredTo(tenant, { table: 'appointments', ids, own: [] });
  const removal: Removal = new Map(
    ids.map((id) => {
      const row = byId.get(id);
      if (row === undefined) return [id, 'is gone already'];
      if (row.updatedAt.getTime() !== row.createdAt.getTime()) return [id, 'was changed since'];
      return [id, used.has(id) ? 'is in use' : null];
    }),
  );
  const removed = rows.filter(({ id }) => removal.get(id) === null);
  await tx.appointment.deleteMany({ where: { clinicId, id: { in: removed.map(({ id }) => id) } } });
  const freed = await releaseClaims(tenant, ctx, { id: { in: removed.flatMap(({ claimId }) => claimId ?? []) } });
  for (const row of removed) {
    if (isActive(row.status))
      announce.appointment({ ...toAppointmentView(row, cipher), status: 'cancelled' }, 'cancelled');
  }
  await placeOverbooked(tenant, ctx, freed, announce);
  return removal;
}

async function lockDays(tenant: Tenant, ids: string[]): Promise<void> {
  const { tx, clinicId } = tenant;
  const { zone } = await settingsOf(tenant);
  const rows = await tx.appointment.findMany({
    where: { clinicId, id: { in: ids }, claimId: { not: null } },
    select: { doctorId: true, startsAt: true, endsAt: true },
  });
  await lockCalendars(tenant, rows.map(toDoctorSpan), zone);
}

/** Messages that nobody has been sent are the import's own doing. */
async function dropUnsent({ tx, clinicId }: Tenant, ids: string[]): Promise<void> {
  await tx.messageJob.deleteMany({
    where: {
      clinicId,
      appointmentId: { in: ids },
      status: { in: ['waiting', 'cancelled'] },
      messageDeliveryByMessage: { none: {} },
    },
  });
}
