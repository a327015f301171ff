import type pg from 'pg';

/** What must never be found in a calendar, whatever happened to it: the count of each. */
const faults = {
  'active claims that overlap in a lane': `
    SELECT count(*) FROM slot_claims a JOIN slot_claims b ON a.resource_id = b.resource_id AND a.lane = b.lane AND a.id < b.id
      AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
    WHERE a.released_at IS NULL AND b.released_at IS NULL`,
  'appointments whose claim is not theirs, not in force, or elsewhere': `
    SELECT count(*) FROM appointments a LEFT JOIN slot_claims c ON c.id = a.claim_id
    WHERE a.status IN ('scheduled', 'confirmed') AND NOT a.is_overbooked
      AND (c.id IS NULL OR c.released_at IS NOT NULL OR c.kind <> 'appointment'
        OR (c.resource_id, c.starts_at, c.ends_at) IS DISTINCT FROM (a.doctor_id, a.starts_at, a.ends_at))`,
  'claims in force of no appointment': `
    SELECT count(*) FROM slot_claims c
    WHERE c.released_at IS NULL AND c.kind = 'appointment' AND NOT EXISTS (SELECT 1 FROM appointments a WHERE a.claim_id = c.id)`,
  'appointments that moved to nowhere, or moved twice': `
    SELECT count(*) FROM (
      SELECT 1 FROM appointments WHERE status = 'rescheduled' AND rescheduled_to_id IS NULL
      UNION ALL SELECT 1 FROM appointments WHERE rescheduled_to_id IS NOT NULL GROUP BY rescheduled_to_id HAVING count(*) > 1) AS wrong`,
  'appointments without their line in the audit': `
    SELECT count(*) FROM appointments a
    WHERE NOT EXISTS (SELECT 1 FROM audit_entries e WHERE e.object_id = a.id::text AND e.action = 'appointment.book')`,
} as const;

export async function countFaults(owner: pg.Client): Promise<Record<keyof typeof faults, number>> {
  const counts: Record<string, number> = {};
  for (const [name, sql] of Object.entries(faults)) {
    const { rows } = await owner.query<{ count: string }>(sql);
    counts[name] = Number(rows[0]?.count);
  }
  return counts as Record<keyof typeof faults, number>;
}

/** Since the database was made. */
export async function countDeadlocks(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ count: string }>(
    'SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(rows[0]?.count);
}
