// Guards what other systems are told: all of it, signed, at least once, in the end; nothing that was not committed, nothing personal, nothing for ever.
import { randomUUID } from 'node:crypto';
import {
  bookAppointment,
  type ClinicContext,
  cancelAppointment,
  createWebhook,
  deliverWebhook,
  endCall,
  forgetDeliveries,
  getDelivery,
  listDeliveries,
  listWebhooks,
  type MadeWebhook,
  removeWebhook,
  resendDelivery,
  rotateWebhookSecret,
  type Summarise,
  startCall,
  summariseCall,
  updateWebhook,
  type WebhookEvent,
} from '@vaani/clinic';
import { type House, rawRows, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { summariseByRules } from '@vaani/receptionist';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutside } from './outside/create-outside.ts';
import { isSigned, type Receiver, startReceiver } from './testing/receiver.ts';

const start = Date.parse('2026-11-24T06:00:00Z');
const local = { isLocal: true };
const outside = createOutside(local);

const byRules: Summarise = async (facts) => ({ ...summariseByRules(facts), tokens: {} });
let house: House;
let clinic: TestClinic;
let other: TestClinic;
let receiver: Receiver;
let minutes = 540;

beforeAll(async () => {
  house = await startHouse(new Date(start).toISOString());
  const person = { birth: { year: 1980 }, language: null, relation: 'self', guardian: null, kind: 'woman' as const };
  const people = [{ ...person, name: 'Asha Kulkarni', phone: '+916000700001', uhid: 'W-1' }];
  clinic = await testClinic(house, { domain: 'webhooks.test', people });
  other = await testClinic(house, { domain: 'other-webhooks.test', people });
});
afterAll(() => house.close());

beforeEach(async () => {
  house.setNow(new Date(start).toISOString());
  for (const { id } of await listWebhooks(admin())) await removeWebhook(admin(), id);
  const mine = await startReceiver();
  receiver = mine;
  return () => mine.close();
});

const admin = () => house.as(clinic.clinicId, clinic.admin);
const system = () => house.as(clinic.clinicId);
const later = (ms: number) => house.setNow(new Date(start + ms).toISOString());
const DAY_MS = 86_400_000;

const subscribe = (events: WebhookEvent[] = ['appointment.booked', 'appointment.cancelled']): Promise<MadeWebhook> =>
  createWebhook(admin(), { label: 'Hospital', url: receiver.url, events }, local);

async function book(ctx: ClinicContext = admin(), at: TestClinic = clinic): Promise<string> {
  minutes += 15;
  const booked = await bookAppointment(ctx, {
    slot: at.slot(`2026-11-${25 + Math.floor((minutes - 540) / 240)}`, 540 + ((minutes - 540) % 240)),
    patientId: at.patients[0]?.id ?? '',
    reason: 'fever since Tuesday',
    idempotencyKey: randomUUID(),
    isDespiteOwn: true,
  });
  if (!booked.ok) throw new Error(booked.reason);
  return booked.appointment.id;
}

const deliveriesOf = async (webhookId: string) => (await listDeliveries(admin(), { webhookId })).deliveries;
async function onlyDelivery(webhookId: string): Promise<string> {
  const [delivery, ...more] = await deliveriesOf(webhookId);
  if (delivery === undefined || more.length > 0) throw new Error(`${more.length + 1} deliveries`);
  return delivery.id;
}
const deliver = (deliveryId: string, attempt = 1) => deliverWebhook(system(), { deliveryId, attempt }, outside);
const jobsOf = async (deliveryId: string) =>
  (
    await house.owner.query<{ attempt: number; in_ms: number }>(
      `SELECT (data->>'attempt')::int AS attempt, (extract(epoch FROM start_after) * 1000)::bigint - $2 AS in_ms
       FROM pgboss.job WHERE name = 'webhook.deliver' AND data->>'deliveryId' = $1 ORDER BY 1`,
      [deliveryId, start],
    )
  ).rows;

/** The next thing the desk is told after an event it knows. */
async function firstAfter(after: string): Promise<unknown> {
  const stop = new AbortController();
  for await (const item of house.live.subscribe(clinic.clinicId, { after, signal: stop.signal })) {
    if ('event' in item) {
      stop.abort();
      return item.event;
    }
  }
  return undefined;
}

