// Guards: a caller is blocked by their call, whose number nobody is shown, and let through again the same way.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCall } from '../calls/write-calls.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { blockCallOf, isCallBlocked, unblockCallOf } from './block-call.ts';
import { isBlocked, listBlockedCallers } from './blocked-callers.ts';

let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'block.test' });
  other = await testClinic(house, { domain: 'block-elsewhere.test' });
});
afterAll(() => house.close());
const admin = () => house.as(clinic.clinicId, clinic.admin);
const phone = '+919820007001';

async function call(from: string | null, direction: 'inbound' | 'outbound' | 'browser' = 'inbound'): Promise<string> {
  const [own, sid] = ['+912066000001', `CA${randomUUID()}`];
  const ends = direction === 'outbound' ? { from: own, to: from ?? '' } : { from, to: own };
  const callSid = direction === 'browser' ? {} : { callSid: sid };
  return (await startCall(house.as(clinic.clinicId), { ...callSid, direction, language: 'hi', ...ends })).callId;
}

it('blocks who rang, or was rung, and lets them through again', async () => {
  for (const direction of ['inbound', 'outbound'] as const) {
    const callId = await call(phone, direction);
    expect(await isCallBlocked(admin(), { callId })).toBe(false);
    await blockCallOf(admin(), { callId, reason: 'Shouts at the desk' });
    expect(await isCallBlocked(admin(), { callId })).toBe(true);
    expect(await isBlocked(admin(), phone)).toBe(true);
    expect(await listBlockedCallers(admin())).toMatchObject([{ phone, reason: 'Shouts at the desk' }]);
    await unblockCallOf(admin(), { callId });
    expect(await isBlocked(admin(), phone)).toBe(false);
  }
});

it('has nobody to block where the number was withheld or there is none, and is closed to others', async () => {
  for (const callId of [await call(null), await call(null, 'browser')]) {
    expect(await isCallBlocked(admin(), { callId })).toBeNull();
    await expect(blockCallOf(admin(), { callId })).rejects.toMatchObject({ code: 'conflict' });
  }
  const callId = await call(phone);
  const stranger = house.as(other.clinicId, other.admin);
  await expect(blockCallOf(stranger, { callId })).rejects.toMatchObject({ code: 'not-found' });
  const doctor = house.as(clinic.clinicId, clinic.doctor);
  await expect(blockCallOf(doctor, { callId })).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await isBlocked(admin(), phone)).toBe(false);
});
