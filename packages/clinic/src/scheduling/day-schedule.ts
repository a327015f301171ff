import { z } from 'zod';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { type DayLateness, lateOn } from '../day/late-now.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { iso } from './appointment-view.ts';
import type { Span } from './availability.ts';
import { addDays, datesBetween, isoOf, type LocalDay, localDay, startOfDay } from './civil-time.ts';
import { loadBooked } from './load-booked.ts';
import { loadRules, type Rules } from './load-rules.ts';
import { breaksOn, hoursOn } from './open-hours.ts';
import { dateSchema } from './slot-schema.ts';
import type { AppointmentView } from './types.ts';

export const dayScheduleSchema = z.object({
  /** First clinic-local day. */
  date: dateSchema,
  days: z.int().min(1).max(7, 'is more than a week').optional(),
  doctorIds: z.array(z.uuid('is not an id')).max(100, 'are too many').optional(),
});

export interface Stretch {
  startsAt: string;
  endsAt: string;
}

export type ClosedKind = 'leave' | 'holiday' | 'break' | 'outside' | 'block';

/** What the schedule page draws. */
export interface DaySchedule {
  zone: string;
  dates: string[];
  doctors: {
    id: string;
    name: string;
    nameHindi: string;
    speciality: string;
    initials: string;
    colour: number;
    gridMin: number;
    branchId: string;
  }[];
  /** With the branch that the doctor sits in then. */
  windows: (Stretch & { doctorId: string; branchId: string })[];
  /** `outside`: busy by a calendar of their own. A block can be taken back by its id. */
  closed: (Stretch & { doctorId: string | null; kind: ClosedKind; label: string; blockId: string | null })[];
  appointments: AppointmentView[];
  holds: (Stretch & { doctorId: string; callId: string | null })[];
  /** Who is late, by date: today as far as it still matters. */
  late: DayLateness[];
}

/** One to seven days of some or all doctors, in a number of queries that does not grow. A doctor gets their own column. */
export async function daySchedule(ctx: ClinicContext, query: z.input<typeof dayScheduleSchema>): Promise<DaySchedule> {
  authorise(ctx, 'schedule.read');
  const q = parseInput(dayScheduleSchema, query);
  const own = onlyDoctor(ctx);
  if (own !== null && q.doctorIds?.some((id) => id !== own))
    throw new ClinicError('not-allowed', 'A doctor sees their own schedule.', 'doctorIds');
  const wanted = own === null ? q.doctorIds : [own];
  const now = ctx.clock.now();
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const { zone } = await settingsOf(tenant);
    const dates = datesBetween(q.date, addDays(q.date, (q.days ?? 1) - 1));
    const days = dates.map((date) => localDay(date, zone));
    const [from, to] = [new Date(startOfDay(q.date, zone)), new Date(startOfDay(addDays(q.date, dates.length), zone))];
    const doctors = await tx.doctor.findMany({
      where: { clinicId, isActive: true, ...(wanted === undefined ? {} : { id: { in: wanted } }) },
      select: {
        id: true,
        name: true,
        nameHindi: true,
        speciality: true,
        initials: true,
        colour: true,
        gridMin: true,
        branchId: true,
      },
      orderBy: { name: 'asc' },
    });
    const ids = doctors.map((doctor) => doctor.id);
    const rules = await loadRules(tenant, ids, { from: q.date, to: addDays(q.date, dates.length - 1) });
    const blocks = await tx.block.findMany({
      where: { clinicId, doctorId: { in: ids }, removedAt: null, startsAt: { lt: to }, endsAt: { gt: from } },
      select: { id: true, doctorId: true, startsAt: true, endsAt: true, label: true },
    });
    const booked = await loadBooked(tenant, ids, { from, to, now: new Date(now) });
    const late = await lateOn(tenant, { dates, now, doctorIds: ids });
    const touches = (span: Span) => span.startsAt < to.getTime() && span.endsAt > from.getTime();
    return {
      zone,
      dates,
      doctors,
      windows: doctors.flatMap(({ id }) =>
        days.flatMap((day) =>
          hoursOn(rules.of(id), day, []).map((hours) => ({
            ...{ doctorId: id, branchId: hours.branchId },
            ...stretchOf(day, hours),
          })),
        ),
      ),
      closed: [
        ...doctors.flatMap(({ id: doctorId }) => {
          const { leaves, outside } = rules.of(doctorId);
          return [
            ...leaves.filter(touches).map((span) => ({ ...closing('leave', doctorId, span.label), ...stretch(span) })),
            ...outside.filter(touches).map((span) => ({ ...closing('outside', doctorId), ...stretch(span) })),
          ];
        }),
        ...days.flatMap((day) => holidaysOn(day, rules, doctors)),
        ...doctors.flatMap(({ id }) =>
          days.flatMap((day) =>
            breaksOn(rules.of(id), day).map((pause) => ({ ...closing('break', id), ...stretch(pause) })),
          ),
        ),
        ...blocks.map((block) => ({
          ...closing('block', block.doctorId, block.label),
          blockId: block.id,
          startsAt: iso(block.startsAt),
          endsAt: iso(block.endsAt),
        })),
      ],
      ...booked,
      late,
    };
  });
}

type Closed = DaySchedule['closed'][number];

const closing = (kind: ClosedKind, doctorId: string | null, label = '') => ({ kind, doctorId, label, blockId: null });
const stretch = (span: Span): Stretch => ({ startsAt: isoOf(span.startsAt), endsAt: isoOf(span.endsAt) });

/** Days off: the whole clinic's, or the hours of those who would sit in a branch that is closed. */
function holidaysOn(day: LocalDay, rules: Rules, doctors: { id: string; branchId: string }[]): Closed[] {
  const whole = stretch(day);
  return rules.holidays
    .filter((holiday) => holiday.date === day.date)
    .flatMap((holiday) => {
      if (holiday.branchId === null) return [{ ...closing('holiday', null, holiday.name), ...whole }];
      return doctors.flatMap((doctor) => {
        const hours = hoursOn(rules.of(doctor.id), day, []);
        const there = hours.filter(({ branchId }) => branchId === holiday.branchId);
        const isWhole = hours.length === 0 ? doctor.branchId === holiday.branchId : there.length === hours.length;
        const stretches = isWhole ? [whole] : there.map((part) => stretchOf(day, part));
        return stretches.map((part) => ({ ...closing('holiday', doctor.id, holiday.name), ...part }));
      });
    });
}

const stretchOf = (day: LocalDay, rule: { fromMin: number; toMin: number }): Stretch => ({
  startsAt: isoOf(day.edge(rule.fromMin)),
  endsAt: isoOf(day.edge(rule.toMin)),
});
