// Guards what the desk sees and does of messages: lists, dead ones tried again or put aside, senders and templates.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { messageDesk } from '../testing/message-desk.ts';
import { type MessageProviders, startMessageProviders } from '../testing/message-providers.ts';
import { dismissMessage, retryMessage } from './dead-messages.ts';
import { countMessagesForDesk, getMessage, listDeadMessages, listMessages } from './list-messages.ts';
import {
  getMessageSettings,
  removeMessageTemplate,
  saveMessageSettings,
  saveMessageTemplate,
} from './message-settings.ts';

const start = '2026-11-24T04:00:00Z';
const day = '2026-12-01';

let house: House;
let clinic: TestClinic;
let other: TestClinic;
let providers: MessageProviders;
let desk: ReturnType<typeof messageDesk>;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'desk.test' });
  other = await testClinic(house, { domain: 'elsewhere.test' });
  providers = await startMessageProviders(house);
  desk = messageDesk(house, clinic, providers);
});
afterAll(async () => {
  await providers.close();
  await house.close();
});
afterEach(() => {
  house.setNow(start);
  providers.fault.set(null);
});

let line = 5_000;
const mobile = (): string => `+91982000${++line}`;
const admin = () => house.as(clinic.clinicId, clinic.admin);

describe('settings', () => {
  const template = {
    kind: 'booking',
    channel: 'sms',
    language: 'en',
    templateId: '1107161234567890123',
    text: null,
  } as const;

  it('are kept, replaced, taken out and audited', async () => {
    expect(await getMessageSettings(admin())).toEqual({
      routes: [],
      quietFromMin: 1_260,
      quietToMin: 480,
      templates: [],
    });
    const settings = {
      routes: [
        { channel: 'sms' as const, sender: 'ASHACL', entityId: '1101234567890123456' },
        { channel: 'email' as const, sender: null, entityId: null },
      ],
      quietFromMin: 1_200,
      quietToMin: 540,
    };
    await saveMessageSettings(admin(), settings);
    await saveMessageTemplate(admin(), template);
    await saveMessageTemplate(admin(), { ...template, text: 'Seen {when} by {doctor}: {link}' });
    await saveMessageTemplate(admin(), { ...template, language: 'hi' });
    await removeMessageTemplate(admin(), { kind: 'booking', channel: 'sms', language: 'hi' });
    expect(await getMessageSettings(admin())).toEqual({
      ...settings,
      templates: [{ ...template, text: 'Seen {when} by {doctor}: {link}' }],
    });
    const { rows } = await house.owner.query(
      `SELECT 1 FROM audit_entries WHERE action = 'settings.messages' AND clinic_id = $1`,
      [clinic.clinicId],
    );
    expect(rows).toHaveLength(5);
    await saveMessageSettings(admin(), { routes: [], quietFromMin: 1_260, quietToMin: 480 });
  });

  it.each([
    [{ channel: 'sms', sender: 'not a sender!', entityId: null }, 'routes.0.sender'],
    [{ channel: 'whatsapp', sender: 'ASHACL', entityId: null }, 'routes.0.sender'],
    [{ channel: 'email', sender: 'nobody', entityId: null }, 'routes.0.sender'],
    [{ channel: 'sms', sender: null, entityId: 'x' }, 'routes.0.entityId'],
    [{ channel: 'local', sender: null, entityId: null }, 'routes.0.channel'],
  ])('%j is refused at %s', async (route, field) => {
    const request = { routes: [route], quietFromMin: 0, quietToMin: 0 } as Parameters<typeof saveMessageSettings>[1];
    await expect(saveMessageSettings(admin(), request)).rejects.toMatchObject({ code: 'bad-input', field });
  });

  it.each([
    [{ templateId: 'HX' }, 'templateId'],
    [{ channel: 'whatsapp' }, 'templateId'],
    [{ text: 'Seen {when}' }, 'text'],
    [{ text: 'Seen {when} {link} {complaint}' }, 'text'],
    [{ kind: 'callback', text: 'We ring back. {link}' }, 'text'],
    [{ kind: 'advertisement' }, 'kind'],
  ])('a template with %j is refused at %s', async (over, field) => {
    const request = { ...template, ...over } as Parameters<typeof saveMessageTemplate>[1];
    await expect(saveMessageTemplate(admin(), request)).rejects.toMatchObject({ code: 'bad-input', field });
  });

  it('take no sender of another clinic, and no channel twice', async () => {
    const quiet = { quietFromMin: 0, quietToMin: 0 };
    const own = { channel: 'whatsapp' as const, sender: '+14155238887', entityId: null };
    await saveMessageSettings(house.as(other.clinicId, other.admin), { routes: [own], ...quiet });
    await expect(saveMessageSettings(admin(), { routes: [own], ...quiet })).rejects.toMatchObject({ code: 'conflict' });
    await expect(saveMessageSettings(admin(), { routes: [own, own], ...quiet })).rejects.toMatchObject({
      field: 'routes',
    });
  });

  it('are the admin’s', async () => {
    const doctor = house.as(clinic.clinicId, clinic.doctor);
    await expect(getMessageSettings(doctor)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(saveMessageTemplate(doctor, template)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('the list', () => {
  it('pages through everything once, the newest first, and what is to come in its order', async () => {
    const patientId = await desk.patient(mobile());
    for (let index = 0; index < 3; index++) await desk.book(patientId, day);
    for (const show of ['all', 'due'] as const) {
      const whole = await listMessages(admin(), { show, limit: 200 });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listMessages(admin(), { show, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.messages.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(whole.messages.map(({ id }) => id));
      expect(new Set(seen).size).toBe(whole.total);
    }
    const due = (await listMessages(admin(), { show: 'due', limit: 200 })).messages.map(({ sendAfter }) => sendAfter);
    expect(due).toEqual(due.toSorted());
    await expect(listMessages(admin(), { cursor: 'x' })).rejects.toMatchObject({ field: 'cursor' });
  });

  it('shows a message with its text and attempts to the desk, and to nobody else', async () => {
    const phone = mobile();
    const { messageId, appointmentId } = await desk.book(await desk.patient(phone), day);
    await saveMessageTemplate(admin(), {
      kind: 'booking',
      channel: 'sms',
      language: 'en',
      templateId: '1107161234567890123',
      text: null,
    });
    expect(await getMessage(admin(), messageId)).toMatchObject({ body: null, recipient: null, attempts: [] });
    await desk.send(messageId);
    expect(await getMessage(admin(), messageId)).toMatchObject({
      status: 'done',
      patientName: `Patient ${phone}`,
      doctorName: 'Dr Meera Pillai',
      recipient: phone,
      body: expect.stringContaining('http://desk.test/a/e'),
      attempts: [{ channel: 'sms', status: 'accepted', errorCode: null }],
    });
    expect((await listMessages(admin(), { appointmentId })).messages).toHaveLength(3);
    await expect(getMessage(house.as(other.clinicId, other.admin), messageId)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(getMessage(house.as(clinic.clinicId, clinic.doctor), messageId)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    const { rows } = await house.owner.query<{ outcome: string }>(
      `SELECT outcome FROM audit_entries WHERE action = 'message.read' AND object_id = $1 ORDER BY created_at`,
      [messageId],
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'denied']);
  });
});

describe('a dead message', () => {
  async function dead(): Promise<{ messageId: string; phone: string }> {
    const phone = mobile();
    const { messageId } = await desk.book(await desk.patient(phone), day);
    providers.fault.set({ kind: 'refuse', status: 400, code: 21211 });
    await desk.send(messageId);
    providers.fault.set(null);
    expect(await desk.state(messageId)).toBe('dead: refused');
    return { messageId, phone };
  }

  it('is listed until it is sent after all', async () => {
    const { messageId, phone } = await dead();
    expect((await listDeadMessages(admin())).messages.map(({ id }) => id)).toContain(messageId);
    const before = await countMessagesForDesk(admin());
    await retryMessage(admin(), { messageId });
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('done');
    expect(desk.held(phone)).toHaveLength(1);
    expect(await countMessagesForDesk(admin())).toEqual({ ...before, dead: before.dead - 1 });
    await expect(retryMessage(admin(), { messageId })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is put aside once somebody has rung', async () => {
    const { messageId } = await dead();
    await dismissMessage(admin(), { messageId });
    await dismissMessage(admin(), { messageId });
    expect((await listDeadMessages(admin())).messages.map(({ id }) => id)).not.toContain(messageId);
    expect(await getMessage(admin(), messageId)).toMatchObject({ status: 'dead', isDismissed: true });
  });

  it('is not sent once its time is over, nor by whom may not', async () => {
    const { messageId } = await dead();
    await expect(retryMessage(house.as(clinic.clinicId, clinic.doctor), { messageId })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(dismissMessage(house.as(other.clinicId, other.admin), { messageId })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(retryMessage(admin(), { messageId: randomUUID() })).rejects.toMatchObject({ code: 'not-found' });
    house.setNow('2026-12-01T18:00:00Z');
    await expect(retryMessage(admin(), { messageId })).rejects.toMatchObject({ code: 'conflict', field: 'messageId' });
  });
});
