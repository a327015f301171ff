import { clinicByCalendarFeed, type Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicDeps } from '../context.ts';
import { countTry, digest } from '../people/try-limit.ts';
import { DAY_MS } from '../scheduling/civil-time.ts';
import { hashOf } from '../secrets.ts';
import { type CalendarEvent, calendarText } from './calendar-text.ts';

export type FeedAnswer = { ok: true; text: string } | { ok: false; reason: 'unknown' | 'limit'; retryAfterMs: number };

/** Calendars ask every few minutes, from several devices. */
const LIMITS = { feed: 120, refused: 60, windowMs: 3_600_000 } as const;

/** So far back a feed reaches; forward it reaches as far as may be booked. */
const PAST_MS = 30 * DAY_MS;

/**
 * A doctor's appointments as a calendar, for whoever has the secret of its address. Each reading is audited; a revoked address answers as one that never
 * was.
 */
export async function readFeed(
  deps: ClinicDeps,
  request: { secret: string; address: string; agent: string },
): Promise<FeedAnswer> {
  const found = await clinicByCalendarFeed(deps.db, hashOf(request.secret));
  const unknown = async (): Promise<FeedAnswer> => {
    const key = `feed:refused:${digest(request.address)}`;
    const counted = await countTry(deps, key, { limit: LIMITS.refused, windowMs: LIMITS.windowMs });
    return { ok: false, reason: counted.allowed ? 'unknown' : 'limit', retryAfterMs: counted.resetMs };
  };
  if (found === null) return unknown();
  const counted = await countTry(deps, `feed:${found.feedId}`, { limit: LIMITS.feed, windowMs: LIMITS.windowMs });
  if (!counted.allowed) return { ok: false, reason: 'limit', retryAfterMs: counted.resetMs };
  const text = await deps.db.withTenant(found.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const now = deps.clock.now();
    const where = { clinicId_id: { clinicId, id: found.feedId } };
    const feed = await tx.calendarFeed.findUniqueOrThrow({
      where,
      select: {
        doctorId: true,
        hasNames: true,
        revokedAt: true,
        doctor: { select: { name: true } },
        clinic: { select: { maximumAdvanceDays: true } },
      },
    });
    const isGood = feed.revokedAt === null;
    await recordAudit(
      tenant,
      { kind: 'system' },
      {
        action: 'calendar-feed.read',
        objectKind: 'calendar-feed',
        objectId: found.feedId,
        outcome: isGood ? 'done' : 'denied',
        new: { address: request.address, agent: request.agent },
      },
    );
    if (!isGood) return null;
    await tx.calendarFeed.update({ where, data: { lastReadAt: new Date(now) }, select: { id: true } });
    const to = now + (feed.clinic.maximumAdvanceDays + 1) * DAY_MS;
    return calendarText(feed.doctor.name, await eventsOf(tenant, feed, { from: now - PAST_MS, to }));
  });
  return text === null ? unknown() : { ok: true, text };
}

const columns = {
  id: true,
  status: true,
  startsAt: true,
  endsAt: true,
  createdAt: true,
  updatedAt: true,
  service: { select: { name: true } },
  branch: { select: { name: true, address: true } },
  patient: { select: { id: true, name: true } },
} as const;

interface Chain {
  leaf: string;
  root: string;
  depth: number;
  rootCreatedAt: Date;
}

/**
 * One event an appointment, from its first booking on: what it was moved to is the same event at another time. Moved to another doctor, it is cancelled
 * here.
 */
async function eventsOf(
  { tx, clinicId, cipher }: Tenant,
  feed: { doctorId: string; hasNames: boolean },
  range: { from: number; to: number },
): Promise<CalendarEvent[]> {
  const rows = await tx.appointment.findMany({
    where: {
      clinicId,
      doctorId: feed.doctorId,
      startsAt: { gte: new Date(range.from), lt: new Date(range.to) },
    },
    select: columns,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  const chains = await tx.$queryRaw<Chain[]>`
    WITH RECURSIVE chain AS (
      SELECT id AS leaf, id AS at, 0 AS depth, created_at FROM appointments
        WHERE clinic_id = ${clinicId}::uuid AND id = ANY(${rows.map(({ id }) => id)}::uuid[])
      UNION ALL
      SELECT chain.leaf, a.id, chain.depth + 1, a.created_at FROM chain
        JOIN appointments a ON a.clinic_id = ${clinicId}::uuid AND a.rescheduled_to_id = chain.at
    )
    SELECT DISTINCT ON (leaf) leaf, at AS root, depth, created_at AS "rootCreatedAt" FROM chain ORDER BY leaf, depth DESC`;
  const chainOf = new Map(chains.map((chain) => [chain.leaf, chain]));
  const latest = new Map<string, { row: (typeof rows)[number]; chain: Chain }>();
  for (const row of rows) {
    const chain = chainOf.get(row.id);
    if (chain === undefined) continue;
    const known = latest.get(chain.root);
    if (known === undefined || known.chain.depth < chain.depth) latest.set(chain.root, { row, chain });
  }
  return [...latest.values()].map(({ row, chain }): CalendarEvent => {
    const { patient, service, branch } = row;
    const name = patient.name === null ? null : cipher.open('patients', 'name', patient.id, patient.name);
    return {
      uid: `${chain.root}@vaani`,
      sequence: Math.max(0, Math.floor((row.updatedAt.getTime() - chain.rootCreatedAt.getTime()) / 1_000)),
      startsAt: row.startsAt.getTime(),
      endsAt: row.endsAt.getTime(),
      summary: feed.hasNames && name !== null ? `${name} (${service.name})` : service.name,
      location: `${branch.name}, ${branch.address}`,
      isCancelled: row.status === 'cancelled' || row.status === 'rescheduled',
      createdAt: chain.rootCreatedAt.getTime(),
      changedAt: row.updatedAt.getTime(),
    };
  });
}
