import type { Tenant } from '@vaani/db';
import { ClinicError } from '../context.ts';

export interface DoctorFacts {
  zone: string;
  capacity: number;
}

/** The doctor of a request. @throws {ClinicError} `not-found` */
export async function doctorFacts({ tx, clinicId }: Tenant, doctorId: string): Promise<DoctorFacts> {
  const doctor = await tx.doctor.findUnique({
    where: { clinicId_id: { clinicId, id: doctorId } },
    select: { capacity: true, clinic: { select: { zone: true } } },
  });
  if (doctor === null) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
  return { zone: doctor.clinic.zone, capacity: doctor.capacity };
}
