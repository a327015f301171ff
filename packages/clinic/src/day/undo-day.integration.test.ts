// Guards: a delay or an absence that was a mistake is taken back as far as the day allows, and what stays is named.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { daySchedule } from '../scheduling/day-schedule.ts';
import { listAppointments } from '../scheduling/list.ts';
import { type CalendarWorld, calendarWorld } from '../testing/calendar-world.ts';
import { applyDay } from './apply-day.ts';
import { listLate } from './late.ts';
import { listLeaves } from './leaves.ts';
import { previewDay } from './preview-day.ts';
import { undoDay } from './undo-day.ts';

const today = '2026-11-24';
/** A time of that day in Pune. */
const at = (clock: string) => new Date(`${today}T${clock}:00+05:30`).toISOString().replace('.000Z', 'Z');

let world: CalendarWorld;
beforeAll(async () => {
  // Nine in the morning in Pune; the doctors sit from nine to five, the first with a break at one.
  world = await calendarWorld({ now: '2026-11-24T03:30:00Z' });
});
afterAll(() => world.house.close());
beforeEach(async () => {
  for (const table of [
    'message_appointments',
    'follow_up_calls',
    'message_jobs',
    'queue_tokens',
    'doctor_sessions',
    'leaves',
  ])
    await world.house.owner.query(`DELETE FROM ${table}`);
  await world.house.owner.query('UPDATE appointments SET rescheduled_to_id = NULL');
  for (const table of ['appointments', 'slot_claims']) await world.house.owner.query(`DELETE FROM ${table}`);
});

async function apply(request: Parameters<typeof previewDay>[1]) {
  const { fingerprint } = await previewDay(world.admin, request);
  const result = await applyDay(world.admin, { request, fingerprint, idempotencyKey: randomUUID() });
  if (!result.ok) throw new Error('the plan changed');
  const items = result.plan.items.map(({ appointment: { id, startsAt } }) => ({ appointmentId: id, startsAt }));
  return { leaveId: result.leaveId, items };
}

/** Where the first doctor's appointments stand on the days around. */
async function times(): Promise<string[]> {
  const doctorIds = [world.ours.doctorIds[0]];
  const range = { from: '2026-11-23T00:00:00Z', to: '2026-12-20T00:00:00Z', doctorIds };
  return (await listAppointments(world.admin, range)).map(({ startsAt }) => startsAt);
}

const late = () => ({
  kind: 'late' as const,
  doctorId: world.ours.doctorIds[0],
  minutes: 30,
  manner: 'shift' as const,
});
const away = (manner: 'move' | 'cancel') => ({
  ...{ kind: 'away' as const, doctorId: world.ours.doctorIds[0], days: { from: today, to: today } },
  ...{ label: 'Fever', manner },
});

it('brings everybody back who came later, one into the time of the other', async () => {
  const { ours, admin } = world;
  for (const [index, minutes] of [600, 615, 630].entries())
    await world.booked(ours.slot(today, minutes), world.patient(index));
  const before = await times();
  const { leaveId, items } = await apply(late());
  expect(await times()).not.toEqual(before);
  const request = { doctorId: ours.doctorIds[0], leaveId, items, idempotencyKey: randomUUID() };
  expect(await undoDay(admin, request)).toEqual({
    returned: items.map(({ appointmentId }) => appointmentId),
    kept: [],
  });
  expect(await times()).toEqual(before);
  expect(await listLate(admin)).toEqual([]);
  expect(await world.overlaps()).toBe(0);
  // Pressed twice: the same again, and nothing else.
  expect((await undoDay(admin, request)).kept).toEqual([]);
  expect(await times()).toEqual(before);
});

it('takes the delay of another day back with its day', async () => {
  const { ours, admin } = world;
  const date = '2026-11-26';
  await world.booked(ours.slot(date, 600), world.patient(0));
  const { leaveId, items } = await apply({ ...late(), date });
  const lateThen = async () => (await daySchedule(admin, { date })).late.map(({ lateMin }) => lateMin);
  expect(await lateThen()).toEqual([30]);
  await undoDay(admin, { doctorId: ours.doctorIds[0], leaveId, date, items, idempotencyKey: randomUUID() });
  expect(await lateThen()).toEqual([]);
});

it.each(['move', 'cancel'] as const)('takes an absence back: %s', async (manner) => {
  const { ours, admin } = world;
  for (const [index, minutes] of [600, 660].entries())
    await world.booked(ours.slot(today, minutes), world.patient(index));
  const before = await times();
  const { leaveId, items } = await apply(away(manner));
  expect(await times()).not.toEqual(before);
  const request = { doctorId: ours.doctorIds[0], leaveId, items, idempotencyKey: randomUUID() };
  expect((await undoDay(admin, request)).kept).toEqual([]);
  expect(await times()).toEqual(before);
  expect(await listLeaves(admin, { from: today, to: today })).toEqual([]);
});

it('names whom it could not bring back: their time is over by now', async () => {
  const { ours, admin, house } = world;
  const { id } = await world.booked(ours.slot(today, 600), world.patient(0));
  const { leaveId, items } = await apply(away('move'));
  house.setNow(at('11:00'));
  const undone = await undoDay(admin, { doctorId: ours.doctorIds[0], leaveId, items, idempotencyKey: randomUUID() });
  house.setNow('2026-11-24T03:30:00Z');
  expect(undone).toEqual({ returned: [], kept: [id] });
});

it('is the desk’s to do', async () => {
  const request = { doctorId: world.ours.doctorIds[0], leaveId: null, items: [], idempotencyKey: randomUUID() };
  await expect(undoDay(world.doctor, request)).rejects.toMatchObject({ code: 'not-allowed' });
});
