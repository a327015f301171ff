import { Prisma } from '@vaani/db';
import { z } from 'zod';
import { wishes } from './wishes.ts';

export const callOutcomes = [
  'booked',
  'moved',
  'cancelled',
  'informed',
  'message',
  'transferred',
  'staff',
  'emergency',
  'abandoned',
  'failed',
] as const;

export const dispositions = ['settled', 'to_follow_up', 'complaint', 'wrong_number', 'nuisance'] as const;
export type CallDisposition = (typeof dispositions)[number];

/**
 * What of an answer is timed: all of it as the caller heard it, and its parts: until their silence was taken for an end, until their words were there, and
 * the reply after that; of the reply, where they were timed apart, the thinking and the voice.
 */
export const stages = ['answer', 'waiting', 'hearing', 'reply', 'thinking', 'speaking'] as const;
export type Stage = (typeof stages)[number];

const seconds = z.int().min(0).max(86_400);

export const callQuerySchema = z.object({
  /** Words that were said, in any order and form, or the end of the caller's number. */
  text: z.string('is not text').max(200, 'is longer than 200 characters').optional(),
  from: z.iso.datetime('is not an instant').optional(),
  to: z.iso.datetime('is not an instant').optional(),
  outcome: z.enum(callOutcomes).optional(),
  /** One of several outcomes. */
  outcomes: z.array(z.enum(callOutcomes)).min(1).max(callOutcomes.length).optional(),
  language: z.enum(['en', 'hi', 'hi-en']).optional(),
  mood: z.enum(['positive', 'neutral', 'negative']).optional(),
  /** An appointment with this doctor was made in the call. */
  doctorId: z.uuid('is not an id').optional(),
  /** As long as this at least … */
  minSeconds: seconds.optional(),
  /** … and shorter than this. */
  maxSeconds: seconds.optional(),
  /** The caller cut in. */
  isInterrupted: z.boolean().optional(),
  /** A provider was switched in mid-call. */
  hasFallenBack: z.boolean().optional(),
  /** Something was said. */
  isAnswered: z.boolean().optional(),
  /** It is over. */
  isOver: z.boolean().optional(),
  wish: z.enum(wishes).optional(),
  disposition: z.enum(dispositions).optional(),
  /** Something is still to be done after it. */
  hasOpenTask: z.boolean().optional(),
  /** Nobody came to the appointment that was made in it. */
  isNoShow: z.boolean().optional(),
  /** Of the clinic's day, when it began. */
  hour: z.int().min(0).max(23).optional(),
  /** 1 Monday … 7 Sunday, by the clinic's clock. */
  weekday: z.int().min(1).max(7).optional(),
  /** A stage of one of its turns took at least so long. */
  slow: z.object({ stage: z.enum(stages), ms: z.int().min(0).max(600_000) }).optional(),
  /** From the answer before. */
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(200).optional(),
});
export type CallQuery = z.output<typeof callQuerySchema>;

/** How long each stage of a turn `u` took, ms; null where it has none. */
export const stageColumns: Readonly<Record<Stage, Prisma.Sql>> = {
  answer: Prisma.sql`u.gap_ms::float8`,
  waiting: Prisma.sql`(u.record->>'waitMs')::float8`,
  hearing: Prisma.sql`(u.record->>'sttMs')::float8`,
  reply: Prisma.sql`(u.gap_ms - (SELECT coalesce((p.record->>'waitMs')::float8, 0) + coalesce((p.record->>'sttMs')::float8, 0)
    FROM call_turns p WHERE p.clinic_id = u.clinic_id AND p.call_id = u.call_id AND p.index = u.index - 1 AND p.who = 'caller'))`,
  thinking: Prisma.sql`(u.record->>'llmMs')::float8`,
  speaking: Prisma.sql`(u.record->>'ttsMs')::float8`,
};

/** So many facts of a call have to be looked up elsewhere that its number is counted no further than needed. */
export const isCostly = (q: CallQuery): boolean =>
  q.text !== undefined || q.slow !== undefined || q.doctorId !== undefined || q.isNoShow === true;

