import { z } from 'zod';
import { type ClinicContext, type ClinicDeps, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { addDays, localDate } from '../scheduling/civil-time.ts';
import { searchSlots } from '../scheduling/search-slots.ts';
import type { Slot } from '../scheduling/types.ts';
import { type LinkedAppointment, type LinkTarget, targetOf } from './appointment-link.ts';
import { type ClosedLink, isClosed, type LinkRequest, openLink } from './open-link.ts';

/** Days that are offered at once. */
const DAYS = 14;
/** A doctor's free times in so many days: more than there are. */
const MOST_SLOTS = 500;

/** Free times to move to, as the patient's page offers them. */
export interface LinkSlots {
  state: 'open';
  appointment: LinkedAppointment;
  /** Clinic-local days with free times, in order. */
  days: { date: string; free: number }[];
  /** The day that is looked at; null where no day has any. */
  day: string | null;
  /** Its free times. */
  times: string[];
}

const daySchema = z.object({ day: z.iso.date('is not a date as 2026-11-30').optional() });

/**
 * Free times of the same doctor and service in the days to come, found as everywhere else. An unknown day, or one that is full, gives the first that is
 * not.
 */
export async function readLinkSlots(
  deps: ClinicDeps,
  request: LinkRequest,
  wanted: z.input<typeof daySchema>,
): Promise<LinkSlots | ClosedLink> {
  const { day: asked } = parseInput(daySchema, wanted);
  const link = await openLink(deps, request, 'appointment');
  if (isClosed(link)) return link;
  const target = await targetOf(link);
  if (target === null) return { state: 'forged' };
  const { zone } = target.view;
  const from = localDate(deps.clock.now(), zone);
  const slots = target.view.may.move ? await freeTimes(link.ctx, target, from, addDays(from, DAYS - 1)) : [];
  const byDay = Map.groupBy(slots, ({ startsAt }) => localDate(Date.parse(startsAt), zone));
  const days = [...byDay].map(([date, free]) => ({ date, free: free.length }));
  const day = days.find(({ date }) => date === asked)?.date ?? days[0]?.date ?? null;
  const times = day === null ? [] : (byDay.get(day) ?? []).map(({ startsAt }) => startsAt);
  return { state: 'open', appointment: target.view, days, day, times };
}

/** Free times on the day of an instant (epoch milliseconds). */
export function slotsOfDay(ctx: ClinicContext, target: LinkTarget, at: number): Promise<Slot[]> {
  const date = localDate(at, target.view.zone);
  return freeTimes(ctx, target, date, date);
}

/** All but its own: an appointment is not moved to where it is. */
async function freeTimes(
  ctx: ClinicContext,
  { doctorId, serviceId, startsAt }: LinkTarget,
  from: string,
  to: string,
): Promise<Slot[]> {
  try {
    const slots = await searchSlots(ctx, { doctorId, serviceId, from, to, isWhole: true, limit: MOST_SLOTS });
    return slots.filter((slot) => Date.parse(slot.startsAt) !== startsAt.getTime());
  } catch (error) {
    // The clinic no longer offers this with this doctor: there is nothing to choose from, and its phone stands on the page.
    if (error instanceof ClinicError && error.code === 'not-found') return [];
    throw error;
  }
}
