// Guards the desk's way to callbacks and duty: who may, that a refusal is audited, and that no field leaves that no page needs.
import { leaveCallback, type Role, registerPatient } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { deskContext } from '../testing/desk-caller.ts';

// Next's bundler knows this mark of code that must not reach a browser; Node has no such module.
vi.mock('server-only', () => ({}));
const { createCallerFactory } = await import('../trpc/base.ts');
const { callbacksRouter } = await import('./callbacks.ts');
const { dutyRouter } = await import('./duty.ts');

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  // Eleven in the morning at the clinic.
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'callbacks-desk.test' });
});
afterAll(() => house.close());
const as = (role: Role) => createCallerFactory(callbacksRouter)(deskContext(house, clinic, role));
const duty = (role: Role) => createCallerFactory(dutyRouter)(deskContext(house, clinic, role));

it('the desk takes, settles and opens one again', async () => {
  const { callbackId } = await leaveCallback(house.as(clinic.clinicId), { phone: '+919820004321', reason: 'fees' });
  const desk = as('receptionist');
  expect(await desk.counts()).toEqual({ open: 1, late: 0 });
  expect(await desk.take({ callbackId })).toMatchObject({ owner: { userId: clinic.admin.userId } });
  await desk.close({ callbackId, outcome: 'reached', note: 'she comes on Friday' });
  expect((await desk.list({ show: 'closed' })).callbacks).toMatchObject([
    { id: callbackId, note: 'she comes on Friday' },
  ]);
  expect(await desk.reopen({ callbackId })).toMatchObject({ status: 'in_progress' });
  expect(await desk.putBack({ callbackId })).toMatchObject({ status: 'open', owner: null });
  expect(Object.keys(await desk.byId({ callbackId }))).not.toContain('clinicId');
});

it('the desk asks for one, for a call or a patient, gives it to a colleague and says until when', async () => {
  const desk = as('receptionist');
  const ctx = house.as(clinic.clinicId);
  const { id: patientId } = await registerPatient(ctx, {
    ...{ name: 'Asha Kale', phone: '+919820004399', isToBeCompleted: false },
  });
  const { callbackId } = await desk.add({ patientId, reason: 'wants her report' });
  expect(await desk.byId({ callbackId })).toMatchObject({
    patientId,
    patientName: 'Asha Kale',
    phone: '+919820004399',
  });
  const people = await desk.people();
  expect(people.map(({ userId }) => userId)).toEqual([clinic.admin.userId]);
  const dueAt = '2026-11-23T12:30:00Z';
  expect(await desk.setDue({ callbackId, dueAt })).toMatchObject({ dueAt, status: 'open' });
  expect(await desk.give({ callbackId, userId: clinic.admin.userId })).toMatchObject({
    owner: { userId: clinic.admin.userId },
  });
  await expect(desk.give({ callbackId, userId: clinic.doctor.userId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(desk.add({ reason: 'nobody' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await desk.close({ callbackId, outcome: 'reached' });
});

it('a wrong field is named', async () => {
  const { callbackId } = await leaveCallback(house.as(clinic.clinicId), { phone: '+919820004322', reason: 'fees' });
  const note = 'x'.repeat(501);
  await expect(as('receptionist').close({ callbackId, outcome: 'reached', note })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
});

it('a doctor may not, and that is audited; the switch of the AI is the admin’s', async () => {
  await expect(as('doctor').counts()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(as('doctor').list({ show: 'open' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(duty('receptionist').setAnswers({ answers: 'never' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await duty('admin').setAnswers({ answers: 'no-answer' });
  expect(await duty('doctor').now()).toMatchObject({ answers: 'no-answer', isOnDuty: false });
  const { rows } = await house.owner.query(`SELECT action FROM audit_entries WHERE outcome = 'denied' ORDER BY id`);
  expect(rows.map(({ action }) => action)).toEqual(['counts', 'list', 'setAnswers']);
});
