import {
  type ClinicContext,
  cancelAppointment,
  getClinicProfile,
  listAppointments,
  patientsByPhone,
} from '@vaani/clinic';

const REACH_MS = 120 * 86_400_000;

/**
 * Cancels what earlier trial calls from this phone booked, so that the same scenario can be tried again and again: a patient is not booked
 * twice a day with one doctor, and one phone has so many bookings at most. On a demo clinic alone.
 * @returns how many there were.
 */
export async function cancelEarlierTrials(ctx: ClinicContext, phone: string): Promise<number> {
  const { demoSeededAt } = await getClinicProfile(ctx);
  if (demoSeededAt === null) return 0;
  const now = ctx.clock.now();
  const range = { from: new Date(now).toISOString(), to: new Date(now + REACH_MS).toISOString() };
  let cancelled = 0;
  for (const { id: patientId } of await patientsByPhone(ctx, phone)) {
    for (const { id, source, callId } of await listAppointments(ctx, { ...range, patientId })) {
      if (source !== 'call' || callId === null) continue;
      const result = await cancelAppointment(ctx, { appointmentId: id, by: 'clinic', reason: 'a trial call' });
      if (result.ok) cancelled++;
    }
  }
  return cancelled;
}
