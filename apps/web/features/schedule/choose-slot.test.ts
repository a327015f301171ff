// Guards: a place on the grid means the slot it lies in, and whoever is in the way is named.
import { expect, it } from 'vitest';
import type { Appointment, DaySchedule, Slot } from '../../server/routers/schedule-schemas.ts';
import { inTheWay, slotAt } from './choose-slot.ts';

const zone = 'Asia/Kolkata';
/** A time of 30 November in India. */
const at = (clock: string) => new Date(`2026-11-30T${clock}:00+05:30`).toISOString();
const slot = (from: string, to: string) => ({ doctorId: 'a', startsAt: at(from), endsAt: at(to) }) as Slot;
const free = [slot('10:00', '10:15'), slot('10:15', '10:30'), slot('11:00', '11:15')];

it('takes the slot that the place lies in, else the nearest within half an hour', () => {
  expect(slotAt(free, 10 * 60 + 20, zone)).toBe(free[1]);
  expect(slotAt(free, 10 * 60 + 50, zone)).toBe(free[2]);
  expect(slotAt(free, 13 * 60, zone)).toBeNull();
});

const appointment = { id: 'one', doctorId: 'a', startsAt: at('10:30'), endsAt: at('10:45'), status: 'scheduled' };
const schedule = {
  windows: [{ branchId: 'main', doctorId: 'a', startsAt: at('09:00'), endsAt: at('13:00') }],
  closed: [
    { doctorId: null, kind: 'holiday', label: 'Diwali', blockId: null, startsAt: at('12:00'), endsAt: at('13:00') },
  ],
  appointments: [appointment as Appointment],
  holds: [{ doctorId: 'a', callId: null, startsAt: at('11:30'), endsAt: at('11:45') }],
} satisfies Pick<DaySchedule, 'appointments' | 'holds' | 'closed' | 'windows'>;
const wanted = (from: string, to: string) => ({ doctorId: 'a', startsAt: at(from), endsAt: at(to) });

it('names who has the time, and not the one who is to be moved', () => {
  expect(inTheWay(schedule, wanted('10:15', '10:35'))).toEqual({ kind: 'appointment', appointment });
  expect(inTheWay(schedule, wanted('10:15', '10:35'), 'one')).toBeNull();
  expect(inTheWay(schedule, wanted('11:30', '11:40'))).toEqual({ kind: 'hold' });
  expect(inTheWay(schedule, wanted('11:00', '11:30'))).toBeNull();
});

it('says that nobody sits then', () => {
  expect(inTheWay(schedule, wanted('08:30', '09:10'))).toEqual({ kind: 'hours' });
  expect(inTheWay(schedule, wanted('12:30', '12:45'))).toEqual({ kind: 'closed', why: 'holiday', label: 'Diwali' });
});
