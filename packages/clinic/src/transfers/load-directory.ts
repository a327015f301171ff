import type { Tenant } from '@vaani/db';
import type { DirectoryEntry } from './route-transfer.ts';

/** The people and desks that callers may be handed to, in their order, and who of the staff is on duty. */
export async function loadDirectory({ tx, clinicId }: Tenant): Promise<{
  entries: DirectoryEntry[];
  onDuty: Set<string>;
}> {
  const entries = await tx.transferEntry.findMany({
    where: { clinicId, isActive: true },
    select: {
      ...{ id: true, label: true, phone: true, reasons: true, weekdays: true, fromMin: true, toMin: true },
      ...{ group: true, userId: true, doctorId: true, languages: true, isWarm: true, ringSeconds: true },
    },
    orderBy: [{ order: 'asc' }, { id: 'asc' }],
  });
  const duty = await tx.staffDuty.findMany({
    where: { clinicId, isOnDuty: true, user: { disabledAt: null } },
    select: { userId: true },
  });
  return { entries, onDuty: new Set(duty.map(({ userId }) => userId)) };
}
