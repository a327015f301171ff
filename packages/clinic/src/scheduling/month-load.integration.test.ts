// Guards: a month's load counts the time that is really there, and a doctor sees their own.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addLeave } from '../day/leaves.ts';
import { type CalendarWorld, calendarWorld } from '../testing/calendar-world.ts';
import { cancelAppointment } from './cancel.ts';
import { addHoliday } from './hours/holidays.ts';
import { type MonthDay, monthLoad } from './month-load.ts';

let world: CalendarWorld;
beforeAll(async () => {
  // Nine in the morning in Pune; the doctors sit from nine to five, the first with a break at one.
  world = await calendarWorld({ now: '2026-11-24T03:30:00Z' });
});
afterAll(() => world.house.close());

const on = (days: readonly MonthDay[], date: string) => days.find((day) => day.date === date);
const key = (name: string) => ({ idempotencyKey: `month-${name}` });

it('has every day of the month, also of a February', async () => {
  expect(await monthLoad(world.admin, { month: '2026-11' })).toHaveLength(30);
  const february = await monthLoad(world.admin, { month: '2028-02' });
  expect([february.length, february[0]?.date, february.at(-1)?.date]).toEqual([29, '2028-02-01', '2028-02-29']);
});

it('counts what is booked against the time there is, without breaks', async () => {
  const { ours, admin } = world;
  const [first] = ours.doctorIds;
  const before = on(await monthLoad(admin, { month: '2026-11', doctorId: first }), '2026-11-25');
  const { id } = await world.booked(ours.slot('2026-11-25', 600), world.patient(0));
  const { startsAt, endsAt } = ours.slot('2026-11-25', 600);
  const minutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  const after = on(await monthLoad(admin, { month: '2026-11', doctorId: first }), '2026-11-25');
  expect(after).toEqual({ ...before, appointments: 1, bookedMin: minutes });
  const whole = on(await monthLoad(admin, { month: '2026-11' }), '2026-11-25');
  expect(whole?.openMin).toBeGreaterThan(after?.openMin ?? 0);
  await cancelAppointment(admin, { appointmentId: id, by: 'clinic' });
  expect(on(await monthLoad(admin, { month: '2026-11', doctorId: first }), '2026-11-25')).toEqual(before);
});

it('leaves out leave and days off, and names the day off', async () => {
  const { ours, admin } = world;
  const [first] = ours.doctorIds;
  const open = on(await monthLoad(admin, { month: '2026-11', doctorId: first }), '2026-11-26')?.openMin ?? 0;
  // From ten to twelve: two hours of the nine to five.
  const span = { startsAt: '2026-11-26T04:30:00Z', endsAt: '2026-11-26T06:30:00Z' };
  await addLeave(admin, { doctorId: first, span, label: 'Away', ...key('leave') });
  await addHoliday(admin, { date: '2026-11-27', name: 'Repairs', ...key('holiday') });
  const days = await monthLoad(admin, { month: '2026-11', doctorId: first });
  expect(on(days, '2026-11-26')?.openMin).toBe(open - 120);
  expect(on(days, '2026-11-27')).toMatchObject({ openMin: 0, doctors: 0, holiday: 'Repairs' });
});

it('shows a doctor their own, and nobody another clinic’s', async () => {
  const { ours, theirs, admin, doctor } = world;
  const [first, second] = ours.doctorIds;
  expect(await monthLoad(doctor, { month: '2026-11' })).toEqual(
    await monthLoad(admin, { month: '2026-11', doctorId: first }),
  );
  await expect(monthLoad(doctor, { month: '2026-11', doctorId: second })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  await expect(monthLoad(admin, { month: '2026-11', doctorId: theirs.doctorIds[0] })).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(monthLoad(admin, { month: '2026-13' })).rejects.toMatchObject({ code: 'bad-input', field: 'month' });
});
