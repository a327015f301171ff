import type { Tenant } from '@vaani/db';
import { type ClinicContext, ClinicError } from '../context.ts';
import { onlyDoctor } from '../people/authorise.ts';

/** A doctor of the clinic; for a doctor, themselves. @throws {ClinicError} `not-found`, `not-allowed` */
export async function requireOwnDoctor({ tx, clinicId }: Tenant, ctx: ClinicContext, doctorId: string): Promise<void> {
  const own = onlyDoctor(ctx);
  if (own !== null && own !== doctorId)
    throw new ClinicError('not-allowed', 'A doctor has their own calendars.', 'doctorId');
  const where = { clinicId_id: { clinicId, id: doctorId } };
  const doctor = await tx.doctor.findUnique({ where, select: { id: true } });
  if (doctor === null) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
}
