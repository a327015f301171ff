// Guards: what is dragged snaps to what is free, and says who is in the way before it is dropped.
import { expect, it } from 'vitest';
import type { Appointment, DaySchedule, Slot } from '../../server/routers/schedule-schemas.ts';
import { dropTarget } from './drag.ts';

const zone = 'Asia/Kolkata';
const at = (clock: string) => new Date(`2026-11-30T${clock}:00+05:30`).toISOString();
const appointment = (id: string, from: string, to: string) =>
  ({ id, doctorId: 'a', startsAt: at(from), endsAt: at(to), status: 'scheduled' }) as Appointment;
const dragged = appointment('dragged', '10:00', '10:15');
const schedule = {
  zone,
  windows: [{ doctorId: 'a', startsAt: at('09:00'), endsAt: at('17:00') }],
  closed: [],
  holds: [],
  appointments: [dragged, appointment('other', '11:00', '11:15')],
} as unknown as DaySchedule;
const column = { key: '2026-11-30/a', date: '2026-11-30', doctor: { id: 'a' } };
const free = [
  { doctorId: 'a', startsAt: at('10:00'), endsAt: at('10:15') },
  { doctorId: 'a', startsAt: at('10:30'), endsAt: at('10:50') },
] as Slot[];

it('snaps to a free slot that is near, with that slot’s length', () => {
  expect(dropTarget(dragged, column, 10 * 60 + 24, free, schedule)).toMatchObject({
    ...{ state: 'free', fromMin: 630, toMin: 650, slot: free[1] },
  });
});

it('names who is in the way', () => {
  expect(dropTarget(dragged, column, 11 * 60 + 3, free, schedule)).toMatchObject({
    ...{ state: 'taken', fromMin: 665, way: { kind: 'appointment', appointment: { id: 'other' } } },
  });
});

it('knows where it was, and waits for what is free', () => {
  expect(dropTarget(dragged, column, 10 * 60 + 1, free, schedule).state).toBe('own');
  expect(dropTarget(dragged, column, 12 * 60, null, schedule).state).toBe('asking');
});
