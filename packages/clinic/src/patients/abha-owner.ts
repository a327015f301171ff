import type { Tenant } from '@vaani/db';
import { ClinicError } from '../context.ts';

/** A health account is one person's. @throws {ClinicError} `conflict` where it is another patient's. */
export async function requireFreeAbha({ tx, clinicId, cipher }: Tenant, digits: string, ownId?: string): Promise<void> {
  const token = cipher.token({ kind: 'abha', term: digits });
  const owners = await tx.patientToken.findMany({ where: { clinicId, token }, select: { patientId: true } });
  if (owners.some(({ patientId }) => patientId !== ownId))
    throw new ClinicError('conflict', 'abhaNumber is the number of another patient.', 'abhaNumber');
}
