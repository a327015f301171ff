import { getClinicProfile } from '../clinic/profile.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { isoOf, MINUTE_MS } from './civil-time.ts';
import { instantOf } from './instant.ts';
import type { Slot } from './types.ts';

/**
 * The slot that somebody means who names a doctor and a time: the doctor's own service where none is named. Whether it can be had is for
 * booking to say, and so are its true end and branch.
 * @throws {ClinicError} `not-found` for an unknown doctor or service.
 */
export async function wantedSlot(
  ctx: ClinicContext,
  wanted: { doctorId: string; serviceId?: string | undefined; startsAt: string },
): Promise<Slot> {
  const profile = await getClinicProfile(ctx);
  const doctor = profile.doctors.find(({ id }) => id === wanted.doctorId);
  if (doctor === undefined) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
  const serviceId = wanted.serviceId ?? doctor.services[0];
  const service = profile.services.find(({ id }) => id === serviceId);
  if (service === undefined) throw new ClinicError('not-found', 'The clinic does not offer that service.', 'serviceId');
  const startsAt = instantOf(wanted.startsAt);
  return {
    doctorId: doctor.id,
    serviceId: service.id,
    branchId: doctor.branchId,
    startsAt: isoOf(startsAt),
    endsAt: isoOf(startsAt + service.durationMin * MINUTE_MS),
  };
}
