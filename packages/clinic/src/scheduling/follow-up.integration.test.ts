// Guards the free follow-up: within the days that the doctor grants after a consultation, once, and for nobody else but by staff's leave.
import { randomUUID } from 'node:crypto';
import { newId } from '@vaani/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CalendarWorld, calendarWorld } from '../testing/calendar-world.ts';
import { changeStatus } from './appointments/change-status.ts';
import { rescheduleAppointment } from './appointments/reschedule.ts';
import { bookAppointment } from './book.ts';
import { cancelAppointment } from './cancel.ts';
import { followUpFor } from './follow-up.ts';

const now = '2026-11-24T03:00:00Z';
let world: CalendarWorld;
let followUp: string;
beforeAll(async () => {
  world = await calendarWorld({ now });
  const { ours, house } = world;
  followUp = newId();
  await house.owner.query(
    `INSERT INTO services (id, clinic_id, name, name_hindi, duration_min, fee_paise, is_follow_up) VALUES ($1, $2, 'Follow-up', 'फ़ॉलो-अप', 15, 0, true)`,
    [followUp, ours.clinicId],
  );
  await house.owner.query(
    'INSERT INTO doctor_services (id, clinic_id, doctor_id, service_id) SELECT gen_random_uuid(), clinic_id, id, $1 FROM doctors WHERE clinic_id = $2',
    [followUp, ours.clinicId],
  );
  await house.owner.query('UPDATE doctors SET follow_up_days = 7 WHERE id = $1', [ours.doctorIds[0]]);
});
afterAll(() => world.house.close());

const slot = (date: string, minutes: number, doctor = 0) => ({
  ...world.ours.slot(date, minutes, doctor),
  serviceId: followUp,
});
const book = (date: string, minutes: number, patientId: string, over: object = {}, doctor = 0) =>
  bookAppointment(world.ctx, {
    slot: slot(date, minutes, doctor),
    patientId,
    idempotencyKey: randomUUID(),
    ...over,
  });
const due = (patientId: string, doctor = 0) =>
  followUpFor(world.admin, { patientId, doctorId: world.ours.doctorIds[doctor] ?? '' });
/** A consultation on 24 November that is over. */
async function seen(patientId: string, minutes: number, doctor = 0): Promise<string> {
  const { house, ours, booked, admin } = world;
  const { id } = await booked(ours.slot('2026-11-24', minutes, doctor), patientId);
  for (const to of ['checked_in', 'in_consultation', 'completed'] as const)
    await changeStatus(admin, { appointmentId: id, to });
  house.setNow(now);
  return id;
}

describe('a patient who was seen', () => {
  it('is entitled to one, until the last day that the doctor grants', async () => {
    const { patient, count } = world;
    const who = patient(0);
    expect(await due(who)).toEqual({ isEntitled: false, until: null, appointmentId: null, serviceId: followUp });
    expect(await book('2026-11-26', 600, who)).toMatchObject({ ok: false, reason: 'not-entitled', alternatives: [] });
    const visit = await seen(who, 600);
    expect(await due(who)).toEqual({
      isEntitled: true,
      until: '2026-12-01',
      appointmentId: visit,
      serviceId: followUp,
    });
    expect(await count(`audit_entries WHERE action = 'patient.follow-up' AND object_id = $1`, [who])).toBe(2);
    expect(await book('2026-12-02', 600, who)).toMatchObject({ reason: 'not-entitled' });
    const booked = await book('2026-12-01', 600, who);
    expect(booked.ok).toBe(true);
    // Once: neither a second one, nor one after the follow-up itself.
    expect((await due(who)).isEntitled).toBe(false);
    expect(await book('2026-11-30', 600, who)).toMatchObject({ reason: 'not-entitled' });
    if (!booked.ok) return;
    // Moved it stays theirs, within the days.
    const move = (date: string) =>
      rescheduleAppointment(world.ctx, {
        appointmentId: booked.appointment.id,
        slot: slot(date, 660),
        by: 'patient',
        idempotencyKey: randomUUID(),
      });
    expect(await move('2026-12-03')).toMatchObject({ ok: false, reason: 'not-entitled' });
    const moved = await move('2026-11-30');
    expect(moved.ok).toBe(true);
    if (moved.ok) await cancelAppointment(world.admin, { appointmentId: moved.appointment.id, by: 'patient' });
    expect((await due(who)).isEntitled).toBe(true);
  });

  it('is not once the days are over, nor with another doctor, nor with one who grants none', async () => {
    const { patient, house, ours } = world;
    const who = patient(1);
    await seen(who, 630);
    await seen(patient(2), 630, 1);
    expect((await due(who, 1)).isEntitled).toBe(false);
    expect((await due(patient(2), 1)).isEntitled).toBe(false);
    house.setNow('2026-12-01T18:29:00Z');
    expect((await due(who)).isEntitled).toBe(true);
    house.setNow('2026-12-01T18:30:00Z');
    expect((await due(who)).isEntitled).toBe(false);
    house.setNow(now);
    await house.owner.query('UPDATE doctors SET follow_up_days = NULL WHERE id = $1', [ours.doctorIds[0]]);
    expect((await due(who)).isEntitled).toBe(false);
    await house.owner.query('UPDATE doctors SET follow_up_days = 7 WHERE id = $1', [ours.doctorIds[0]]);
  });

  it('books it once, even when asked for twice at once', async () => {
    const { patient } = world;
    const who = patient(3);
    await seen(who, 660);
    const results = await Promise.all([book('2026-11-25', 600, who), book('2026-11-26', 600, who)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ reason: 'not-entitled' });
  });
});

describe('staff', () => {
  it('may grant one that is not due; the AI may not', async () => {
    const { patient, admin } = world;
    const who = patient(4);
    const granted = { isFollowUpGranted: true };
    expect(await book('2026-11-27', 600, who, granted)).toMatchObject({ reason: 'not-entitled' });
    const request = { slot: slot('2026-11-27', 600), patientId: who, idempotencyKey: randomUUID(), ...granted };
    expect((await bookAppointment(admin, request)).ok).toBe(true);
  });
});

it('is asked for by who may see the schedule, of patients and doctors of the clinic', async () => {
  const { patient, doctor, theirs, ours, admin } = world;
  const [own, other] = ours.doctorIds;
  expect((await followUpFor(doctor, { patientId: patient(5), doctorId: own })).isEntitled).toBe(false);
  await expect(followUpFor(doctor, { patientId: patient(5), doctorId: other })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  for (const [field, request, code] of [
    ['patientId', { patientId: 'me', doctorId: own }, 'bad-input'],
    ['patientId', { patientId: theirs.patients[0]?.id ?? '', doctorId: own }, 'not-found'],
    ['doctorId', { patientId: patient(5), doctorId: theirs.doctorIds[0] }, 'not-found'],
  ] as const) {
    await expect(followUpFor(admin, request), field).rejects.toMatchObject({ field, code });
  }
});
