import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { localDate, localDay } from '../scheduling/civil-time.ts';
import { loadRules } from '../scheduling/load-rules.ts';
import { hoursOn } from '../scheduling/open-hours.ts';

/** Is somebody at the clinic now: does any of its doctors keep hours, holidays and changed days counted? Their breaks do not close it. */
export async function isClinicOpen(ctx: ClinicContext): Promise<boolean> {
  const now = ctx.clock.now();
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const { zone } = await settingsOf(tenant);
    const doctors = await tx.doctor.findMany({ where: { clinicId, isActive: true }, select: { id: true } });
    const date = localDate(now, zone);
    const ids = doctors.map(({ id }) => id);
    const rules = await loadRules(tenant, ids, { from: date, to: date });
    const day = localDay(date, zone);
    return ids.some((id) =>
      hoursOn(rules.of(id), day, rules.holidays).some(
        ({ fromMin, toMin }) => day.edge(fromMin) <= now && now < day.edge(toMin),
      ),
    );
  });
}
