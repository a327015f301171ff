// Guards: of two who change one setting from what both have seen, the second overwrites nothing, and is told so.
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { deskContext } from '../testing/desk-caller.ts';

// Next's bundler knows this mark of code that must not reach a browser; Node has no such module.
vi.mock('server-only', () => ({}));
const { createCallerFactory } = await import('../trpc/base.ts');
const { appRouter } = await import('./index.ts');

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'versions.test' });
});
afterAll(() => house.close());

const admin = () => createCallerFactory(appRouter)(deskContext(house, clinic, 'admin'));
const stale = {
  code: 'CONFLICT',
  cause: { code: 'conflict', field: 'version', message: expect.stringContaining('Somebody else has changed this') },
};
const entry = (label: string) => ({
  ...{ label, phone: '+912066000011', reasons: [], weekdays: [], fromMin: 0, toMin: 1_440, group: null },
  ...{ userId: null, doctorId: null, languages: [], isWarm: true, ringSeconds: 20 },
});

it('the phone’s settings, though the other change was made at the desk’s switch', async () => {
  const seen = await admin().phone.settings();
  await admin().duty.setAnswers({ answers: 'after-hours' });
  await expect(admin().phone.saveSettings({ ...seen, afterRings: 7 })).rejects.toMatchObject(stale);
  const now = await admin().phone.settings();
  expect(now).toMatchObject({ answers: 'after-hours', afterRings: seen.afterRings });
  await admin().phone.saveSettings({ ...now, afterRings: 7 });
  expect(await admin().phone.settings()).toMatchObject({ answers: 'after-hours', afterRings: 7 });
});

it('the directory of transfers', async () => {
  const { version } = await admin().phone.directory();
  await admin().phone.saveDirectory({ entries: [entry('Billing')], version });
  await expect(admin().phone.saveDirectory({ entries: [entry('Desk')], version })).rejects.toMatchObject(stale);
  expect((await admin().phone.directory()).entries.map(({ label }) => label)).toEqual(['Billing']);
});

it('message channels and quiet hours; a template that was added meanwhile is no change of theirs', async () => {
  const { templates: _, ...seen } = await admin().messages.settings();
  const template = { kind: 'booking', channel: 'sms', language: 'en', templateId: '1107161234567890123' } as const;
  await admin().messages.saveTemplate({ ...template, text: null });
  await admin().messages.saveSettings({ ...seen, quietFromMin: 1_200 });
  await expect(admin().messages.saveSettings({ ...seen, quietFromMin: 1_300 })).rejects.toMatchObject(stale);
  expect(await admin().messages.settings()).toMatchObject({ quietFromMin: 1_200 });
});

it('the greeting, tone and voices', async () => {
  const { version } = await admin().clinic.speech();
  await admin().clinic.saveSpeech({ speech: { en: { greeting: 'Hello from us.' } }, version });
  const late = admin().clinic.saveSpeech({ speech: { hi: { tone: 'formal' } }, version });
  await expect(late).rejects.toMatchObject(stale);
  expect((await admin().clinic.speech()).speech).toEqual({ en: { greeting: 'Hello from us.' } });
});

it('of two at once one is taken', async () => {
  const seen = await admin().phone.settings();
  const both = [2, 3].map((afterRings) => admin().phone.saveSettings({ ...seen, afterRings }));
  const ends = (await Promise.allSettled(both)).map(({ status }) => status);
  expect(ends.sort()).toEqual(['fulfilled', 'rejected']);
});
