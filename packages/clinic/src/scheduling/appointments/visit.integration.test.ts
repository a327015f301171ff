// Guards: notes of a visit are the doctor's own to write, sealed, audited, and never written over unseen.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CalendarWorld, calendarWorld } from '../../testing/calendar-world.ts';
import { rescheduleAppointment } from './reschedule.ts';
import { getVisit, noteVisit } from './visit.ts';

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld({ now: '2026-11-24T03:30:00Z' });
});
afterAll(() => world.house.close());

it('keeps the doctor’s notes sealed, and they follow a move', async () => {
  const { ours, admin, doctor, house } = world;
  const { id: appointmentId } = await world.booked(ours.slot('2026-11-25', 600), world.patient(0), { reason: 'Cough' });
  expect(await getVisit(doctor, { appointmentId })).toMatchObject({ reason: 'Cough', notes: null, token: null });
  const notes = 'Rash on the left arm.\nSee again in a week.';
  expect(await noteVisit(doctor, { appointmentId, notes, before: null })).toEqual({ notes });
  expect((await getVisit(admin, { appointmentId })).notes).toBe(notes);
  const { rows } = await house.owner.query<{ notes: string }>('SELECT notes FROM appointments WHERE id = $1', [
    appointmentId,
  ]);
  expect(rows[0]?.notes).not.toContain('Rash');
  expect(await world.count(`audit_entries WHERE action = 'appointment.note' AND object_id = $1`, [appointmentId])).toBe(
    1,
  );
  const slot = ours.slot('2026-11-25', 660);
  const moved = await rescheduleAppointment(admin, { appointmentId, slot, by: 'clinic', idempotencyKey: 'visit-move' });
  if (!moved.ok) throw new Error(moved.reason);
  expect((await getVisit(doctor, { appointmentId: moved.appointment.id })).notes).toBe(notes);
});

it('tells who writes second, and writes nothing', async () => {
  const { ours, admin, doctor } = world;
  const { id: appointmentId } = await world.booked(ours.slot('2026-11-25', 720), world.patient(1));
  await noteVisit(admin, { appointmentId, notes: 'From the desk', before: null });
  await expect(noteVisit(doctor, { appointmentId, notes: 'Mine', before: null })).rejects.toMatchObject({
    code: 'conflict',
    field: 'notes',
  });
  expect((await getVisit(doctor, { appointmentId })).notes).toBe('From the desk');
  expect(await noteVisit(doctor, { appointmentId, notes: null, before: 'From the desk' })).toEqual({ notes: null });
});

it('is closed to a doctor whose patient it is not, and to another clinic', async () => {
  const { ours, theirs, house, doctor } = world;
  const { id: appointmentId } = await world.booked(ours.slot('2026-11-25', 600, 1), world.patient(2));
  const stranger = house.as(theirs.clinicId, theirs.admin);
  for (const ctx of [doctor, stranger]) {
    await expect(getVisit(ctx, { appointmentId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(noteVisit(ctx, { appointmentId, notes: 'x', before: null })).rejects.toMatchObject({
      code: 'not-found',
    });
  }
});
