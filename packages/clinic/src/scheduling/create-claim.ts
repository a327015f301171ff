import { newId, type Tenant } from '@vaani/db';

/** The free time that a service wants around it, as it stands on a claim. */
export interface Buffers {
  bufferBeforeMin: number;
  bufferAfterMin: number;
}

/** Time to be claimed for an appointment. */
export interface NewClaim {
  doctorId: string;
  lane: number;
  startsAt: Date;
  endsAt: Date;
  buffers: Buffers;
  callId?: string | undefined;
}

/** Claims time for an appointment, under the lock of its days. The constraint has the last word. @returns the claim's id. */
export async function createClaim(tenant: Tenant, claim: NewClaim): Promise<string> {
  const data = claimRow(tenant, claim);
  await tenant.tx.slotClaim.create({ data, select: { id: true } });
  return data.id;
}

/** The row, for those who write many at once. */
export function claimRow({ clinicId }: Tenant, claim: NewClaim) {
  const { doctorId, lane, startsAt, endsAt, buffers, callId = null } = claim;
  const kind = 'appointment' as const;
  return { id: newId(), clinicId, resourceId: doctorId, lane, startsAt, endsAt, ...buffers, callId, kind };
}

/** What a service wants around it with a doctor. */
export async function buffersOf({ tx, clinicId }: Tenant, doctorId: string, serviceId: string): Promise<Buffers> {
  const select = { bufferBeforeMin: true, bufferAfterMin: true };
  const own = await tx.doctorService.findUnique({
    where: { clinicId_doctorId_serviceId: { clinicId, doctorId, serviceId } },
    select,
  });
  const service = await tx.service.findUniqueOrThrow({ where: { clinicId_id: { clinicId, id: serviceId } }, select });
  return {
    bufferBeforeMin: own?.bufferBeforeMin ?? service.bufferBeforeMin,
    bufferAfterMin: own?.bufferAfterMin ?? service.bufferAfterMin,
  };
}
