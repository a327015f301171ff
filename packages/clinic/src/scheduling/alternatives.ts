import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { availability, type FreeSlot, toSlot } from './availability.ts';
import { addDays, localDate } from './civil-time.ts';
import { instantOf } from './instant.ts';
import { loadCalendar } from './load-calendar.ts';
import type { Slot } from './types.ts';

const REACH_DAYS = 7;
const MOST = 3;

interface Wanted {
  doctorId: string;
  serviceId: string;
  startsAt: number;
}

/** The free slots of a doctor that lie nearest to a time that could not be had, in order of time. */
export async function nearestFree(
  tenant: Tenant,
  wanted: Wanted,
  options: { zone: string; now: number; isStaff: boolean },
): Promise<Slot[]> {
  return nearestOf(await freeAround(tenant, wanted, options), wanted);
}

async function freeAround(
  tenant: Tenant,
  wanted: Wanted,
  options: { zone: string; now: number; isStaff: boolean },
): Promise<FreeSlot[]> {
  const day = localDate(wanted.startsAt, options.zone);
  const today = localDate(options.now, options.zone);
  const from = day > today ? addDays(day, -1) : today;
  const calendar = await loadCalendar(tenant, {
    doctorId: wanted.doctorId,
    serviceId: wanted.serviceId,
    from,
    to: addDays(day > today ? day : today, REACH_DAYS),
    now: options.now,
    isStaff: options.isStaff,
  });
  return availability(calendar);
}

function nearestOf(free: FreeSlot[], wanted: Wanted): Slot[] {
  const distance = ({ startsAt }: FreeSlot) => Math.abs(startsAt - wanted.startsAt);
  return free
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, MOST)
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((slot) => toSlot(slot, wanted.serviceId));
}

const reads = new WeakMap<ClinicContext['db'], Map<string, Promise<FreeSlot[]>>>();

/**
 * The same in a transaction of its own, for a write that was given up. Those who ask at the same moment about the same doctor's day share one
 * reading: when many give up at once, they must not fight for connections as well.
 */
export async function nearestFreeApart(ctx: ClinicContext, slot: Slot): Promise<Slot[]> {
  const wanted = { ...slot, startsAt: instantOf(slot.startsAt) };
  const isStaff = ctx.actor.kind === 'staff';
  const key = [ctx.clinicId, slot.doctorId, slot.serviceId, slot.startsAt.slice(0, 10), isStaff].join('|');
  const running = reads.get(ctx.db) ?? new Map<string, Promise<FreeSlot[]>>();
  reads.set(ctx.db, running);
  const reading = running.get(key) ?? readApart(ctx, wanted, isStaff).finally(() => running.delete(key));
  running.set(key, reading);
  return nearestOf(await reading, wanted);
}

function readApart(ctx: ClinicContext, wanted: Wanted, isStaff: boolean): Promise<FreeSlot[]> {
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const where = { id: tenant.clinicId };
    const { zone } = await tenant.tx.clinic.findUniqueOrThrow({ where, select: { zone: true } });
    return freeAround(tenant, wanted, { zone, now: ctx.clock.now(), isStaff });
  });
}
