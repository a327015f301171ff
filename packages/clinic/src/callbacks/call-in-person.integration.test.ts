// Guards call-backs in which a person speaks: nothing is rung without whoever asked, by them alone and once, and a line that never opens holds nobody up.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blockCaller } from '../patients/blocked-callers.ts';
import { savePhoneSettings } from '../phone/phone-settings.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { noteCallPlaced, takeCallInPerson } from './call-in-person.ts';
import { leaveCallback } from './leave-callback.ts';
import { placeCall } from './place-call.ts';
import { requestCall, requestCallInPerson } from './request-call.ts';
import { answerAttempt, listAttempts } from './settle-attempt.ts';

const callerId = '+14155550100';
const callSid = `CA${'7'.repeat(32)}`;

let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'in-person.test' });
  other = await testClinic(house, { domain: 'not-here.test' });
  await savePhoneSettings(admin(), {
    ...{ answers: 'always', afterRings: 4, afterHoursEn: null, afterHoursHi: null, callerId },
    ...{ callingFromMin: 540, callingToMin: 1_200, callsBackItself: false, monthlyCapPaise: null },
  });
});
afterAll(() => house.close());

const admin = () => house.as(clinic.clinicId, clinic.admin);
const system = () => house.as(clinic.clinicId);
let line = 100;
async function asked() {
  const phone = `+91982000${String(2_000 + line++)}`;
  const { callbackId } = await leaveCallback(system(), { reason: 'fees', phone });
  return { phone, callbackId, ...(await requestCallInPerson(admin(), { callbackId })) };
}
const take = (attemptId: string, userId = clinic.admin.userId) => takeCallInPerson(system(), { attemptId, userId });
const attemptsOf = async (callbackId: string) => (await listAttempts(system(), callbackId)).map(({ status }) => status);
/** The job that would place a call of the AI's. */
const runJob = (attemptId: string) => {
  const placed: string[] = [];
  const placer = {
    place: async ({ to }: { to: string }) => {
      placed.push(to);
      return { kind: 'placed' as const, callSid };
    },
    find: async () => null,
  };
  return placeCall(system(), attemptId, { placer, signal: new AbortController().signal }).then(() => placed);
};

it('is placed once their line is there: by whoever asked, and once', async () => {
  const { phone, callbackId, attemptId } = await asked();
  expect(await take(attemptId, clinic.doctor.userId)).toBeNull();
  expect(await takeCallInPerson(house.as(other.clinicId), { attemptId, userId: clinic.admin.userId })).toBeNull();
  expect(await take(attemptId)).toMatchObject({ to: phone, from: callerId, name: expect.any(String) });
  expect(await take(attemptId)).toBeNull();
  await noteCallPlaced(system(), { attemptId, callSid });
  expect(await attemptsOf(callbackId)).toEqual(['ringing']);
  await expect(requestCall(admin(), { callbackId })).rejects.toMatchObject({ code: 'conflict' });
  const answered = await answerAttempt(system(), {
    attemptId,
    callSid,
    language: 'hi',
    workerId: 'w1',
    from: callerId,
  });
  expect(answered).toMatchObject({ phone });
  // The job that looks after it later leaves it alone.
  expect(await runJob(attemptId)).toEqual([]);
  expect(await attemptsOf(callbackId)).toEqual(['talking']);
});

it('whose line never opens has failed after three minutes, nobody was rung, and the callback is open again', async () => {
  const { callbackId, attemptId } = await asked();
  expect(await runJob(attemptId)).toEqual([]);
  expect(await attemptsOf(callbackId)).toEqual(['failed']);
  expect(await take(attemptId)).toBeNull();
  await requestCallInPerson(admin(), { callbackId });
  const { rows } = await house.owner.query<{ status: string }>('SELECT status::text FROM callbacks WHERE id = $1', [
    callbackId,
  ]);
  expect(rows[0]?.status).toBe('in_progress');
});

it('of somebody who was blocked meanwhile is not placed', async () => {
  const { phone, callbackId, attemptId } = await asked();
  await blockCaller(admin(), { phone, reason: 'nuisance' });
  expect(await take(attemptId)).toBeNull();
  expect(await attemptsOf(callbackId)).toEqual(['refused']);
});

it('is nothing that a job or the AI asks for', async () => {
  const { callbackId } = await leaveCallback(system(), { reason: 'fees', phone: '+919820009999' });
  await expect(requestCallInPerson(system(), { callbackId })).rejects.toMatchObject({ code: 'not-allowed' });
});
