import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { authorise } from '../people/authorise.ts';
import { localDate, startOfDay } from '../scheduling/civil-time.ts';

/**
 * What the clinic's calls of this calendar month cost so far, paise, and what they may. A call whose providers have no price in VAANI_PRICES costs nothing
 * here: a limit needs prices.
 */
export async function monthlySpend(ctx: ClinicContext): Promise<{ spentPaise: number; capPaise: number | null }> {
  authorise(ctx, 'cost.read');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const { zone } = await settingsOf(tenant);
    const firstDay = `${localDate(ctx.clock.now(), zone).slice(0, 7)}-01`;
    const { _sum } = await tx.callLog.aggregate({
      where: { clinicId, startedAt: { gte: new Date(startOfDay(firstDay, zone)) } },
      _sum: { costPaise: true },
    });
    const { monthlyCapPaise } = await tx.clinic.findUniqueOrThrow({
      where: { id: clinicId },
      select: { monthlyCapPaise: true },
    });
    return { spentPaise: _sum.costPaise ?? 0, capPaise: monthlyCapPaise };
  });
}

/** Is the month's money spent? */
export async function isOverCap(ctx: ClinicContext): Promise<boolean> {
  const { spentPaise, capPaise } = await monthlySpend(ctx);
  return capPaise !== null && spentPaise >= capPaise;
}
