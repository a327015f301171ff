import type { Tenant } from '@vaani/db';
import { localDate, MINUTE_MS } from '../scheduling/civil-time.ts';

/**
 * When an appointment will begin as far as anybody knows: its own time, later where its doctor runs late and it was not shifted for that.
 * @returns milliseconds since the epoch.
 */
export async function expectedStart(
  { tx, clinicId }: Tenant,
  appointment: { doctorId: string; startsAt: Date },
  zone: string,
): Promise<number> {
  const startsAt = appointment.startsAt.getTime();
  const sessions = await tx.doctorSession.findMany({
    where: { clinicId, doctorId: appointment.doctorId, date: new Date(localDate(startsAt, zone)) },
    select: { startsAt: true, lateMin: true, shiftedMin: true },
    orderBy: { startsAt: 'asc' },
  });
  const session = sessions.filter((one) => one.startsAt.getTime() <= startsAt).at(-1);
  return startsAt + (session === undefined ? 0 : session.lateMin - session.shiftedMin) * MINUTE_MS;
}
