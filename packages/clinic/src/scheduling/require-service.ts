import type { Tenant } from '@vaani/db';
import { ClinicError } from '../context.ts';

/** A service that the clinic offers; its ordinary one where none is named. @returns its id. @throws {ClinicError} `not-found` */
export async function requireService({ tx, clinicId }: Tenant, serviceId: string | undefined): Promise<string> {
  const service = await tx.service.findFirst({
    where: { clinicId, isActive: true, ...(serviceId === undefined ? { isDefault: true } : { id: serviceId }) },
    select: { id: true },
  });
  if (service === null) throw new ClinicError('not-found', 'The clinic does not offer that service.', 'serviceId');
  return service.id;
}
