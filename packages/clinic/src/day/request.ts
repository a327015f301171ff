import { z } from 'zod';
import { ClinicError } from '../context.ts';
import { idempotencyKeySchema } from '../idempotency.ts';
import { sessionSchema } from '../queue/session-schema.ts';
import type { Span } from '../scheduling/availability.ts';
import { addDays, DAY_MS, startOfDay } from '../scheduling/civil-time.ts';
import { instantSchema } from '../scheduling/slot-schema.ts';

const id = z.uuid('is not an id');
const date = z.iso.date('is not a date as 2026-11-30');

/** When a doctor is away: whole days, both included, or from one instant to another. */
export const awayTimeSchema = {
  days: z.object({ from: date, to: date }).optional(),
  span: z.object({ startsAt: instantSchema, endsAt: instantSchema }).optional(),
};
export const hasOneTime = ({ days, span }: { days?: unknown; span?: unknown }): boolean =>
  (days === undefined) !== (span === undefined);
export const oneTime = { path: ['days'], message: 'or span must say when, and not both' };

export const labelSchema = z.string().trim().min(1, 'is empty').max(120, 'is longer than 120 characters');

const lateSchema = z.object({
  kind: z.literal('late'),
  doctorId: id,
  /** How late the doctor is by the timetable, all told. What was shifted before counts as done. */
  minutes: z.int('is not a number of whole minutes').min(5, 'is less than 5').max(240, 'is more than 240'),
  /** `shift`: what is left of the session moves along; `warn`: everybody is told and keeps their time. */
  manner: z.enum(['shift', 'warn'], 'is neither shift nor warn'),
  /** Clinic-local day; today where it is missing. */
  date: date.optional(),
  /** Begin of the session, as 09:00; the one that is on, or the next, where it is missing. */
  session: sessionSchema.optional(),
  /** How much longer than the timetable says the doctor stays, and takes off a break; as long as they are late where it is missing. */
  stayMin: z.int('is not a number of whole minutes').min(0, 'is negative').max(240, 'is more than 240').optional(),
});
export type LateRequest = z.output<typeof lateSchema>;

const awaySchema = z
  .object({
    kind: z.literal('away'),
    doctorId: id,
    ...awayTimeSchema,
    /** Of the leave, for staff. */
    label: labelSchema,
    /** `move`: a time is proposed to each; `cancel`: all are cancelled. */
    manner: z.enum(['move', 'cancel'], 'is neither move nor cancel'),
    /** What the desk wants done with some of them instead. */
    instead: z
      .array(z.object({ appointmentId: id, outcome: z.enum(['call', 'cancel'], 'is neither call nor cancel') }))
      .max(500, 'are too many')
      .optional(),
    /** Days after the time away in which a time is looked for. */
    searchDays: z.int().min(1, 'is less than 1').max(60, 'is more than 60').optional(),
  })
  .refine(hasOneTime, oneTime);
export type AwayRequest = z.output<typeof awaySchema>;

export const dayRequestSchema = z.discriminatedUnion('kind', [lateSchema, awaySchema], 'is neither late nor away');
export type DayRequest = z.output<typeof dayRequestSchema>;

export const applyDaySchema = z.object({
  request: dayRequestSchema,
  /** Of the plan that was looked at: another one is not applied. */
  fingerprint: z.string().length(64, 'is not that of a plan'),
  idempotencyKey: idempotencyKeySchema,
});

const LONGEST_AWAY_DAYS = 366;

/**
 * The instants of a time away.
 * @throws {ClinicError} `bad-input` where it ends before it begins, or is longer than a year.
 */
export function awaySpan(
  { days, span }: { days?: { from: string; to: string } | undefined; span?: z.output<typeof awayTimeSchema.span> },
  zone: string,
): Span {
  const [startsAt, endsAt] =
    days === undefined
      ? [Date.parse(span?.startsAt ?? ''), Date.parse(span?.endsAt ?? '')]
      : [startOfDay(days.from, zone), startOfDay(addDays(days.to, 1), zone)];
  const field = days === undefined ? 'span.endsAt' : 'days.to';
  if (!(endsAt > startsAt)) throw new ClinicError('bad-input', 'The time away ends before it begins.', field);
  if (endsAt - startsAt > LONGEST_AWAY_DAYS * DAY_MS)
    throw new ClinicError('bad-input', `Nobody is away for more than ${LONGEST_AWAY_DAYS} days at once.`, field);
  return { startsAt, endsAt };
}
