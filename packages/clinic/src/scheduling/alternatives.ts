import type { Tenant } from '@vaani/db';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { availability, type FreeSlot, toSlot } from './availability.ts';
import { addDays, localDate } from './civil-time.ts';
import { instantOf } from './instant.ts';
import { emptied, type LoadedCalendar, loadCalendar } from './load-calendar.ts';
import { shareNext } from './share-next.ts';
import type { Slot } from './types.ts';

const REACH_DAYS = 7;
const MOST = 3;

interface Wanted {
  doctorId: string;
  serviceId: string;
  startsAt: number;
}

interface Options {
  zone: string;
  now: number;
  isStaff: boolean;
  /** What this appointment takes is given up for another time. */
  exceptAppointmentId?: string;
}

/** The free slots of a doctor that lie nearest to a time that could not be had, in order of time. */
export async function nearestFree(tenant: Tenant, wanted: Wanted, options: Options): Promise<Slot[]> {
  return nearestOf(await freeAround(tenant, wanted, options), wanted);
}

async function freeAround(tenant: Tenant, wanted: Wanted, options: Options): Promise<FreeSlot[]> {
  return availability(await calendarAround(tenant, wanted, options));
}

async function calendarAround(tenant: Tenant, wanted: Wanted, options: Options): Promise<LoadedCalendar> {
  const day = localDate(wanted.startsAt, options.zone);
  const today = localDate(options.now, options.zone);
  const from = day > today ? addDays(day, -1) : today;
  return loadCalendar(tenant, {
    doctorId: wanted.doctorId,
    serviceId: wanted.serviceId,
    from,
    to: addDays(day > today ? day : today, REACH_DAYS),
    now: options.now,
    isStaff: options.isStaff,
    exceptAppointmentId: options.exceptAppointmentId,
  });
}

function nearestOf(free: FreeSlot[], wanted: Wanted): Slot[] {
  const distance = ({ startsAt }: FreeSlot) => Math.abs(startsAt - wanted.startsAt);
  return free
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, MOST)
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((slot) => toSlot(slot, wanted.serviceId));
}

/** The same in a transaction of its own, for a write that was given up. */
export async function nearestFreeApart(ctx: ClinicContext, slot: Slot): Promise<Slot[]> {
  const wanted = { ...slot, startsAt: instantOf(slot.startsAt) };
  return nearestOf((await lookAround(ctx, wanted)).free, wanted);
}

/**
 * What whoever wants a slot can have instead, where somebody has it: a look without a lock, before queueing for it. Null where it can still be had,
 * and where it is no slot at all, which the write itself refuses.
 */
export async function alternativesIfGone(ctx: ClinicContext, slot: Slot): Promise<Slot[] | null> {
  const wanted = { ...slot, startsAt: instantOf(slot.startsAt) };
  const { free, taken } = await lookAround(ctx, wanted);
  return taken.has(wanted.startsAt) ? nearestOf(free, wanted) : null;
}

interface Look {
  free: FreeSlot[];
  /** Where slots begin that would be free if nothing were taken. */
  taken: ReadonlySet<number>;
}

/** Those who ask at the same moment about the same doctor's day share one reading: when many want it, they must not fight for connections as well. */
function lookAround(ctx: ClinicContext, wanted: Wanted): Promise<Look> {
  const isStaff = ctx.actor.kind === 'staff';
  const day = new Date(wanted.startsAt).toISOString().slice(0, 10);
  const key = [ctx.clinicId, wanted.doctorId, wanted.serviceId, day, isStaff].join('|');
  return shareNext(ctx.db, key, () =>
    ctx.db.withTenant(ctx.clinicId, async (tenant) => {
      const { zone } = await settingsOf(tenant);
      const calendar = await calendarAround(tenant, wanted, { zone, now: ctx.clock.now(), isStaff });
      const free = availability(calendar);
      const taken = new Set(availability(emptied(calendar)).map(({ startsAt }) => startsAt));
      for (const { startsAt } of free) taken.delete(startsAt);
      return { free, taken };
    }),
  );
}
