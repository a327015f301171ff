// Guards the desk's way to the phone's settings and to calls that it has placed: who may, that a refusal is audited, that a wrong field is named.
import { leaveCallback, type Role } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deskContext } from '../testing/desk-caller.ts';

// Next's bundler knows this mark of code that must not reach a browser; Node has no such module.
vi.mock('server-only', () => ({}));
const { createCallerFactory } = await import('../trpc/base.ts');
const { phoneRouter } = await import('./phone.ts');

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  // Eleven in the morning at the clinic.
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'phone-desk.test' });
});
afterAll(() => house.close());
const as = (role: Role) => createCallerFactory(phoneRouter)(deskContext(house, clinic, role));

describe('an admin', () => {
  it('sets when the AI answers and to whom callers go', async () => {
    const before = await as('admin').settings();
    const wanted = { ...before, answers: 'after-hours' as const, monthlyCapPaise: 100_000 };
    await as('admin').saveSettings(wanted);
    expect(await as('admin').settings()).toEqual({ ...wanted, version: expect.any(String) });
    expect(await as('admin').spend()).toEqual({ spentPaise: 0, capPaise: 100_000 });
    const entry = {
      ...{ label: 'Desk', phone: '+912066000011', reasons: [], weekdays: [], fromMin: 0, toMin: 1_440, group: null },
      ...{ userId: clinic.admin.userId, doctorId: null, languages: ['ta'], isWarm: true, ringSeconds: 20 },
    };
    const { version } = await as('admin').directory();
    await as('admin').saveDirectory({ entries: [entry], version });
    expect(await as('admin').directory()).toMatchObject({ entries: [entry] });
    await as('admin').setOnDuty({ isOnDuty: true });
  });

  it('is told which field is wrong', async () => {
    const settings = await as('admin').settings();
    await expect(as('admin').saveSettings({ ...settings, callerId: 'Asha' })).rejects.toMatchObject({
      cause: { field: 'callerId', message: 'callerId is not a phone number.' },
    });
  });
});

describe('others', () => {
  it('may not, and that is audited', async () => {
    for (const role of ['receptionist', 'doctor'] as const) {
      await expect(as(role).settings()).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(as(role).saveDirectory({ entries: [], version: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(as(role).spend()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    const { rows } = await house.owner.query(`SELECT action FROM audit_entries WHERE outcome = 'denied'`);
    expect(rows.map(({ action }) => action)).toContain('saveDirectory');
  });
});

describe('the desk', () => {
  it('has somebody rung back, and sees what came of it', async () => {
    const { callbackId } = await leaveCallback(house.as(clinic.clinicId), { phone: '+919820001234', reason: 'fees' });
    await as('receptionist').callBack({ callbackId });
    expect(await as('receptionist').attempts({ callbackId })).toEqual([
      { attempt: 1, status: 'waiting', callId: null, endedAt: null },
    ]);
    await expect(as('receptionist').callBack({ callbackId })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(as('doctor').callBack({ callbackId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
