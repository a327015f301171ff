// Guards the settings of a clinic's phone on a real database: who may change them, whether the clinic is open, what the month has cost.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endCall, startCall } from '../calls/write-calls.ts';
import { addHoliday, removeHoliday } from '../scheduling/hours/holidays.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { isClinicOpen } from './opening-hours.ts';
import { getPhoneSettings, type PhoneSettings, savePhoneSettings } from './phone-settings.ts';
import { isOverCap, monthlySpend } from './spend.ts';

/** Monday, 11:00 at the clinic. */
const start = '2026-11-23T05:30:00Z';

let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'phone.test' });
  other = await testClinic(house, { domain: 'elsewhere.test' });
});
afterAll(() => house.close());

const admin = () => house.as(clinic.clinicId, clinic.admin);
const settings: PhoneSettings = {
  ...{ answers: 'no-answer', afterRings: 3, afterHoursEn: 'We open at nine.', afterHoursHi: null },
  ...{ callerId: '+14155550100', callingFromMin: 600, callingToMin: 1_140, callsBackItself: true },
  monthlyCapPaise: 500_000,
};

describe('settings', () => {
  it('are kept, audited, and no other clinic’s', async () => {
    expect(await getPhoneSettings(admin())).toMatchObject({ answers: 'always', afterRings: 4, monthlyCapPaise: null });
    await savePhoneSettings(admin(), settings);
    expect(await getPhoneSettings(admin())).toEqual(settings);
    expect(await getPhoneSettings(house.as(other.clinicId))).toMatchObject({ answers: 'always', callerId: null });
    const { rows } = await house.owner.query<{ fields: string[] }>(
      `SELECT fields FROM audit_entries WHERE action = 'settings.phone' AND clinic_id = $1`,
      [clinic.clinicId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.fields).toContain('answerMode');
  });

  it.each([
    [{ answers: 'sometimes' }, 'answers'],
    [{ afterRings: 0 }, 'afterRings'],
    [{ callerId: 'Asha' }, 'callerId'],
    [{ callingFromMin: 1_200, callingToMin: 540 }, 'callingToMin'],
    [{ monthlyCapPaise: 0 }, 'monthlyCapPaise'],
    [{ afterHoursEn: 'x'.repeat(301) }, 'afterHoursEn'],
  ])('%j is refused', async (over, field) => {
    const request = { ...settings, ...over } as PhoneSettings;
    await expect(savePhoneSettings(admin(), request)).rejects.toMatchObject({ code: 'bad-input', field });
  });

  it('are the admin’s', async () => {
    const doctor = house.as(clinic.clinicId, clinic.doctor);
    await expect(savePhoneSettings(doctor, settings)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('the clinic', () => {
  it.each([
    ['at eleven', '2026-11-23T05:30:00Z', true],
    ['at a doctor’s break', '2026-11-23T07:45:00Z', true],
    ['at six in the evening', '2026-11-23T12:30:00Z', false],
    ['at night', '2026-11-23T20:00:00Z', false],
  ])('is open or closed %s', async (_, now, isOpen) => {
    house.setNow(now);
    expect(await isClinicOpen(admin())).toBe(isOpen);
  });

  it('is closed on a holiday', async () => {
    house.setNow(start);
    const { holidayId } = await addHoliday(admin(), { date: '2026-11-25', name: 'Diwali', idempotencyKey: 'diwali-1' });
    house.setNow('2026-11-25T05:30:00Z');
    expect(await isClinicOpen(admin())).toBe(false);
    house.setNow(start);
    await removeHoliday(admin(), { holidayId, idempotencyKey: 'diwali-2' });
    house.setNow('2026-11-25T05:30:00Z');
    expect(await isClinicOpen(admin())).toBe(true);
  });
});

describe('the month’s money', () => {
  const call = async (costPaise: number | null) => {
    const ctx = house.as(clinic.clinicId);
    const { callId } = await startCall(ctx, {
      ...{ direction: 'inbound', from: null, to: '+912066000001', language: 'en' },
    });
    await endCall(ctx, callId, { outcome: 'informed', durationMs: 1_000, language: 'en', costPaise });
  };
  it('is counted by the clinic’s calendar month, and ends the AI’s calls when it is spent', async () => {
    // Still October where the clock says 18:00 in London; November at the clinic.
    house.setNow('2026-10-31T18:00:00Z');
    await call(90_000);
    house.setNow('2026-10-31T18:45:00Z');
    await call(200_000);
    await call(null);
    house.setNow(start);
    expect(await monthlySpend(admin())).toEqual({ spentPaise: 200_000, capPaise: 500_000 });
    expect(await isOverCap(admin())).toBe(false);
    await call(300_000);
    expect(await isOverCap(admin())).toBe(true);
    await savePhoneSettings(admin(), { ...settings, monthlyCapPaise: null });
    expect(await isOverCap(admin())).toBe(false);
    house.setNow('2026-12-01T05:30:00Z');
    expect(await monthlySpend(admin())).toEqual({ spentPaise: 0, capPaise: null });
  });
});
