// Guards what the schedule page draws, and that it agrees with what can be booked.
import { randomUUID } from 'node:crypto';
import { newId } from '@vaani/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetClinicProfile, getClinicProfile } from '../clinic/profile.ts';
import type { ClinicContext } from '../context.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { bookAppointment } from './book.ts';
import { cancelAppointment } from './cancel.ts';
import { daySchedule } from './day-schedule.ts';
import { holdSlot } from './hold.ts';
import { listAppointments } from './list.ts';
import { searchSlots } from './search-slots.ts';

let house: House;
let pune: TestClinic;
let boston: TestClinic;
let ctx: ClinicContext;
beforeAll(async () => {
  house = await startHouse('2026-10-26T03:00:00Z');
  pune = await testClinic(house, { domain: 'pune.test' });
  boston = await testClinic(house, { domain: 'boston.test', zone: 'America/New_York' });
  ctx = house.as(pune.clinicId);
});
afterAll(() => house.close());

const insert = (sql: string, values: unknown[]) => house.owner.query(sql, [newId(), pune.clinicId, ...values]);
const spans = (rows: { startsAt: string; endsAt: string }[]) => rows.map(({ startsAt, endsAt }) => [startsAt, endsAt]);

describe('a day', () => {
  it('shows windows, what is closed, appointments and holds', async () => {
    const [first, second] = pune.doctorIds;
    await insert(
      `INSERT INTO leaves (id, clinic_id, doctor_id, starts_at, ends_at, label) VALUES ($1, $2, $3, $4, $5, 'Conference')`,
      [first, '2026-10-27T09:00:00Z', '2026-10-27T18:30:00Z'],
    );
    const { id: patientId } = await registerPatient(ctx, {
      phone: '+916000222001',
      name: 'Latika Bose',
      isToBeCompleted: false,
    });
    const book = (minutes: number, doctor = 0) =>
      bookAppointment(ctx, {
        slot: pune.slot('2026-10-27', minutes, doctor),
        patientId,
        idempotencyKey: randomUUID(),
      });
    const kept = await book(600);
    const gone = await book(660, 1);
    if (!kept.ok || !gone.ok) throw new Error('not booked');
    await cancelAppointment(ctx, { appointmentId: gone.appointment.id, by: 'clinic' });
    const held = pune.slot('2026-10-27', 690, 1);
    await holdSlot(ctx, { slot: held, ownerToken: `owner-${randomUUID()}` });

    const day = await daySchedule(ctx, { date: '2026-10-27' });
    expect(day).toMatchObject({ zone: 'Asia/Kolkata', dates: ['2026-10-27'] });
    // By another way, and the same.
    const range = { from: '2026-10-26T18:30:00Z', to: '2026-10-27T18:30:00Z' };
    expect(day.appointments).toEqual(await listAppointments(ctx, range));
    expect(day.appointments[0]?.patientName).toBe('Latika Bose');
    expect(day.doctors.map(({ id }) => id).sort()).toEqual([first, second].sort());
    expect(spans(day.windows.filter(({ doctorId }) => doctorId === first))).toEqual([
      ['2026-10-27T03:30:00Z', '2026-10-27T11:30:00Z'],
    ]);
    expect(day.closed.filter(({ doctorId }) => doctorId === first).map(({ kind }) => kind)).toEqual(['leave', 'break']);
    expect(day.appointments.map(({ id, patientName }) => [id, patientName])).toEqual([
      [kept.appointment.id, 'Latika Bose'],
    ]);
    expect(spans(day.holds)).toEqual([[held.startsAt, held.endsAt]]);
    house.setNow('2026-10-26T03:02:00Z');
    expect((await daySchedule(ctx, { date: '2026-10-27' })).holds).toEqual([]);
    house.setNow('2026-10-26T03:00:00Z');
    const only = await daySchedule(ctx, { date: '2026-10-27', doctorIds: [second] });
    expect(only.doctors.map(({ id }) => id)).toEqual([second]);
    expect(only.appointments).toEqual([]);
  });

  it('is closed for the doctors of a branch that is, and then offers nothing of theirs', async () => {
    const [first, second] = pune.doctorIds;
    const other = newId();
    await house.owner.query(
      `INSERT INTO branches (id, clinic_id, name, name_hindi, address) VALUES ($1, $2, 'Annexe', 'अनेक्सी', '2 Test Road')`,
      [other, pune.clinicId],
    );
    await house.owner.query('UPDATE doctors SET branch_id = $1 WHERE id = $2', [other, second]);
    await house.owner.query('UPDATE weekly_windows SET branch_id = $1 WHERE doctor_id = $2', [other, second]);
    await insert(
      `INSERT INTO holidays (id, clinic_id, branch_id, date, name) VALUES ($1, $2, $3, '2026-10-28', 'Repairs')`,
      [other],
    );
    await insert(`INSERT INTO holidays (id, clinic_id, date, name) VALUES ($1, $2, '2026-10-29', 'Diwali')`, []);
    const week = await daySchedule(ctx, { date: '2026-10-28', days: 2 });
    const holidays = week.closed.filter(({ kind }) => kind === 'holiday');
    expect(holidays.map(({ doctorId, label, startsAt }) => [doctorId, label, startsAt])).toEqual([
      [second, 'Repairs', '2026-10-27T18:30:00Z'],
      [null, 'Diwali', '2026-10-28T18:30:00Z'],
    ]);
    const free = await searchSlots(ctx, { from: '2026-10-28', to: '2026-10-29', isWhole: true, limit: 500 });
    expect(new Set(free.map(({ doctorId }) => doctorId))).toEqual(new Set([first]));
    expect(free.every(({ startsAt }) => startsAt < '2026-10-28T18:30:00Z')).toBe(true);
  });

  it('keeps its wall times where clocks change', async () => {
    const there = house.as(boston.clinicId);
    const week = await daySchedule(there, { date: '2026-10-30', days: 4, doctorIds: [boston.doctorIds[0]] });
    expect(week.windows.map(({ startsAt }) => startsAt).sort()).toEqual([
      '2026-10-30T13:00:00Z',
      '2026-10-31T13:00:00Z',
      '2026-11-01T14:00:00Z',
      '2026-11-02T14:00:00Z',
    ]);
    const free = await searchSlots(there, {
      doctorId: boston.doctorIds[0],
      from: '2026-10-31',
      to: '2026-11-01',
      timeFrom: '09:00',
      timeTo: '09:15',
    });
    expect(free.map(({ startsAt }) => startsAt)).toEqual(['2026-10-31T13:00:00Z', '2026-11-01T14:00:00Z']);
  });

  it('names the field of what is asked wrongly', async () => {
    await expect(daySchedule(ctx, { date: 'today' })).rejects.toMatchObject({ field: 'date' });
    await expect(daySchedule(ctx, { date: '2026-10-27', days: 8 })).rejects.toMatchObject({ field: 'days' });
    const search = (query: object) => searchSlots(ctx, { from: '2026-10-27', to: '2026-10-28', ...query });
    await expect(search({ to: '2026-10-26' })).rejects.toMatchObject({ field: 'to' });
    await expect(search({ to: '2027-10-26' })).rejects.toMatchObject({ field: 'to' });
    await expect(search({ timeFrom: '25:00' })).rejects.toMatchObject({ field: 'timeFrom' });
    await expect(search({ doctorId: boston.doctorIds[0] })).rejects.toMatchObject({ field: 'doctorId' });
    await expect(search({ serviceId: boston.consultation })).rejects.toMatchObject({ field: 'serviceId' });
  });
});

