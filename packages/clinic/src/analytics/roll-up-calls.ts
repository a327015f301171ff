import { Prisma, type Tenant } from '@vaani/db';
import { stageColumns, stages } from '../calls/call-query.ts';
import { addDays, startOfDay } from '../scheduling/civil-time.ts';
import { GROWTH } from './histogram.ts';
import { MONTH_PREFIX, nextMonth } from './rollup-rows.ts';

/** What is counted of calls; `key` says which. Latency is counted by stage and bucket. */
export const measures = [
  'hour',
  'outcome',
  'language',
  'mood',
  'wish',
  'total',
  'usage',
  ...stages.map((stage) => `latency.${stage}` as const),
] as const;
export type Measure = (typeof measures)[number];

/** Clinic-local days, both included. */
export interface Days {
  from: string;
  to: string;
}

const timed = stages.map((stage) => Prisma.sql`(${stage}::text, ${stageColumns[stage]})`);

/** Counts the calls of some days anew, in one statement, in place of what stood there. */
export async function rollUpCalls({ tx, clinicId }: Tenant, days: Days, zone: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM call_rollups WHERE clinic_id = ${clinicId}::uuid AND measure = ANY(${[...measures]}::text[])
    AND day BETWEEN ${days.from}::date AND ${days.to}::date`;
  const from = new Date(startOfDay(days.from, zone));
  const to = new Date(startOfDay(addDays(days.to, 1), zone));
  await tx.$executeRaw`
    WITH calls AS MATERIALIZED (
      SELECT c.id, (c.started_at AT TIME ZONE ${zone})::date AS day, extract(hour FROM c.started_at AT TIME ZONE ${zone})::int AS hour,
        coalesce(c.outcome::text, 'failed') AS outcome, c.language::text AS language, coalesce(c.sentiment::text, 'unknown') AS mood,
        c.wishes, c.turn_count, c.interruptions, c.has_fallen_back, coalesce(c.duration_seconds, 0) AS seconds, c.cost_paise, c.usage
      FROM call_logs c
      WHERE c.clinic_id = ${clinicId}::uuid AND c.started_at >= ${from} AND c.started_at < ${to} AND c.ended_at IS NOT NULL AND NOT c.is_draft
    ),
    totals AS (
      SELECT day, count(*) FILTER (WHERE turn_count > 0) AS answered, sum(seconds) AS seconds, sum(interruptions) AS barge_ins,
        count(*) FILTER (WHERE interruptions > 0) AS interrupted, count(*) FILTER (WHERE has_fallen_back) AS fallen_back,
        coalesce(sum(cost_paise), 0) AS cost_paise, count(cost_paise) AS costed,
        count(*) FILTER (WHERE 'booking' = ANY(wishes)) AS wished_booking,
        count(*) FILTER (WHERE 'booking' = ANY(wishes) AND outcome = 'booked') AS got_booking
      FROM calls GROUP BY day
    ),
    turns AS (
      SELECT c.day, t.stage, t.ms
      FROM calls c JOIN call_turns u ON u.clinic_id = ${clinicId}::uuid AND u.call_id = c.id
      CROSS JOIN LATERAL (VALUES ${Prisma.join(timed)}) AS t(stage, ms)
      WHERE t.ms IS NOT NULL AND t.ms >= 0
    ),
    used AS (
      SELECT day, 'phone.ms' AS key, (usage->>'phoneMs')::numeric AS amount FROM calls WHERE usage ? 'phoneMs'
      UNION ALL
      SELECT c.day, e.key || '.ms', e.value::numeric FROM calls c, jsonb_each_text(c.usage->'heardMs') AS e
      UNION ALL
      SELECT c.day, e.key || '.characters', e.value::numeric FROM calls c, jsonb_each_text(c.usage->'spokenCharacters') AS e
      UNION ALL
      SELECT c.day, p.key || '.' || e.key, e.value::numeric
      FROM calls c, jsonb_each(c.usage->'tokens') AS p, jsonb_each_text(p.value) AS e
    )
    INSERT INTO call_rollups (clinic_id, measure, day, key, amount)
    SELECT ${clinicId}::uuid, measure, day, key, amount FROM (
      SELECT 'hour' AS measure, day, hour::text AS key, count(*)::bigint AS amount FROM calls GROUP BY day, hour
      UNION ALL SELECT 'outcome', day, outcome, count(*) FROM calls GROUP BY day, outcome
      UNION ALL SELECT 'language', day, language, count(*) FROM calls GROUP BY day, language
      UNION ALL SELECT 'mood', day, mood, count(*) FROM calls GROUP BY day, mood
      UNION ALL SELECT 'wish', day, w::text, count(*) FROM calls, unnest(wishes) AS w GROUP BY day, w
      UNION ALL
      SELECT 'total', day, v.key, v.amount FROM totals CROSS JOIN LATERAL (VALUES
        ('answered', answered), ('seconds', seconds), ('barge_ins', barge_ins), ('interrupted', interrupted), ('fallen_back', fallen_back),
        ('cost_paise', cost_paise), ('costed', costed), ('wished_booking', wished_booking), ('got_booking', got_booking)) AS v(key, amount)
      UNION ALL SELECT 'usage', day, key, round(sum(amount))::bigint FROM used GROUP BY day, key
      UNION ALL
      SELECT 'latency.' || stage, day, floor(ln(greatest(ms, 1)) / ln(${GROWTH}::float8))::int::text, count(*) FROM turns GROUP BY 1, 2, 3
    ) AS sums`;
}

/** What is told apart by its day, so that a month of it has no use. */
const daily: readonly Measure[] = ['hour'];

/** Adds the days of the months that some days touch up anew. Call it after their days were counted. */
export async function rollUpMonths({ tx, clinicId }: Tenant, days: Days): Promise<void> {
  const wanted = measures.filter((measure) => !daily.includes(measure));
  const from = `${days.from.slice(0, 7)}-01`;
  const to = addDays(nextMonth(days.to), -1);
  await tx.$executeRaw`DELETE FROM call_rollups WHERE clinic_id = ${clinicId}::uuid
    AND measure = ANY(${wanted.map((measure) => `${MONTH_PREFIX}${measure}`)}::text[]) AND day BETWEEN ${from}::date AND ${to}::date`;
  await tx.$executeRaw`
    INSERT INTO call_rollups (clinic_id, measure, day, key, amount)
    SELECT ${clinicId}::uuid, ${MONTH_PREFIX} || measure, date_trunc('month', day)::date, key, sum(amount) FROM call_rollups
    WHERE clinic_id = ${clinicId}::uuid AND measure = ANY(${wanted}::text[]) AND day BETWEEN ${from}::date AND ${to}::date
    GROUP BY 2, 3, 4`;
}