describe('what happens', () => {
  it('is told to those who asked for it, signed, without a word that is personal', async () => {
    const { webhook, secret } = await subscribe();
    const appointmentId = await book();
    const deliveryId = await onlyDelivery(webhook.id);
    await deliver(deliveryId);
    const [told] = receiver.received;
    if (told === undefined) throw new Error('nothing came');
    expect(told.headers).toMatchObject({ 'webhook-id': deliveryId, 'content-type': 'application/json' });
    expect(Number(told.headers['webhook-timestamp'])).toBe(start / 1_000);
    expect(isSigned(told, secret)).toBe(true);
    expect(isSigned({ ...told, text: told.text.replace('scheduled', 'cancelled') }, secret)).toBe(false);
    expect(told.json).toMatchObject({
      type: 'appointment.booked',
      timestamp: '2026-11-24T11:30:00+05:30',
      data: { appointment: { id: appointmentId, status: 'scheduled', doctorId: clinic.doctorIds[0], movedFrom: null } },
    });
    for (const secretWord of ['Asha', '6000700001', 'fever']) expect(told.text).not.toContain(secretWord);
    expect(await getDelivery(admin(), deliveryId)).toMatchObject({
      status: 'delivered',
      attempts: 1,
      body: told.text,
      tries: [{ index: 1, statusCode: 204, failure: null }],
    });
    expect((await listWebhooks(admin()))[0]).toMatchObject({
      state: 'on',
      lastDeliveredAt: '2026-11-24T06:00:00.000Z',
    });
  });

  it('is told as things stand when it is sent', async () => {
    const { webhook } = await subscribe(['appointment.booked']);
    const appointmentId = await book();
    await cancelAppointment(admin(), { appointmentId, by: 'patient' });
    await deliver(await onlyDelivery(webhook.id));
    expect(receiver.received[0]?.json).toMatchObject({
      type: 'appointment.booked',
      data: { appointment: { status: 'cancelled' } },
    });
  });

  it('is told of calls', async () => {
    const { webhook } = await subscribe(['call.ended', 'call.summarised']);
    const { callId } = await startCall(system(), {
      direction: 'inbound',
      from: '+916000700001',
      to: '+912066000001',
      language: 'hi-en',
    });
    await endCall(system(), callId, { outcome: 'informed', durationMs: 61_000, language: 'hi-en' });
    await endCall(system(), callId, { outcome: 'informed', durationMs: 61_000, language: 'hi-en' });
    await summariseCall(system(), callId, { summarise: byRules });
    await summariseCall(system(), callId, { summarise: byRules });
    const deliveries = await deliveriesOf(webhook.id);
    expect(deliveries.map(({ event }) => event).sort()).toEqual(['call.ended', 'call.summarised']);
    for (const { id } of deliveries) await deliver(id);
    const ended = receiver.received.find(({ json }) => json.type === 'call.ended');
    expect(ended?.json.data.call).toMatchObject({
      id: callId,
      outcome: 'informed',
      durationSeconds: 61,
      language: 'hi-en',
    });
    expect(ended?.text).not.toContain('6000700001');
  });

  it('is not told to others: another event, another clinic, one that is off', async () => {
    const cancelled = await subscribe(['appointment.cancelled']);
    const off = await subscribe(['appointment.booked']);
    await updateWebhook(admin(), { webhookId: off.webhook.id, isOn: false }, local);
    const mine = await subscribe(['appointment.booked']);
    await book(house.as(other.clinicId, other.admin), other);
    await book();
    expect(await deliveriesOf(cancelled.webhook.id)).toEqual([]);
    expect(await deliveriesOf(off.webhook.id)).toEqual([]);
    expect(await deliveriesOf(mine.webhook.id)).toHaveLength(1);
  });

  it('is not told where it did not happen', async () => {
    const { webhook } = await subscribe();
    const fail = () => Promise.reject(new Error('no queue'));
    const failing: ClinicContext = { ...admin(), jobs: { enqueue: fail, enqueueAll: fail } };
    await expect(book(failing)).rejects.toThrow('no queue');
    expect(await deliveriesOf(webhook.id)).toEqual([]);
  });
});

