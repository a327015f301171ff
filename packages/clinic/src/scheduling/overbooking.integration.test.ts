// Guards booking on top: deliberate, permitted, audited, counted as taken, and given the time once it comes free.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CalendarWorld, calendarWorld } from '../testing/calendar-world.ts';
import { changeStatus } from './appointments/change-status.ts';
import { rescheduleAppointment } from './appointments/reschedule.ts';
import { type BookingRequest, bookAppointment } from './book.ts';
import { cancelAppointment } from './cancel.ts';
import { holdSlot, releaseHold } from './hold.ts';
import { searchSlots } from './search-slots.ts';
import { sweepHold } from './sweep-hold.ts';
import type { AppointmentView } from './types.ts';

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld({ now: '2026-11-24T03:00:00Z' });
});
afterAll(() => world.house.close());

const onTop = (slot: BookingRequest['slot'], patientId: string) =>
  world.booked(slot, patientId, { isOverbooked: true });
const now = async ({ id }: AppointmentView) => {
  const { rows } = await world.house.owner.query<{ is_overbooked: boolean; has_claim: boolean }>(
    'SELECT is_overbooked, claim_id IS NOT NULL AS has_claim FROM appointments WHERE id = $1',
    [id],
  );
  return rows[0];
};
const placed = { is_overbooked: false, has_claim: true };
const waiting = { is_overbooked: true, has_claim: false };

describe('booking on top', () => {
  it('has no claim, is counted as taken, and stands in the audit', async () => {
    const { ours, patient, booked, count, ctx } = world;
    const slot = ours.slot('2026-11-25', 600);
    const first = await booked(slot, patient(0));
    const second = await onTop(slot, patient(1));
    expect(second.isOverbooked).toBe(true);
    expect([await now(first), await now(second)]).toEqual([placed, waiting]);
    const audited = `audit_entries WHERE object_id = $1 AND action = 'appointment.book' AND 'isOverbooked' = ANY(fields)`;
    expect([await count(audited, [first.id]), await count(audited, [second.id])]).toEqual([0, 1]);
    // The one with the claim is gone, and its time goes to the other: nobody else may have it.
    await cancelAppointment(world.admin, { appointmentId: first.id, by: 'patient' });
    expect(await now(second)).toEqual(placed);
    const query = { doctorId: slot.doctorId, from: '2026-11-25', to: '2026-11-25', isWhole: true, limit: 500 };
    expect((await searchSlots(ctx, query)).map(({ startsAt }) => startsAt)).not.toContain(slot.startsAt);
    expect(await count(`audit_entries WHERE object_id = $1 AND action = 'appointment.place'`, [second.id])).toBe(1);
  });

  it('is an ordinary booking where the time is free', async () => {
    const free = await onTop(world.ours.slot('2026-11-26', 600), world.patient(2));
    expect([free.isOverbooked, await now(free)]).toEqual([false, placed]);
  });

  it('is for staff whose role may, and for times at which the doctor sits', async () => {
    const { ours, patient, booked, ctx, doctor, house, count } = world;
    const slot = ours.slot('2026-11-26', 660);
    await booked(slot, patient(3));
    const request = { slot, patientId: patient(4), idempotencyKey: randomUUID(), isOverbooked: true };
    const before = await count('appointments');
    for (const actor of [ctx, house.as(ours.clinicId, { kind: 'patient', via: 'link' }), doctor])
      await expect(bookAppointment(actor, request)).rejects.toMatchObject({ code: 'not-allowed' });
    for (const minutes of [667, 780, 1_080]) {
      const outside = { ...request, slot: ours.slot('2026-11-26', minutes) };
      expect(await bookAppointment(world.admin, outside)).toMatchObject({ ok: false, reason: 'outside' });
    }
    expect(await count('appointments')).toBe(before);
    const receptionist = house.as(ours.clinicId, { ...ours.admin, role: 'receptionist' });
    expect((await bookAppointment(receptionist, request)).ok).toBe(true);
  });
});

