import { z } from 'zod';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { MINUTE_MS } from './civil-time.ts';
import { daySchedule } from './day-schedule.ts';

export const doctorScheduleSchema = z.object({
  doctorId: z.uuid('is not an id'),
  /** First clinic-local day. */
  date: z.iso.date('is not a date as 2026-11-30'),
  days: z.int().min(1).max(7, 'is more than a week').optional(),
});

const stretchSchema = z.object({ startsAt: z.string(), endsAt: z.string() });

const doctorDaysSchema = z.object({
  zone: z.string(),
  dates: z.array(z.string()),
  /** When the doctor sits. */
  windows: z.array(stretchSchema),
  /** When they do not, within those or on the whole day. */
  closed: z.array(stretchSchema.extend({ kind: z.string() })),
  /** When they are with patients. */
  busy: z.array(stretchSchema.extend({ status: z.string() })),
});
/** Some days of one doctor without anything about a patient: it may be kept in Redis. Instants are in UTC. */
export type DoctorDays = z.infer<typeof doctorDaysSchema>;

const LIFE_MS = 15 * MINUTE_MS;

const groupOfClinic = (clinicId: string) => `schedule:${clinicId}`;
const groupOfDoctor = (clinicId: string, doctorId: string) => `schedule:${clinicId}:${doctorId}`;

/**
 * One to seven days of a doctor, kept for a quarter of an hour or until something of it changes.
 * @throws {ClinicError} `not-found` for an unknown doctor.
 */
export async function doctorSchedule(
  ctx: ClinicContext,
  query: z.input<typeof doctorScheduleSchema>,
): Promise<DoctorDays> {
  authorise(ctx, 'schedule.read');
  const { doctorId, date, days = 1 } = parseInput(doctorScheduleSchema, query);
  const own = onlyDoctor(ctx);
  if (own !== null && own !== doctorId)
    throw new ClinicError('not-allowed', 'A doctor sees their own schedule.', 'doctorId');
  return ctx.live.cache.getOrSet(`${groupOfDoctor(ctx.clinicId, doctorId)}:${date}:${days}`, {
    lifeMs: LIFE_MS,
    schema: doctorDaysSchema,
    groups: [groupOfClinic(ctx.clinicId), groupOfDoctor(ctx.clinicId, doctorId)],
    make: () => read(ctx, { doctorId, date, days }),
  });
}

async function read(ctx: ClinicContext, q: { doctorId: string; date: string; days: number }): Promise<DoctorDays> {
  const whole = await daySchedule(ctx, { date: q.date, days: q.days, doctorIds: [q.doctorId] });
  if (whole.doctors.length === 0) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
  return {
    zone: whole.zone,
    dates: whole.dates,
    windows: whole.windows.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })).sort(byStart),
    closed: whole.closed.map(({ startsAt, endsAt, kind }) => ({ startsAt, endsAt, kind })).sort(byStart),
    busy: whole.appointments.map(({ startsAt, endsAt, status }) => ({ startsAt, endsAt, status })),
  };
}

const byStart = (a: { startsAt: string }, b: { startsAt: string }) => (a.startsAt < b.startsAt ? -1 : 1);

/**
 * After a change, once it is committed: what was kept of these doctors' days is made anew. Without doctors, of the whole clinic, as for a holiday.
 * Appointments and calendars call it by way of their events.
 */
export async function forgetSchedules(ctx: ClinicContext, doctorIds?: readonly string[]): Promise<void> {
  const groups = doctorIds?.map((doctorId) => groupOfDoctor(ctx.clinicId, doctorId)) ?? [groupOfClinic(ctx.clinicId)];
  await Promise.all(groups.map((group) => ctx.live.cache.dropGroup(group)));
}