/**
 * What a query asks of a call `c`, in SQL. All but the clinic is checked on what the list's own index holds, as far as it holds it.
 * @param only a doctor who sees the calls of their own patients alone.
 */
export function conditionsOf(
  q: CallQuery,
  { clinicId, zone, only }: { clinicId: string; zone: string; only: string | null },
): Prisma.Sql[] {
  const all: Prisma.Sql[] = [Prisma.sql`c.clinic_id = ${clinicId}::uuid`, Prisma.sql`NOT c.is_draft`];
  const add = (isAsked: boolean, condition: Prisma.Sql) => void (isAsked && all.push(condition));
  const local = Prisma.sql`(c.started_at AT TIME ZONE ${zone})`;
  const oneOf = q.outcomes ?? (q.outcome === undefined ? [] : [q.outcome]);
  add(q.from !== undefined, Prisma.sql`c.started_at >= ${q.from ?? ''}::timestamptz`);
  add(q.to !== undefined, Prisma.sql`c.started_at < ${q.to ?? ''}::timestamptz`);
  add(oneOf.length > 0, Prisma.sql`c.outcome = ANY(${oneOf}::call_outcome[])`);
  add(q.language !== undefined, Prisma.sql`c.language = ${q.language ?? 'en'}::language`);
  add(q.mood !== undefined, Prisma.sql`c.sentiment = ${q.mood ?? 'neutral'}::sentiment`);
  add(q.minSeconds !== undefined, Prisma.sql`c.duration_seconds >= ${q.minSeconds ?? 0}`);
  add(q.maxSeconds !== undefined, Prisma.sql`c.duration_seconds < ${q.maxSeconds ?? 0}`);
  add(q.isInterrupted === true, Prisma.sql`c.interruptions > 0`);
  add(q.isInterrupted === false, Prisma.sql`c.interruptions = 0`);
  add(q.hasFallenBack !== undefined, Prisma.sql`c.has_fallen_back = ${q.hasFallenBack ?? false}`);
  add(q.isAnswered === true, Prisma.sql`c.turn_count > 0`);
  add(q.isAnswered === false, Prisma.sql`c.turn_count = 0`);
  add(q.isOver === true, Prisma.sql`c.ended_at IS NOT NULL`);
  add(q.wish !== undefined, Prisma.sql`${q.wish ?? 'booking'}::call_wish = ANY(c.wishes)`);
  add(q.disposition !== undefined, Prisma.sql`c.disposition = ${q.disposition ?? 'settled'}::call_disposition`);
  add(q.hour !== undefined, Prisma.sql`extract(hour FROM ${local}) = ${q.hour ?? 0}`);
  add(q.weekday !== undefined, Prisma.sql`extract(isodow FROM ${local}) = ${q.weekday ?? 1}`);
  const appointment = (what: Prisma.Sql) =>
    Prisma.sql`EXISTS (SELECT 1 FROM appointments a WHERE a.clinic_id = c.clinic_id AND ${what})`;
  add(
    q.doctorId !== undefined,
    appointment(Prisma.sql`a.call_id = c.id AND a.doctor_id = ${q.doctorId ?? clinicId}::uuid`),
  );
  add(q.isNoShow === true, appointment(Prisma.sql`a.call_id = c.id AND a.status = 'no_show'`));
  add(only !== null, appointment(Prisma.sql`a.patient_id = c.patient_id AND a.doctor_id = ${only ?? clinicId}::uuid`));
  add(
    q.hasOpenTask !== undefined,
    Prisma.sql`${q.hasOpenTask ?? true} = EXISTS (SELECT 1 FROM call_tasks k
      WHERE k.clinic_id = c.clinic_id AND k.call_id = c.id AND k.status IN ('open', 'in_progress'))`,
  );
  add(
    q.slow !== undefined,
    Prisma.sql`EXISTS (SELECT 1 FROM call_turns u
      WHERE u.clinic_id = c.clinic_id AND u.call_id = c.id AND ${stageColumns[q.slow?.stage ?? 'answer']} >= ${q.slow?.ms ?? 0})`,
  );
  return all;
}
