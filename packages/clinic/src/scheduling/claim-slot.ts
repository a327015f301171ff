import type { Tenant } from '@vaani/db';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { availability, type FreeSlot, type Span } from './availability.ts';
import type { Announce } from './calendar-write.ts';
import { addDays, localDate, startOfDay } from './civil-time.ts';
import type { Buffers } from './create-claim.ts';
import { type DoctorSpan, lockCalendars } from './doctor-day-lock.ts';
import { instantOf } from './instant.ts';
import { emptied, type LoadedCalendar, loadCalendar } from './load-calendar.ts';
import { releaseExpiredHolds } from './release-claims.ts';
import type { Slot } from './types.ts';

/** A hold of whoever asks. */
export interface OwnHold {
  id: string;
  doctorId: string;
  startsAt: Date;
  endsAt: Date;
  createdAt: Date;
  expiresAt: Date;
}

interface Checked {
  calendar: LoadedCalendar;
  buffers: Buffers;
  /** All holds of the owner, some of which may have lapsed: their days are locked too. */
  holds: OwnHold[];
  /** The one of them that is on this very slot. */
  own: OwnHold | undefined;
  startsAt: number;
}

/** A wanted slot, checked against the calendar under the lock. */
export type SlotCheck =
  | (Checked & { isFree: true; slot: FreeSlot })
  /** Somebody has it; `slot` is what it would be. */
  | (Checked & { isFree: false; reason: 'taken'; slot: FreeSlot })
  /** The doctor does not sit then, or it is past. */
  | (Checked & { isFree: false; reason: 'outside'; slot: null });

export interface SlotQuestion {
  /** Holds of this owner take no time from them. Under the lock of the owner: `lockPeople`. */
  ownerToken?: string | undefined;
  /** What this appointment takes is given up for the slot. */
  exceptAppointmentId?: string | undefined;
  /** Other time that the write will touch: its days are locked with the slot's, in one order. */
  also?: readonly DoctorSpan[];
}

/**
 * Takes the locks of all days concerned, lets go of lapsed holds, and asks availability whether the slot can be had. The slot's end, branch and
 * lane are the calendar's, whatever was asked.
 * @throws {ClinicError} `bad-input` where the time is none, `busy` where a lock is not had.
 */
export async function checkSlot(
  tenant: Tenant,
  ctx: ClinicContext,
  slot: Pick<Slot, 'doctorId' | 'serviceId' | 'startsAt'>,
  announce: Announce,
  question: SlotQuestion = {},
): Promise<SlotCheck> {
  const { doctorId, serviceId } = slot;
  const { ownerToken, exceptAppointmentId } = question;
  const now = ctx.clock.now();
  const startsAt = instantOf(slot.startsAt);
  const { zone } = await settingsOf(tenant);
  const day = localDate(startsAt, zone);
  const wholeDay = { startsAt: startOfDay(day, zone), endsAt: startOfDay(addDays(day, 1), zone) };
  const holds = ownerToken === undefined ? [] : await holdsOf(tenant, ownerToken);
  const held = holds.map((hold) => ({ doctorId: hold.doctorId, ...spanOf(hold) }));
  // No slot reaches beyond its day: hours end at midnight at the latest.
  await lockCalendars(tenant, [{ doctorId, startsAt, endsAt: startsAt + 1 }, ...held, ...(question.also ?? [])], zone);
  await releaseExpiredHolds(tenant, ctx, { doctorId, ...wholeDay }, announce);
  const isStaff = ctx.actor.kind === 'staff';
  const calendar = await loadCalendar(tenant, {
    doctorId,
    serviceId,
    from: day,
    to: day,
    now,
    isStaff,
    ownerToken,
    exceptAppointmentId,
  });
  const { bufferBeforeMin = 0, bufferAfterMin = 0 } = calendar.doctors[0] ?? {};
  const checked = { calendar, holds, own: undefined, startsAt, buffers: { bufferBeforeMin, bufferAfterMin } };
  const find = (in_: LoadedCalendar) => availability(in_).find((candidate) => candidate.startsAt === startsAt);
  const free = find(calendar);
  if (free !== undefined) {
    const own = holds.find((hold) => isOn(hold, free) && hold.expiresAt.getTime() > now);
    return { ...checked, isFree: true, slot: free, own };
  }
  // Would it be free if nothing were taken? Then somebody has it; else it is no time of this doctor's.
  const taken = find(emptied(calendar));
  return taken === undefined
    ? { ...checked, isFree: false, reason: 'outside', slot: null }
    : { ...checked, isFree: false, reason: 'taken', slot: taken };
}

/** What an owner holds. */
export async function holdsOf({ tx, clinicId }: Tenant, holdOwner: string): Promise<OwnHold[]> {
  const rows = await tx.slotClaim.findMany({
    where: { clinicId, holdOwner, kind: 'hold', releasedAt: null },
    select: { id: true, resourceId: true, startsAt: true, endsAt: true, createdAt: true, expiresAt: true },
  });
  return rows.flatMap(({ resourceId, expiresAt, ...row }) =>
    // The constraint of the table: a hold has an end.
    expiresAt === null ? [] : [{ doctorId: resourceId, expiresAt, ...row }],
  );
}

const isOn = (hold: OwnHold, slot: FreeSlot): boolean =>
  hold.doctorId === slot.doctorId && hold.startsAt.getTime() === slot.startsAt && hold.endsAt.getTime() === slot.endsAt;

/** Milliseconds since the epoch of a stored span. */
export const spanOf = (row: { startsAt: Date; endsAt: Date }): Span => ({
  startsAt: row.startsAt.getTime(),
  endsAt: row.endsAt.getTime(),
});
