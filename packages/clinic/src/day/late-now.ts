import type { Tenant } from '@vaani/db';
import { MINUTE_MS } from '../scheduling/civil-time.ts';

export interface Lateness {
  doctorId: string;
  lateMin: number;
}

/**
 * Which doctors run late just now, and by how much: the one answer for the schedule, the API and the phone. A session's lateness ends with the
 * session, as long as it is late, and so with the day.
 */
export async function lateNow(
  { tx, clinicId }: Tenant,
  q: { date: string; now: number; doctorIds?: readonly string[] | undefined },
): Promise<Lateness[]> {
  const rows = await tx.doctorSession.findMany({
    where: {
      clinicId,
      date: new Date(q.date),
      lateMin: { gt: 0 },
      ...(q.doctorIds === undefined ? {} : { doctorId: { in: [...q.doctorIds] } }),
    },
    select: { doctorId: true, lateMin: true, endsAt: true },
    orderBy: { startsAt: 'asc' },
  });
  const late = new Map<string, number>();
  for (const { doctorId, lateMin, endsAt } of rows) {
    const isOver = endsAt.getTime() + lateMin * MINUTE_MS <= q.now;
    if (!isOver && !late.has(doctorId)) late.set(doctorId, lateMin);
  }
  return [...late].map(([doctorId, lateMin]) => ({ doctorId, lateMin }));
}
