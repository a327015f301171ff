import type { ClinicContext } from '../context.ts';
import { authorise } from '../people/authorise.ts';
import { loadDirectory } from './load-directory.ts';
import { isWithinDuty } from './route-transfer.ts';

/** Somebody whom the desk can hand a caller to. */
export interface DeskTransferTarget {
  entryId: string;
  label: string;
  /** Within their hours, and on duty where it is a member of staff. */
  isThere: boolean;
}

/** The transfer directory, as the desk chooses from it: no numbers. */
export async function listTransferTargets(ctx: ClinicContext): Promise<DeskTransferTarget[]> {
  authorise(ctx, 'live.act');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { entries, onDuty } = await loadDirectory(tenant);
    const { zone } = await tenant.tx.clinic.findUniqueOrThrow({
      where: { id: tenant.clinicId },
      select: { zone: true },
    });
    const now = ctx.clock.now();
    return entries.map((entry) => ({
      ...{ entryId: entry.id, label: entry.label },
      isThere: isWithinDuty(entry, now, zone) && (entry.userId === null || onDuty.has(entry.userId)),
    }));
  });
}

/** Is this an entry of the directory? Nothing else is dialled. */
export async function isTransferTarget(ctx: ClinicContext, entryId: string): Promise<boolean> {
  const found = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.transferEntry.findFirst({ where: { clinicId, id: entryId, isActive: true }, select: { id: true } }),
  );
  return found !== null;
}