describe('time that comes free', () => {
  it('goes to the earliest that lies wholly inside, and what is left to the next that fits', async () => {
    const { ours, patient, booked, house, admin, overlaps } = world;
    const [, second] = ours.doctorIds;
    const length = (minutes: number | null) =>
      house.owner.query('UPDATE doctor_services SET duration_min = $1 WHERE doctor_id = $2', [minutes, second]);
    await length(45);
    const long = await booked(ours.slot('2026-11-27', 600, 1), patient(5));
    await length(30);
    const crossing = await onTop(ours.slot('2026-11-27', 630, 1), patient(6));
    await length(15);
    const later = await onTop(ours.slot('2026-11-27', 615, 1), patient(7));
    const twin = await onTop(ours.slot('2026-11-27', 615, 1), patient(8));
    const last = await onTop(ours.slot('2026-11-27', 630, 1), patient(9));
    await length(null);
    await cancelAppointment(admin, { appointmentId: long.id, by: 'clinic' });
    expect(await Promise.all([crossing, later, twin, last].map(now))).toEqual([waiting, placed, waiting, placed]);
    // Then the time of the one that was placed goes to the one that waits for the same.
    await cancelAppointment(admin, { appointmentId: later.id, by: 'clinic' });
    expect(await now(twin)).toEqual(placed);
    expect(await overlaps()).toBe(0);
  });

  it('of one that was moved goes to who waits, but for what the mover keeps of it', async () => {
    const { ours, patient, booked, house, admin } = world;
    const [, second] = ours.doctorIds;
    const length = (minutes: number | null) =>
      house.owner.query('UPDATE doctor_services SET duration_min = $1 WHERE doctor_id = $2', [minutes, second]);
    await length(30);
    const long = await booked(ours.slot('2026-11-28', 600, 1), patient(10));
    await length(15);
    const early = await onTop(ours.slot('2026-11-28', 600, 1), patient(11));
    const late = await onTop(ours.slot('2026-11-28', 615, 1), patient(12));
    await length(30);
    const moved = await rescheduleAppointment(admin, {
      appointmentId: long.id,
      slot: ours.slot('2026-11-28', 615, 1),
      by: 'patient',
      idempotencyKey: randomUUID(),
      isOverbooked: true,
    });
    await length(null);
    // Another waits within the wanted time, so that the mover goes on top, and both who wait have the old time.
    expect(moved).toMatchObject({ ok: true, appointment: { isOverbooked: true } });
    expect([await now(early), await now(late)]).toEqual([placed, placed]);
  });

  it('is that of who did not come, of a consultation that is over, and of a hold', async () => {
    const { ours, patient, booked, house, admin, ctx } = world;
    const slot = ours.slot('2026-11-30', 600);
    const absent = await booked(slot, patient(13));
    const waits = await onTop(slot, patient(14));
    house.setNow('2026-11-30T04:40:00Z');
    expect((await changeStatus(admin, { appointmentId: absent.id, to: 'no_show' })).ok).toBe(true);
    expect(await now(waits)).toEqual(placed);
    const third = await onTop(slot, patient(15));
    for (const to of ['checked_in', 'in_consultation', 'completed'] as const)
      expect((await changeStatus(admin, { appointmentId: waits.id, to })).ok).toBe(true);
    expect(await now(third)).toEqual(placed);

    const held = ours.slot('2026-11-30', 900);
    const ownerToken = `call-${randomUUID()}`;
    expect((await holdSlot(ctx, { slot: held, ownerToken })).ok).toBe(true);
    const onHold = await onTop(held, patient(16));
    expect(await now(onHold)).toEqual(waiting);
    await releaseHold(ctx, { ownerToken });
    expect(await now(onHold)).toEqual(placed);

    const lapsing = ours.slot('2026-11-30', 930);
    const hold = await holdSlot(ctx, { slot: lapsing, ownerToken });
    const onLapsed = await onTop(lapsing, patient(17));
    house.setNow('2026-11-30T04:45:00Z');
    await sweepHold(ctx, hold.ok ? hold.holdId : '');
    expect(await now(onLapsed)).toEqual(placed);
    house.setNow('2026-11-24T03:00:00Z');
  });
});

it('each uses up one of the places that are left', async () => {
  const { ours, patient, house, ctx } = world;
  const [, second] = ours.doctorIds;
  await house.owner.query('UPDATE doctors SET capacity = 3 WHERE id = $1', [second]);
  const slot = ours.slot('2026-12-01', 600, 1);
  const book = (index: number) =>
    bookAppointment(ctx, { slot, patientId: patient(index), idempotencyKey: randomUUID() });
  for (const index of [20, 21, 22]) expect((await book(index)).ok).toBe(true);
  const extra = [await onTop(slot, patient(23)), await onTop(slot, patient(24))];
  expect(await book(25)).toMatchObject({ reason: 'taken' });
  const taken = await world.count(`slot_claims WHERE resource_id = $1 AND starts_at = $2 AND released_at IS NULL`, [
    second,
    slot.startsAt,
  ]);
  expect(taken).toBe(3);
  expect(extra.every(({ isOverbooked }) => isOverbooked)).toBe(true);
  await house.owner.query('UPDATE doctors SET capacity = 1 WHERE id = $1', [second]);
});
