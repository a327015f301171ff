// Guards the desk's way to the calendar: who may call what, that a refusal is audited, and that every answer is let through whole.
import { randomUUID } from 'node:crypto';
import { type Role, registerPatient } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deskContext } from '../testing/desk-caller.ts';

// Next's bundler knows this mark of code that must not reach a browser; Node has no such module.
vi.mock('server-only', () => ({}));
const { createCallerFactory } = await import('../trpc/base.ts');
const { scheduleRouter } = await import('./schedule.ts');

let house: House;
let clinic: TestClinic;
let patientId: string;
beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  clinic = await testClinic(house, { domain: 'desk.test' });
  const ctx = house.as(clinic.clinicId);
  ({ id: patientId } = await registerPatient(ctx, { phone: '+916000111001', name: 'Ila Sen', isToBeCompleted: false }));
});
afterAll(() => house.close());

/** The procedures as a member of staff calls them. */
const as = (role: Role) => createCallerFactory(scheduleRouter)(deskContext(house, clinic, role));
const key = () => ({ idempotencyKey: randomUUID() });

describe('the desk', () => {
  it('finds, holds, books, moves, cancels and restores, and sees the day', async () => {
    const desk = as('receptionist');
    const range = { from: '2026-11-25', to: '2026-11-26', serviceId: clinic.consultation };
    const [slot, other] = await desk.slots(range);
    if (slot === undefined || other === undefined) throw new Error('nothing is free');
    const ownerToken = `desk-${randomUUID()}`;
    expect((await desk.hold({ slot, ownerToken })).ok).toBe(true);
    expect(await desk.release({ ownerToken })).toEqual({ ok: true });
    const booked = await desk.book({ slot, patientId, ...key() });
    if (!booked.ok) throw new Error(booked.reason);
    expect(await desk.book({ slot, patientId, ...key() })).toMatchObject({ ok: false, reason: 'taken' });
    const moved = await desk.reschedule({
      appointmentId: booked.appointment.id,
      slot: other,
      by: 'patient',
      ...key(),
    });
    if (!moved.ok) throw new Error(moved.reason);
    const appointmentId = moved.appointment.id;
    expect(await desk.changeStatus({ appointmentId, to: 'confirmed' })).toMatchObject({ ok: true });
    expect(await desk.changeStatus({ appointmentId, to: 'completed' })).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await desk.cancel({ appointmentId, by: 'clinic' })).toMatchObject({ ok: true });
    expect(await desk.cancel({ appointmentId: randomUUID(), by: 'clinic' })).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await desk.restore({ appointmentId, ...key() })).toMatchObject({ ok: true });
    const day = await desk.days({ date: '2026-11-25', days: 2 });
    expect(day.appointments.map(({ id }) => id)).toEqual([appointmentId]);
    expect(await desk.followUp({ patientId, doctorId: slot.doctorId })).toMatchObject({ isEntitled: false });
    await expect(desk.book({ slot: { ...slot, startsAt: 'x' }, patientId, ...key() })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    await expect(desk.book({ slot, patientId: randomUUID(), ...key() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('blocks time, and the admin sets hours and days off', async () => {
    const [doctorId] = clinic.doctorIds;
    const span = { startsAt: '2026-11-30T04:30:00Z', endsAt: '2026-11-30T05:30:00Z' };
    const blocked = await as('receptionist').block({ doctorId, ...span, label: 'Surgery', ...key() });
    if (!blocked.ok) throw new Error(blocked.reason);
    expect(await as('receptionist').block({ doctorId, ...span, label: 'Again', ...key() })).toEqual({
      ok: false,
      reason: 'blocked',
      appointments: [],
    });
    const admin = as('admin');
    const hours = [{ fromMin: 600, toMin: 660 }];
    expect(await admin.setDateOverride({ doctorId, date: '2026-12-01', hours })).toEqual({ ok: true, outside: [] });
    const { holidayId } = await admin.addHoliday({ date: '2026-12-02', name: 'Repairs', ...key() });
    const special = await admin.specialHours({ from: '2026-11-30', to: '2026-12-02' });
    expect([special.overrides.length, special.holidays.length, special.blocks.length]).toEqual([1, 1, 1]);
    const day = await admin.days({ date: '2026-11-30', days: 3 });
    expect(day.closed.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['block', 'holiday']));
    expect(await admin.removeDateOverride({ doctorId, date: '2026-12-01' })).toEqual({ ok: true, outside: [] });
    expect(await admin.removeHoliday({ holidayId })).toEqual({ ok: true });
    expect(await admin.unblock({ blockId: blocked.block.id })).toMatchObject({ ok: true });
    expect(await admin.setNoShowGrace({ graceMin: 20 })).toEqual({ ok: true });
  });
});

describe('a doctor', () => {
  it('sees a month and what is offered, and writes notes of their own visits', async () => {
    const desk = as('receptionist');
    const doctor = as('doctor');
    const { doctors, services } = await desk.offer();
    expect(doctors.map(({ id }) => id).sort()).toEqual([...clinic.doctorIds].sort());
    expect(services.map(({ id }) => id)).toContain(clinic.consultation);
    expect(doctors[0]?.serviceIds).toContain(clinic.consultation);
    expect(await doctor.month({ month: '2026-11' })).toHaveLength(30);
    const booked = await desk.book({ slot: clinic.slot('2026-11-26', 600), patientId, reason: 'Cough', ...key() });
    if (!booked.ok) throw new Error(booked.reason);
    const appointmentId = booked.appointment.id;
    expect(await doctor.note({ appointmentId, notes: 'Better', before: null })).toEqual({ notes: 'Better' });
    expect(await desk.visit({ appointmentId })).toMatchObject({ reason: 'Cough', notes: 'Better', token: null });
    await expect(desk.note({ appointmentId, notes: 'Mine', before: null })).rejects.toMatchObject({ code: 'CONFLICT' });
    await desk.cancel({ appointmentId, by: 'clinic' });
  });

  it('is not in the way of their own appointment when it is moved', async () => {
    const desk = as('receptionist');
    const slot = clinic.slot('2026-11-26', 660);
    const booked = await desk.book({ slot, patientId, ...key() });
    if (!booked.ok) throw new Error(booked.reason);
    const day = { doctorId: slot.doctorId, serviceId: slot.serviceId, from: '2026-11-26', to: '2026-11-26' };
    const startsOf = async (over: { exceptAppointmentId?: string }) =>
      (await desk.slots({ ...day, isWhole: true, limit: 200, ...over })).map(({ startsAt }) => startsAt);
    expect(await startsOf({})).not.toContain(slot.startsAt);
    expect(await startsOf({ exceptAppointmentId: booked.appointment.id })).toContain(slot.startsAt);
    await desk.cancel({ appointmentId: booked.appointment.id, by: 'clinic' });
  });
});

describe('who may not', () => {
  it('is refused, and that stands in the audit', async () => {
    const [doctorId] = clinic.doctorIds;
    const appointmentId = randomUUID();
    const slot = clinic.slot('2026-11-27', 600);
    const span = { startsAt: slot.startsAt, endsAt: slot.endsAt };
    const denied = async () =>
      (
        await house.owner.query<{ action: string }>(
          `SELECT action FROM audit_entries WHERE outcome = 'denied' ORDER BY id`,
        )
      ).rows.map(({ action }) => action);
    const doctor = as('doctor');
    const receptionist = as('receptionist');
    const attempts: [string, () => Promise<unknown>][] = [
      ['hold', () => doctor.hold({ slot, ownerToken: 'a doctor' })],
      ['release', () => doctor.release({ ownerToken: 'a doctor' })],
      ['book', () => doctor.book({ slot, patientId, ...key() })],
      ['reschedule', () => doctor.reschedule({ appointmentId, slot, by: 'clinic', ...key() })],
      ['cancel', () => doctor.cancel({ appointmentId, by: 'clinic' })],
      ['restore', () => doctor.restore({ appointmentId, ...key() })],
      ['changeStatus', () => doctor.changeStatus({ appointmentId, to: 'confirmed' })],
      ['block', () => doctor.block({ doctorId, ...span, label: 'x', ...key() })],
      ['unblock', () => doctor.unblock({ blockId: appointmentId })],
      ['setDateOverride', () => receptionist.setDateOverride({ doctorId, date: '2026-12-01', hours: [] })],
      ['removeDateOverride', () => receptionist.removeDateOverride({ doctorId, date: '2026-12-01' })],
      ['addHoliday', () => receptionist.addHoliday({ date: '2026-12-02', name: 'x', ...key() })],
      ['removeHoliday', () => receptionist.removeHoliday({ holidayId: appointmentId })],
      ['setNoShowGrace', () => receptionist.setNoShowGrace({ graceMin: 5 })],
    ];
    for (const [name, attempt] of attempts) await expect(attempt(), name).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await denied()).toEqual(attempts.map(([name]) => name));
    await expect(doctor.days({ date: '2026-11-27', doctorIds: [clinic.doctorIds[1] ?? ''] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
