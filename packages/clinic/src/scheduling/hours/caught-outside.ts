import type { Tenant } from '@vaani/db';
import { appointmentColumns, toAppointmentView } from '../appointment-view.ts';
import { addDays, startOfDay } from '../civil-time.ts';
import { spanOf } from '../claim-slot.ts';
import { loadRules } from '../load-rules.ts';
import { isWithinHours } from '../open-hours.ts';
import { activeStatuses } from '../statuses.ts';
import type { AppointmentView } from '../types.ts';

/**
 * Appointments of a day that are still to come and that its hours no longer hold, once hours or days off were changed: the desk decides what
 * becomes of them.
 */
export async function caughtOutside(
  tenant: Tenant,
  q: { doctorIds: readonly string[]; date: string; zone: string; now: number },
): Promise<AppointmentView[]> {
  const { tx, clinicId, cipher } = tenant;
  const rows = await tx.appointment.findMany({
    where: {
      clinicId,
      doctorId: { in: [...q.doctorIds] },
      status: { in: [...activeStatuses] },
      startsAt: { gte: new Date(startOfDay(q.date, q.zone)), lt: new Date(startOfDay(addDays(q.date, 1), q.zone)) },
      endsAt: { gt: new Date(q.now) },
    },
    select: { ...appointmentColumns, branchId: true },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  const rules = await loadRules(tenant, q.doctorIds, { from: q.date, to: q.date });
  return rows
    .filter((row) => {
      const span = { ...spanOf(row), branchId: row.branchId };
      return !isWithinHours(rules.of(row.doctorId), rules.holidays, span, q.zone);
    })
    .map((row) => toAppointmentView(row, cipher));
}
