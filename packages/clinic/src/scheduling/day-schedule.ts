import { z } from 'zod';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { appointmentColumns, iso, toAppointmentView } from './appointment-view.ts';
import { addDays, datesBetween, isoOf, localDay, startOfDay, weekdayOf } from './civil-time.ts';
import type { AppointmentView } from './types.ts';

export const dayScheduleSchema = z.object({
  /** First clinic-local day. */
  date: z.iso.date('is not a date as 2026-11-30'),
  days: z.int().min(1).max(7, 'is more than a week').optional(),
  doctorIds: z.array(z.uuid('is not an id')).max(100, 'are too many').optional(),
});

export interface Stretch {
  startsAt: string;
  endsAt: string;
}

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
  }[];
  windows: (Stretch & { doctorId: string })[];
  closed: (Stretch & { doctorId: string | null; kind: 'leave' | 'holiday' | 'break'; label: string })[];
  appointments: AppointmentView[];
  holds: (Stretch & { doctorId: string; callId: string | null })[];
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
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const { zone } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { zone: true } });
    const dates = datesBetween(q.date, addDays(q.date, (q.days ?? 1) - 1));
    const from = startOfDay(q.date, zone);
    const to = startOfDay(addDays(q.date, dates.length), zone);
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
    const ofDoctors = { clinicId, doctorId: { in: ids } };
    const windows = await tx.weeklyWindow.findMany({
      where: ofDoctors,
      select: { doctorId: true, weekday: true, fromMin: true, toMin: true, validFrom: true, validTo: true },
    });
    const breaks = await tx.break.findMany({
      where: ofDoctors,
      select: { doctorId: true, weekday: true, fromMin: true, toMin: true },
    });
    const leaves = await tx.leave.findMany({
      where: { ...ofDoctors, startsAt: { lt: new Date(to) }, endsAt: { gt: new Date(from) } },
      select: { doctorId: true, startsAt: true, endsAt: true, label: true },
    });
    const holidays = await tx.holiday.findMany({
      where: { clinicId, date: { in: dates.map((date) => new Date(date)) } },
      select: { date: true, name: true, branchId: true },
    });
    const appointments = await tx.appointment.findMany({
      where: {
        ...ofDoctors,
        startsAt: { gte: new Date(from), lt: new Date(to) },
        status: { notIn: ['cancelled', 'rescheduled'] },
      },
      select: appointmentColumns,
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    });
    const holds = await tx.slotClaim.findMany({
      where: {
        clinicId,
        resourceId: { in: ids },
        kind: 'hold',
        releasedAt: null,
        expiresAt: { gt: new Date(now) },
        startsAt: { gte: new Date(from), lt: new Date(to) },
      },
      select: { resourceId: true, startsAt: true, endsAt: true, callId: true },
    });
    const onDays = (rule: { weekday: number; fromMin: number; toMin: number }): Stretch[] =>
      dates.filter((date) => weekdayOf(date) === rule.weekday).map((date) => stretchOf(date, rule, zone));
    return {
      zone,
      dates,
      doctors: doctors.map(({ branchId: _, ...doctor }) => doctor),
      windows: windows.flatMap((window) =>
        dates
          .filter((date) => weekdayOf(date) === window.weekday && isValid(window, date))
          .map((date) => ({ doctorId: window.doctorId, ...stretchOf(date, window, zone) })),
      ),
      closed: [
        ...leaves.map((leave) => ({
          doctorId: leave.doctorId,
          kind: 'leave' as const,
          label: leave.label,
          startsAt: iso(leave.startsAt),
          endsAt: iso(leave.endsAt),
        })),
        ...holidays.flatMap((holiday) => {
          const day = localDay(holiday.date.toISOString().slice(0, 10), zone);
          const whole = { startsAt: isoOf(day.startsAt), endsAt: isoOf(day.endsAt) };
          // The whole clinic's, or that of each doctor who sits in the branch.
          const closedFor =
            holiday.branchId === null
              ? [null]
              : doctors.filter((doctor) => doctor.branchId === holiday.branchId).map((doctor) => doctor.id);
          return closedFor.map((doctorId) => ({ doctorId, kind: 'holiday' as const, label: holiday.name, ...whole }));
        }),
        ...breaks.flatMap((pause) =>
          onDays(pause).map((span) => ({ doctorId: pause.doctorId, kind: 'break' as const, label: '', ...span })),
        ),
      ],
      appointments: appointments.map((row) => toAppointmentView(row, cipher)),
      holds: holds.map((hold) => ({
        doctorId: hold.resourceId,
        startsAt: iso(hold.startsAt),
        endsAt: iso(hold.endsAt),
        callId: hold.callId,
      })),
    };
  });
}

function isValid(window: { validFrom: Date; validTo: Date | null }, date: string): boolean {
  const day = (value: Date) => value.toISOString().slice(0, 10);
  return day(window.validFrom) <= date && (window.validTo === null || day(window.validTo) >= date);
}

function stretchOf(date: string, rule: { fromMin: number; toMin: number }, zone: string): Stretch {
  const day = localDay(date, zone);
  return { startsAt: isoOf(day.edge(rule.fromMin)), endsAt: isoOf(day.edge(rule.toMin)) };
}
