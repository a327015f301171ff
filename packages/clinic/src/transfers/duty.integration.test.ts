// Guards: who is on duty and when the AI answers is one truth for all of the desk, told to it, and changed by those who may.
import type { LiveEvent } from '@vaani/live';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getPhoneSettings } from '../phone/phone-settings.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { readDuty, setAnswerMode, setOnDuty } from './duty.ts';

/** Monday, 11:00 at the clinic. */
const start = '2026-11-23T05:30:00Z';
let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'duty.test' });
});
afterAll(() => house.close());

const admin = () => house.as(clinic.clinicId, clinic.admin);
const doctor = () => house.as(clinic.clinicId, clinic.doctor);
const desk = () => house.as(clinic.clinicId, { ...clinic.admin, role: 'receptionist' });

/** What the desk is told while something is done. */
async function toldWhile(what: () => Promise<void>, count: number): Promise<LiveEvent[]> {
  const stop = new AbortController();
  const told: LiveEvent[] = [];
  for await (const item of house.live.subscribe(clinic.clinicId, { signal: stop.signal })) {
    if ('snapshot' in item) await what();
    if ('event' in item) told.push(item.event);
    if (told.length >= count) break;
  }
  stop.abort();
  return told;
}

it('everybody turns their own switch, and all see who is there', async () => {
  expect(await readDuty(admin())).toEqual({ people: [], isOnDuty: false, answers: 'always' });
  const told = await toldWhile(() => setOnDuty(doctor(), { isOnDuty: true }), 1);
  expect(told.map(({ type, data }) => ({ type, data }))).toEqual([
    { type: 'desk.duty', data: { userId: clinic.doctor.userId, isOnDuty: true } },
  ]);
  const person = { userId: clinic.doctor.userId, name: 'Dr Meera Pillai', since: start };
  expect(await readDuty(doctor())).toMatchObject({ people: [person], isOnDuty: true });
  expect(await readDuty(admin())).toMatchObject({ people: [person], isOnDuty: false });
  await setOnDuty(doctor(), { isOnDuty: false });
  expect(await readDuty(admin())).toMatchObject({ people: [] });
});

it('an admin sets when the AI answers, and nothing else of the settings with it', async () => {
  const before = await getPhoneSettings(admin());
  const told = await toldWhile(() => setAnswerMode(admin(), { answers: 'after-hours' }), 1);
  expect(told.map(({ type, data }) => ({ type, data }))).toEqual([
    { type: 'desk.answers', data: { answers: 'after-hours' } },
  ]);
  expect(await getPhoneSettings(admin())).toEqual({ ...before, answers: 'after-hours' });
  await expect(setAnswerMode(desk(), { answers: 'never' })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(setAnswerMode(admin(), { answers: 'sometimes' as 'never' })).rejects.toMatchObject({
    code: 'bad-input',
  });
  const { rows } = await house.owner.query(`SELECT 1 FROM audit_entries WHERE action = 'settings.answers'`);
  expect(rows).toHaveLength(1);
});
