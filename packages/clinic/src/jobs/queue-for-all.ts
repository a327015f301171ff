import { listClinicIds, type Tenant } from '@vaani/db';
import type { ClinicDeps } from '../context.ts';
import type { ScheduleName } from './schedules.ts';

/** What each schedule puts into the queue for one clinic. */
const perClinic: Record<ScheduleName, (tenant: Tenant, deps: ClinicDeps) => Promise<void>> = {
  async 'every.calendars'(tenant, deps) {
    const { tx, clinicId } = tenant;
    const calendars = await tx.outsideCalendar.findMany({ where: { clinicId }, select: { id: true } });
    for (const { id } of calendars) await deps.jobs.enqueue(tenant, 'calendar.fetch', { clinicId, calendarId: id });
  },
  'every.rollups': (tenant, deps) => deps.jobs.enqueue(tenant, 'analytics.roll-up', { clinicId: tenant.clinicId }),
  'every.tidy': (tenant, deps) => deps.jobs.enqueue(tenant, 'clinic.tidy', { clinicId: tenant.clinicId }),
};

/** A schedule's hour has come: every clinic gets its jobs, each in a transaction of its own, so that one cannot stop the others. */
export async function queueForAll(deps: ClinicDeps, schedule: ScheduleName): Promise<void> {
  for (const clinicId of await listClinicIds(deps.db))
    await deps.db.withTenant(clinicId, (tenant) => perClinic[schedule](tenant, deps));
}
