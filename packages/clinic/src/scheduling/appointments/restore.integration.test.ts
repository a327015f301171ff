// Guards undoing a cancellation: only while the time is free, and then wholly as it was.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CalendarWorld, calendarWorld } from '../../testing/calendar-world.ts';
import { cancelAppointment } from '../cancel.ts';
import type { AppointmentView } from '../types.ts';
import { restoreAppointment } from './restore.ts';

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld({ now: '2026-11-24T03:00:00Z' });
});
afterAll(() => world.house.close());

const restore = (appointmentId: string, over: object = {}) =>
  restoreAppointment(world.admin, { appointmentId, idempotencyKey: randomUUID(), ...over });
const cancelled = async (...args: Parameters<CalendarWorld['booked']>): Promise<AppointmentView> => {
  const appointment = await world.booked(...args);
  await cancelAppointment(world.admin, { appointmentId: appointment.id, by: 'patient', reason: 'away' });
  return appointment;
};

it('gives the time back, forgets the cancellation, and tells the patient', async () => {
  const { ours, patient, claims, count, house } = world;
  const mine = await cancelled(ours.slot('2026-11-25', 600), patient(0));
  expect(await claims(ours.doctorIds[0])).toEqual([]);
  const restored = await restore(mine.id);
  expect(restored).toMatchObject({
    ok: true,
    appointment: { id: mine.id, status: 'scheduled', startsAt: mine.startsAt },
  });
  expect(await claims(ours.doctorIds[0])).toEqual(['0 2026-11-25T04:30–04:45']);
  const { rows } = await house.owner.query(
    'SELECT cancelled_at, cancelled_by, cancel_reason FROM appointments WHERE id = $1',
    [mine.id],
  );
  expect(rows).toEqual([{ cancelled_at: null, cancelled_by: null, cancel_reason: null }]);
  const waiting = `message_jobs WHERE appointment_id = $1 AND status = 'waiting' AND kind <> 'reminder'`;
  expect(await count(`${waiting} AND kind = 'cancellation'`, [mine.id])).toBe(0);
  expect(await count(waiting, [mine.id])).toBe(1);
  expect(await count(`audit_entries WHERE object_id = $1 AND action = 'appointment.restore'`, [mine.id])).toBe(1);
});

it('under its key is done once; without, what is not cancelled is not restored', async () => {
  const { ours, patient, admin } = world;
  const mine = await cancelled(ours.slot('2026-11-26', 600), patient(1));
  const request = { appointmentId: mine.id, idempotencyKey: randomUUID() };
  const [first, second] = await Promise.all([restoreAppointment(admin, request), restoreAppointment(admin, request)]);
  expect(first).toEqual(second);
  expect(first.ok).toBe(true);
  expect(await restore(mine.id)).toMatchObject({ ok: false, reason: 'not-allowed' });
});

it('is refused where somebody has the time, with others; and where two want it one gets it', async () => {
  const { ours, patient, booked, overlaps } = world;
  const slot = ours.slot('2026-11-27', 600);
  const mine = await cancelled(slot, patient(2));
  const others = await cancelled(slot, patient(3));
  const results = await Promise.all([restore(mine.id), restore(others.id)]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const refused = results.find(({ ok }) => !ok);
  expect(refused).toMatchObject({ reason: 'taken' });
  expect(refused?.ok === false && refused.alternatives.length).toBeGreaterThan(0);
  const next = await cancelled(ours.slot('2026-11-27', 660), patient(4));
  await booked(ours.slot('2026-11-27', 660), patient(5));
  expect(await restore(next.id)).toMatchObject({ reason: 'taken' });
  expect(await overlaps()).toBe(0);
});

it('is refused once it is past, or the doctor no longer sits then', async () => {
  const { ours, patient, house, ctx } = world;
  const mine = await cancelled(ours.slot('2026-11-28', 600), patient(6));
  house.setNow('2026-11-28T04:40:00Z');
  const request = { appointmentId: mine.id, idempotencyKey: randomUUID() };
  expect(await restoreAppointment(ctx, request)).toMatchObject({ reason: 'outside' });
  house.setNow('2026-11-28T04:45:00Z');
  expect(await restore(mine.id)).toMatchObject({ reason: 'outside' });
  // For staff it may be under way.
  house.setNow('2026-11-28T04:40:00Z');
  expect((await restore(mine.id)).ok).toBe(true);
  house.setNow('2026-11-24T03:00:00Z');
  const away = await cancelled(ours.slot('2026-11-30', 600), patient(7));
  await house.owner.query(
    `INSERT INTO leaves (id, clinic_id, doctor_id, starts_at, ends_at, label) VALUES ($1, $2, $3, '2026-11-30T04:00:00Z', '2026-11-30T05:00:00Z', 'Away')`,
    [randomUUID(), ours.clinicId, ours.doctorIds[0]],
  );
  expect(await restore(away.id)).toMatchObject({ reason: 'outside' });
});

it('asks about what the patient has booked since', async () => {
  const { ours, patient, booked } = world;
  const mine = await cancelled(ours.slot('2026-12-01', 600), patient(8));
  await booked(ours.slot('2026-12-01', 660), patient(8));
  expect(await restore(mine.id)).toMatchObject({ reason: 'same-day' });
  expect((await restore(mine.id, { isDespiteOwn: true })).ok).toBe(true);
  const clash = await cancelled(ours.slot('2026-12-02', 600), patient(9));
  await booked(ours.slot('2026-12-02', 600, 1), patient(9));
  expect(await restore(clash.id)).toMatchObject({ reason: 'same-time' });
});

describe('what is refused', () => {
  it('names the field; others’ appointments are not there; doctors may not', async () => {
    const { ours, theirs, patient, house, doctor, admin } = world;
    const mine = await cancelled(ours.slot('2026-12-03', 600), patient(10));
    const request = { appointmentId: mine.id, idempotencyKey: randomUUID() };
    await expect(restoreAppointment(admin, { ...request, appointmentId: 'it' })).rejects.toMatchObject({
      field: 'appointmentId',
    });
    await expect(restoreAppointment(admin, { ...request, idempotencyKey: 'x' })).rejects.toMatchObject({
      field: 'idempotencyKey',
    });
    const stranger = house.as(theirs.clinicId, theirs.admin);
    expect(await restoreAppointment(stranger, request)).toMatchObject({ reason: 'not-found', alternatives: [] });
    expect(await restore(randomUUID())).toMatchObject({ reason: 'not-found' });
    await expect(restoreAppointment(doctor, request)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
