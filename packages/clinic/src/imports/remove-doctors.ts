import type { Tenant } from '@vaani/db';
import { referredTo } from '../references.ts';
import type { Removal } from './undo-import.ts';

/** Removes doctors who are as they were entered and whom nothing refers to, with their hours, breaks and services. */
export async function removeDoctors(tenant: Tenant, ids: string[]): Promise<Removal> {
  const { tx, clinicId } = tenant;
  const createdAt = { select: { createdAt: true } };
  const rows = await tx.doctor.findMany({
    where: { clinicId, id: { in: ids } },
    select: {
      id: true,
      createdAt: true,
      updatedAt: true,
      weeklyWindowByDoctor: createdAt,
      breakByDoctor: createdAt,
      doctorServiceByDoctor: createdAt,
    },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const used = await referredTo(tenant, {
    table: 'doctors',
    ids,
    own: ['weekly_windows', 'breaks', 'doctor_services'],
  });
  const removal: Removal = new Map(
    ids.map((id) => {
      const row = byId.get(id);
      if (row === undefined) return [id, 'is gone already'];
      if (used.has(id)) return [id, 'is in use'];
      const moments = [...row.weeklyWindowByDoctor, ...row.breakByDoctor, ...row.doctorServiceByDoctor];
      const isAsMade = [row.updatedAt, ...moments.map((one) => one.createdAt)].every(
        (at) => at.getTime() === row.createdAt.getTime(),
      );
      return [id, isAsMade ? null : 'was changed since'];
    }),
  );
  const gone = ids.filter((id) => removal.get(id) === null);
  const ofThem = { clinicId, doctorId: { in: gone } };
  await tx.weeklyWindow.deleteMany({ where: ofThem });
  await tx.break.deleteMany({ where: ofThem });
  await tx.doctorService.deleteMany({ where: ofThem });
  await tx.doctor.deleteMany({ where: { clinicId, id: { in: gone } } });
  return removal;
}
