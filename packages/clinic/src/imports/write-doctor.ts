import { newId, type Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { localDate } from '../scheduling/civil-time.ts';
import type { ImportedDoctor } from './doctor-file.ts';

const HUES = 8;

/** Writes a doctor with services, hours and breaks, valid from today. */
export async function writeDoctor(
  tenant: Tenant,
  ctx: ClinicContext,
  doctor: ImportedDoctor,
  importId: string,
): Promise<string> {
  const { tx, clinicId } = tenant;
  const id = newId();
  const now = new Date(ctx.clock.now());
  const { zone } = await settingsOf(tenant);
  const { serviceIds, hours, breaks, dailyCap, ...row } = doctor;
  const colour = (await tx.doctor.count({ where: { clinicId } })) % HUES;
  // All of one moment: an undo sees by it whether anything was changed or added since.
  const at = { createdAt: now, updatedAt: now };
  await tx.doctor.create({
    data: { id, clinicId, ...row, dailyCap: dailyCap ?? null, colour, ...at },
    select: { id: true },
  });
  const own = { clinicId, doctorId: id, createdAt: now };
  await tx.doctorService.createMany({ data: serviceIds.map((serviceId) => ({ id: newId(), ...own, serviceId })) });
  const validFrom = new Date(`${localDate(ctx.clock.now(), zone)}T00:00:00Z`);
  await tx.weeklyWindow.createMany({
    data: hours.map((span) => ({ id: newId(), ...own, ...span, branchId: row.branchId, validFrom })),
  });
  await tx.break.createMany({ data: breaks.map((span) => ({ id: newId(), ...own, ...span })) });
  await recordAudit(tenant, ctx.actor, {
    action: 'doctor.import',
    objectKind: 'doctor',
    objectId: id,
    new: { importId, name: row.name, speciality: row.speciality },
  });
  return id;
}