describe('a daily cap', () => {
  it('counts the appointments of the clinic’s day, released ones not', async () => {
    const [first] = boston.doctorIds;
    const there = house.as(boston.clinicId);
    await house.owner.query('UPDATE doctors SET daily_cap = 2 WHERE id = $1', [first]);
    // Until eleven in the evening: the last hours lie on the next day by UTC.
    await house.owner.query('UPDATE weekly_windows SET to_min = 1380 WHERE doctor_id = $1', [first]);
    const book = async (minutes: number) => {
      const phone = `+9160002230${String(minutes).padStart(4, '0').slice(0, 2)}`;
      const { id: patientId } = await registerPatient(there, { phone, isToBeCompleted: true });
      const slot = boston.slot('2026-10-28', minutes);
      return bookAppointment(there, { slot, patientId, idempotencyKey: randomUUID() });
    };
    const evening = await book(1_320);
    expect((await book(600)).ok && evening.ok).toBe(true);
    expect(await book(660)).toMatchObject({ ok: false, reason: 'taken' });
    const offered = () =>
      searchSlots(there, {
        ...(first === undefined ? {} : { doctorId: first }),
        from: '2026-10-28',
        to: '2026-10-29',
        isWhole: true,
        limit: 500,
      });
    const days = async () => new Set((await offered()).map(({ startsAt }) => startsAt.slice(0, 10)));
    expect(await days()).toEqual(new Set(['2026-10-29', '2026-10-30']));
    if (evening.ok) await cancelAppointment(there, { appointmentId: evening.appointment.id, by: 'patient' });
    expect(await days()).toContain('2026-10-28');
  });
});

describe('the profile', () => {
  it('is read once in a while, and anew when told', async () => {
    const rename = (name: string) =>
      house.owner.query('UPDATE clinics SET name = $1 WHERE id = $2', [name, pune.clinicId]);
    const name = async () => (await getClinicProfile(ctx)).name;
    await rename('Old name');
    forgetClinicProfile(ctx);
    expect(await name()).toBe('Old name');
    await rename('New name');
    expect(await name()).toBe('Old name');
    house.setNow('2026-10-26T03:00:11Z');
    expect(await name()).toBe('New name');
    await rename('Newest name');
    forgetClinicProfile(ctx);
    expect(await name()).toBe('Newest name');
    expect((await getClinicProfile(house.as(boston.clinicId))).zone).toBe('America/New_York');
    house.setNow('2026-10-26T03:00:00Z');
  });
});