describe('a try that fails', () => {
  it('is noted, and comes again later with the same id and the same words', async () => {
    const { webhook, secret } = await subscribe();
    await book();
    const deliveryId = await onlyDelivery(webhook.id);
    receiver.answerWith(500, 'our database is away');
    await deliver(deliveryId);
    expect(await jobsOf(deliveryId)).toEqual([expect.objectContaining({ attempt: 1 }), { attempt: 2, in_ms: '5000' }]);
    expect((await listWebhooks(admin()))[0]?.state).toBe('failing');
    later(5_000);
    receiver.answerWith(200);
    await deliver(deliveryId, 2);
    const [first, second] = receiver.received;
    expect(second?.text).toBe(first?.text);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
    expect(second !== undefined && isSigned(second, secret)).toBe(true);
    expect((await getDelivery(admin(), deliveryId)).tries).toMatchObject([
      { index: 1, statusCode: 500, failure: 'status', response: 'our database is away' },
      { index: 2, statusCode: 200, failure: null, response: null },
    ]);
    expect((await listWebhooks(admin()))[0]).toMatchObject({ state: 'on', failingSince: null });
  });

  it('is one also where the answer leads elsewhere', async () => {
    const { webhook } = await subscribe();
    await book();
    const deliveryId = await onlyDelivery(webhook.id);
    receiver.answerWith(307);
    await deliver(deliveryId);
    expect(receiver.received).toHaveLength(1);
    expect((await getDelivery(admin(), deliveryId)).tries[0]).toMatchObject({ statusCode: 307, failure: 'redirect' });
  });

  it('is one where nobody is there, and the last one is the end', async () => {
    const { webhook } = await subscribe();
    await book();
    const deliveryId = await onlyDelivery(webhook.id);
    await receiver.close();
    for (let attempt = 1; attempt <= 11; attempt++) await deliver(deliveryId, attempt);
    expect(await getDelivery(admin(), deliveryId)).toMatchObject({ status: 'dead', attempts: 11, nextAttemptAt: null });
    expect((await jobsOf(deliveryId)).map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    receiver = await startReceiver();
  });

  it('turns the webhook off after days without one success, tells the clinic, and leaves the rest unsent', async () => {
    const { webhook } = await subscribe();
    await book();
    await book();
    const [second, first] = (await deliveriesOf(webhook.id)).map(({ id }) => id);
    receiver.answerWith(503);
    await deliver(first ?? '');
    later(5 * DAY_MS - 1);
    await deliver(first ?? '', 2);
    expect((await listWebhooks(admin()))[0]?.state).toBe('failing');
    const duty = { userId: clinic.admin.userId, isOnDuty: true };
    const at = new Date(start).toISOString();
    const before = await house.live.publish(clinic.clinicId, { type: 'desk.duty', at, data: duty, personal: {} });
    later(5 * DAY_MS);
    await deliver(first ?? '', 3);
    expect((await listWebhooks(admin()))[0]).toMatchObject({ state: 'off', disabledBy: 'failing' });
    expect(await firstAfter(before ?? '')).toMatchObject({
      type: 'trouble.raised',
      data: { kind: 'webhook', objectId: webhook.id },
    });
    const { rows } = await house.owner.query(
      `SELECT outcome FROM audit_entries WHERE action = 'webhook.disable' AND object_id = $1`,
      [webhook.id],
    );
    expect(rows).toHaveLength(1);
    const sent = receiver.received.length;
    await deliver(second ?? '');
    expect(receiver.received).toHaveLength(sent);
    expect((await getDelivery(admin(), second ?? '')).status).toBe('dead');
    await updateWebhook(admin(), { webhookId: webhook.id, isOn: true }, local);
    expect((await listWebhooks(admin()))[0]).toMatchObject({ state: 'on', failingSince: null });
  });

  it('turns the webhook off at once where the other side says that it is gone', async () => {
    const { webhook } = await subscribe();
    await book();
    receiver.answerWith(410);
    await deliver(await onlyDelivery(webhook.id));
    expect((await listWebhooks(admin()))[0]).toMatchObject({ state: 'off', disabledBy: 'failing' });
  });
});

describe('a worker that dies', () => {
  it('between sending and noting it makes the same try again', async () => {
    const { webhook } = await subscribe();
    await book();
    const deliveryId = await onlyDelivery(webhook.id);
    const dying = {
      request: async (...sent: Parameters<typeof outside.request>) => {
        await outside.request(...sent);
        throw new Error('killed');
      },
    };
    await expect(deliverWebhook(system(), { deliveryId, attempt: 1 }, dying)).rejects.toThrow('killed');
    await deliver(deliveryId);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([deliveryId]));
    expect(receiver.received[1]?.text).toBe(receiver.received[0]?.text);
    expect(await getDelivery(admin(), deliveryId)).toMatchObject({
      status: 'delivered',
      attempts: 1,
      tries: [{ index: 1 }],
    });
  });

  it('and comes back late does nothing: the try was made, or another was', async () => {
    const { webhook } = await subscribe();
    await book();
    const deliveryId = await onlyDelivery(webhook.id);
    receiver.answerWith(500);
    await deliver(deliveryId);
    await deliver(deliveryId);
    await deliver(deliveryId, 3);
    expect(receiver.received).toHaveLength(1);
    await deliver(randomUUID());
  });
});

