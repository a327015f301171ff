// Guards the mark at the settings: it counts what was given up after long failure, to those who can mend it, and goes once it is mended.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addOutsideCalendar } from '../calendars/outside-calendars.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { createWebhook, updateWebhook } from '../webhooks/endpoints.ts';
import { countTroubles } from './troubles.ts';

const policy = { isLocal: true };
let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  clinic = await testClinic(house, { domain: 'troubles.test' });
});
afterAll(() => house.close());

it('counts what was given up, and no more once it is mended', async () => {
  const admin = house.as(clinic.clinicId, clinic.admin);
  const { webhook } = await createWebhook(
    admin,
    { label: 'CRM', url: 'http://127.0.0.1:9/', events: ['call.ended'], idempotencyKey: 'a webhook' },
    policy,
  );
  expect(await countTroubles(admin)).toEqual({ webhooks: 0, calendars: 0 });
  await house.owner.query(`UPDATE webhook_endpoints SET disabled_at = now(), disabled_by = 'failing' WHERE id = $1`, [
    webhook.id,
  ]);
  expect(await countTroubles(admin)).toEqual({ webhooks: 1, calendars: 0 });
  await updateWebhook(admin, { webhookId: webhook.id, isOn: true, idempotencyKey: 'on again' }, policy);
  expect(await countTroubles(admin)).toEqual({ webhooks: 0, calendars: 0 });
});

it('counts a calendar that was not read for a day, to its own doctor and to admins', async () => {
  const [admin, doctor] = [clinic.admin, clinic.doctor].map((actor) => house.as(clinic.clinicId, actor));
  if (admin === undefined || doctor === undefined) throw new Error('nobody is there');
  const [own, other] = clinic.doctorIds;
  for (const [doctorId, since] of [
    [own, '2026-11-23T04:00:00Z'],
    [other, '2026-11-23T02:00:00Z'],
  ] as const) {
    const { id } = await addOutsideCalendar(admin, { doctorId, label: 'At home', url: 'http://127.0.0.1:9/' }, policy);
    await house.owner.query('UPDATE outside_calendars SET failing_since = $2 WHERE id = $1', [id, since]);
  }
  expect(await countTroubles(admin)).toMatchObject({ calendars: 1 });
  expect(await countTroubles(doctor)).toEqual({ webhooks: 0, calendars: 0 });
  house.setNow('2026-11-24T05:00:00Z');
  expect(await countTroubles(admin)).toMatchObject({ calendars: 2 });
  expect(await countTroubles(doctor)).toEqual({ webhooks: 0, calendars: 1 });
});
