import type { Tenant } from '@vaani/db';
import { MINUTE_MS } from '../scheduling/civil-time.ts';

export interface Lateness {
  doctorId: string;
  lateMin: number;
}

export interface DayLateness extends Lateness {
  /** Clinic-local. */
  date: string;
}

/** Which doctors run late just now, and by how much: the one answer for the API and the phone. */
export async function lateNow(
  tenant: Tenant,
  { date, ...q }: { date: string; now: number; doctorIds?: readonly string[] | undefined },
): Promise<Lateness[]> {
  return (await lateOn(tenant, { ...q, dates: [date] })).map(({ doctorId, lateMin }) => ({ doctorId, lateMin }));
}

/**
 * Which doctors are late on some days: today as far as it still matters, and on days to come as it was said beforehand. A session's lateness
 * ends with the session, as long as it is late, and so with the day.
 */
export async function lateOn(
  { tx, clinicId }: Tenant,
  q: { dates: readonly string[]; now: number; doctorIds?: readonly string[] | undefined },
): Promise<DayLateness[]> {
  const rows = await tx.doctorSession.findMany({
    where: {
      clinicId,
      date: { in: q.dates.map((date) => new Date(date)) },
      lateMin: { gt: 0 },
      ...(q.doctorIds === undefined ? {} : { doctorId: { in: [...q.doctorIds] } }),
    },
    select: { doctorId: true, date: true, lateMin: true, endsAt: true },
    orderBy: { startsAt: 'asc' },
  });
  const late = new Map<string, DayLateness>();
  for (const { doctorId, date: on, lateMin, endsAt } of rows) {
    const date = on.toISOString().slice(0, 10);
    const key = `${date} ${doctorId}`;
    const isOver = endsAt.getTime() + lateMin * MINUTE_MS <= q.now;
    if (!isOver && !late.has(key)) late.set(key, { date, doctorId, lateMin });
  }
  return [...late.values()];
}