describe('the desk', () => {
  it('sends again what was delivered or given up, and not what still waits', async () => {
    const { webhook } = await subscribe();
    await book();
    const deliveryId = await onlyDelivery(webhook.id);
    await expect(resendDelivery(admin(), deliveryId)).rejects.toMatchObject({ code: 'conflict' });
    await deliver(deliveryId);
    expect(await resendDelivery(admin(), deliveryId)).toMatchObject({ status: 'waiting' });
    await deliver(deliveryId, 2);
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[1]?.text).toBe(receiver.received[0]?.text);
    await expect(resendDelivery(admin(), randomUUID())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('changes the secret, and for a day both are good', async () => {
    const { webhook, secret } = await subscribe();
    const rotated = await rotateWebhookSecret(admin(), webhook.id);
    await book();
    await book();
    const [second, first] = (await deliveriesOf(webhook.id)).map(({ id }) => id);
    await deliver(first ?? '');
    later(DAY_MS);
    await deliver(second ?? '');
    const good = receiver.received.map((told) => [isSigned(told, secret), isSigned(told, rotated.secret)]);
    expect(good).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it('removes a webhook with all that was for it', async () => {
    const { webhook } = await subscribe();
    await book();
    const deliveryId = await onlyDelivery(webhook.id);
    await removeWebhook(admin(), webhook.id);
    await removeWebhook(admin(), webhook.id);
    await deliver(deliveryId);
    expect(receiver.received).toEqual([]);
    await expect(getDelivery(admin(), deliveryId)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('pages through what was delivered', async () => {
    const { webhook } = await subscribe();
    for (let count = 0; count < 5; count++) await book();
    const first = await listDeliveries(admin(), { webhookId: webhook.id, limit: 3 });
    const second = await listDeliveries(admin(), { webhookId: webhook.id, limit: 3, cursor: first.next ?? '' });
    const ids = [...first.deliveries, ...second.deliveries].map(({ id }) => id);
    expect([first.deliveries.length, second.deliveries.length, second.next]).toEqual([3, 2, null]);
    expect(new Set(ids).size).toBe(5);
  });

  it.each([
    ['url', { url: 'http://10.0.0.1/' }],
    ['url', { url: 'https://10.0.0.1/' }],
    ['url', { url: 'nowhere' }],
    ['events', { events: [] }],
    ['label', { label: ' ' }],
  ])('is told which part of a webhook is wrong: %s', async (field, wrong) => {
    const whole = { label: 'x', url: 'https://hooks.example.org/', events: ['call.ended' as const], ...wrong };
    await expect(createWebhook(admin(), whole, { isLocal: false })).rejects.toMatchObject({ code: 'bad-input', field });
  });

  it('has webhooks of its own clinic, and admins alone have them', async () => {
    const { webhook } = await subscribe();
    const theirs = house.as(other.clinicId, other.admin);
    await expect(updateWebhook(theirs, { webhookId: webhook.id, isOn: false }, local)).rejects.toMatchObject({
      code: 'not-found',
    });
    await removeWebhook(theirs, webhook.id);
    expect(await listWebhooks(admin())).toHaveLength(1);
    await expect(listWebhooks(house.as(clinic.clinicId, clinic.doctor))).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

it('nothing of it lies in the open, and after 30 days nothing lies anywhere', async () => {
  const { webhook, secret } = await subscribe();
  receiver.answerWith(500, 'sorry, Asha');
  await book();
  const deliveryId = await onlyDelivery(webhook.id);
  await deliver(deliveryId);
  for (const [table, text] of await rawRows(house.owner)) {
    for (const word of [secret, 'token=theirs', 'sorry, Asha']) expect(text, table).not.toContain(word);
  }
  later(30 * DAY_MS);
  expect(await forgetDeliveries(system())).toBe(0);
  later(30 * DAY_MS + 1);
  expect(await forgetDeliveries(system())).toBeGreaterThan(0);
  await expect(getDelivery(admin(), deliveryId)).rejects.toMatchObject({ code: 'not-found' });
});
