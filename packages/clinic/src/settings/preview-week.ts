import { z } from 'zod';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { availability } from '../scheduling/availability.ts';
import { addDays, datesBetween, isoOf } from '../scheduling/civil-time.ts';
import { loadCalendar } from '../scheduling/load-calendar.ts';
import { dateSchema } from '../scheduling/slot-schema.ts';
import { idText } from './fields.ts';
import { weekSchema } from './week-hours.ts';

const DAYS = 7;

export const weekPreviewSchema = z.object({
  doctorId: idText,
  week: weekSchema,
  /** The default one where none is named. */
  serviceId: idText.optional(),
  /** The first of seven clinic-local days. */
  from: dateSchema,
});

/** What a week's hours would come to: the times that callers would be offered, a day each. */
export interface WeekPreview {
  zone: string;
  serviceId: string;
  days: {
    date: string /** Its first free times; `count` of all. */;
    slots: string[];
    count: number;
    isHoliday: boolean;
  }[];
}

const MOST_SHOWN = 60;

/**
 * What callers would be offered in a week if a doctor had these hours: asked of the same function that offers and books, with what is booked,
 * leave, holidays and other calendars. Nothing is written.
 * @throws {ClinicError} for bad input, or a doctor who does not give the service.
 */
export async function previewWeekHours(
  ctx: ClinicContext,
  request: z.input<typeof weekPreviewSchema>,
): Promise<WeekPreview> {
  authorise(ctx, 'settings.write');
  const { doctorId, week, serviceId, from } = parseInput(weekPreviewSchema, request);
  const to = addDays(from, DAYS - 1);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const query = { doctorId, serviceId, from, to, now: ctx.clock.now(), isStaff: false };
    const calendar = await loadCalendar(tenant, query);
    const [doctor] = calendar.doctors;
    if (doctor === undefined)
      throw new ClinicError('bad-input', 'This doctor does not give that service.', 'serviceId');
    const windows = week.windows.map((window) => ({ ...window, validFrom: from, validTo: null }));
    const slots = availability({ ...calendar, doctors: [{ ...doctor, windows, breaks: week.breaks }] });
    return {
      zone: calendar.zone,
      serviceId: calendar.service.id,
      days: datesBetween(from, to).map((date) => {
        const own = slots.filter((slot) => slot.date === date);
        return {
          date,
          slots: own.slice(0, MOST_SHOWN).map(({ startsAt }) => isoOf(startsAt)),
          count: own.length,
          isHoliday: calendar.holidays.some((holiday) => holiday.date === date),
        };
      }),
    };
  });
}
