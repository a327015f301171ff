// Guards the worker's part in calling back: a wish of the desk becomes one call at Twilio, by the real library and the real queue, also after a try that failed.
import { leaveCallback, listAttempts, localChannel, requestCall, savePhoneSettings } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { systemClock } from '@vaani/config';
import { createLogger, createMetrics } from '@vaani/observability';
import { startTwilioCalls, type TwilioCalls, untilTold } from '@vaani/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callPlacer } from './calls.ts';
import { startJobs } from './jobs.ts';
import { createOutside } from './outside/create-outside.ts';
import { createExpandCalendar } from './outside/expand-calendar.ts';
import { createSummariser } from './summariser.ts';

const account = { accountSid: `AC${'0b'.repeat(16)}`, authToken: 'beefcafebeefcafebeefcafebeefcafe' };
const callerId = '+14155550100';

let house: House;
let clinic: TestClinic;
let twilio: TwilioCalls;
let jobs: { stop(): Promise<void> };
const log: string[] = [];
const fault = untilTold();
beforeAll(async () => {
  // The queue goes by the clock of the database, so this house goes by the real one.
  house = await startHouse(new Date().toISOString());
  clinic = await testClinic(house, { domain: 'ring-back.test' });
  await savePhoneSettings(house.as(clinic.clinicId), {
    ...{ answers: 'always', afterRings: 4, afterHoursEn: null, afterHoursHi: null, callerId },
    ...{ callingFromMin: 0, callingToMin: 1_440, callsBackItself: false, monthlyCapPaise: null },
  });
  twilio = await startTwilioCalls({ ...account, numbers: [callerId], clock: systemClock, faults: fault });
  const accounts = {
    twilio: { ...account, apiUrl: twilio.url, smsFrom: null, whatsappFrom: null },
    sendgrid: null,
  };
  const logger = createLogger({ service: 'worker', destination: { write: (text) => void log.push(text) } });
  const metrics = createMetrics({ service: 'worker' });
  jobs = await startJobs({
    databaseUrl: house.database.appUrl,
    clinic: house.deps,
    outside: createOutside({ isLocal: true }),
    expand: createExpandCalendar({ clock: systemClock }),
    messages: { channels: [localChannel], webUrl: 'http://desk.test' },
    placer: callPlacer({ accounts, clock: systemClock, voiceUrl: 'http://127.0.0.1:9' }),
    summarise: createSummariser({ model: null, clock: systemClock, logger, metrics }),
    prices: {},
    logger,
    metrics,
  });
});
afterAll(async () => {
  await jobs.stop();
  await twilio.close();
  await house.close();
});

async function ringBack(phone: string): Promise<string> {
  const { callbackId } = await leaveCallback(house.as(clinic.clinicId), { phone, reason: 'about the fee' });
  await requestCall(house.as(clinic.clinicId, clinic.admin), { callbackId });
  return callbackId;
}

it('places the call once, shows the clinic’s number, and asks the voice service what to say', async () => {
  await ringBack('+919820004001');
  await expect.poll(() => twilio.calls().length, { timeout: 20_000 }).toBe(1);
  expect(twilio.calls()[0]).toMatchObject({ to: '+919820004001', from: callerId });
  expect(twilio.calls()[0]?.machineCallback).toMatch(/\/api\/v1\/voice\/outbound-machine\?clinic=/);
  expect(twilio.calls()[0]?.url).toMatch(/\/api\/v1\/voice\/outbound\?clinic=[\w-]+&attempt=[\w-]+$/);
});

it('a try that Twilio took, though no answer came, is found and not made again', async () => {
  fault.set({ kind: 'close', isTaken: true });
  const callbackId = await ringBack('+919820004002');
  await expect
    .poll(() => twilio.calls().filter(({ to }) => to === '+919820004002').length, { timeout: 20_000 })
    .toBe(1);
  fault.set(null);
  await expect
    .poll(async () => (await listAttempts(house.as(clinic.clinicId), callbackId))[0]?.status, { timeout: 40_000 })
    .toBe('ringing');
  expect(twilio.calls().filter(({ to }) => to === '+919820004002')).toHaveLength(1);
}, 60_000);

it('writes no number into its log', () => {
  expect(log.join('')).toContain('a job failed and will be tried again');
  expect(log.join('')).not.toMatch(/9820004|4155550100|about the fee/);
});
