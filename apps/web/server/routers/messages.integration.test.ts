// Guards the desk's way to messages: who may call what, that a refusal is audited, that every answer is let through whole, and that a wrong field is named.
import { randomUUID } from 'node:crypto';
import { localChannel, type Role, receiveReply, registerPatient, sendMessage } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deskContext } from '../testing/desk-caller.ts';

// Next's bundler knows this mark of code that must not reach a browser; Node has no such module.
vi.mock('server-only', () => ({}));
const { createCallerFactory } = await import('../trpc/base.ts');
const { messagesRouter } = await import('./messages.ts');
const { scheduleRouter } = await import('./schedule.ts');
const { patientsRouter } = await import('./patients.ts');

const sender = { channels: [localChannel], webUrl: 'http://desk.test' };

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  clinic = await testClinic(house, { domain: 'desk.test' });
});
afterAll(() => house.close());

const as = (role: Role) => createCallerFactory(messagesRouter)(deskContext(house, clinic, role));
const send = (messageId: string) => sendMessage(house.as(clinic.clinicId), messageId, sender);
let booked = 0;

/** Books for somebody; answers whom and their booking's message, which has not left yet. */
async function book(name: string, phone?: string): Promise<{ patientId: string; messageId: string }> {
  const ctx = house.as(clinic.clinicId);
  const { id: patientId } = await registerPatient(ctx, {
    name,
    isToBeCompleted: false,
    ...(phone === undefined ? {} : { phone }),
  });
  const result = await createCallerFactory(scheduleRouter)(deskContext(house, clinic, 'receptionist')).book({
    slot: clinic.slot('2026-12-01', 540 + 15 * booked++, 0),
    patientId,
    idempotencyKey: randomUUID(),
  });
  if (!result.ok) throw new Error(result.reason);
  const { messages } = await as('receptionist').list({ appointmentId: result.appointment.id });
  const messageId = messages.find(({ kind }) => kind === 'booking')?.id;
  if (messageId === undefined) throw new Error('the booking has no message');
  return { patientId, messageId };
}

describe('the desk', () => {
  it('sees what is to come, and reads with its link what was shown', async () => {
    const desk = as('receptionist');
    const { messageId } = await book('Ila Sen', '+916000111001');
    expect((await desk.list({ show: 'due' })).messages.map(({ id }) => id)).toContain(messageId);
    expect(await desk.byId({ messageId })).toMatchObject({ status: 'waiting', body: null, attempts: [] });
    await send(messageId);
    expect((await desk.list({ show: 'sent' })).messages).toMatchObject([
      { id: messageId, kind: 'booking', patientName: 'Ila Sen', doctorName: 'Dr Meera Pillai', channel: 'local' },
    ]);
    const shown = await desk.byId({ messageId });
    expect(shown.body).toMatch(/http:\/\/desk\.test\/a\/[eh][\w-]+/);
    expect(shown.attempts).toMatchObject([{ channel: 'local', status: 'delivered' }]);
  });

  it('deals with what was given up: sends it once there is a number, or puts it aside', async () => {
    const desk = as('receptionist');
    const [mended, aside] = [await book('Om Shah'), await book('Uma Shah')];
    for (const { messageId } of [mended, aside]) await send(messageId);
    expect(await desk.counts()).toEqual({ dead: 2, replies: 0 });
    const { messages } = await desk.list({ show: 'dead' });
    expect(messages).toMatchObject([
      { id: aside.messageId, reason: 'no-address', canRetry: true },
      { id: mended.messageId },
    ]);
    const patients = createCallerFactory(patientsRouter)(deskContext(house, clinic, 'receptionist'));
    await patients.addPhone({ patientId: mended.patientId, phone: '+916000111002' });
    await desk.retry({ messageId: mended.messageId });
    await send(mended.messageId);
    expect(await desk.byId({ messageId: mended.messageId })).toMatchObject({ status: 'done', canRetry: false });
    await expect(desk.retry({ messageId: mended.messageId })).rejects.toMatchObject({ code: 'CONFLICT' });
    await desk.dismiss({ messageId: aside.messageId });
    expect(await desk.counts()).toEqual({ dead: 0, replies: 0 });
    expect(await desk.byId({ messageId: aside.messageId })).toMatchObject({ status: 'dead', isDismissed: true });
  });

  it('may not try again what has no time left', async () => {
    const { messageId } = await book('Ravi Nair');
    await send(messageId);
    house.setNow('2026-12-01T18:00:00Z');
    expect(await as('admin').byId({ messageId })).toMatchObject({ status: 'dead', canRetry: false });
    house.setNow('2026-11-24T03:00:00Z');
    await as('admin').dismiss({ messageId });
  });

  it('reads answers, and is told by what messages leave', async () => {
    const admin = as('admin');
    const own = { channel: 'whatsapp' as const, sender: '+14155238887', entityId: null };
    const { version } = await admin.settings();
    await admin.saveSettings({ routes: [own], quietFromMin: 1_260, quietToMin: 480, version });
    await receiveReply(house.deps, {
      channel: 'whatsapp',
      from: '+916000111001',
      to: own.sender,
      isShared: false,
      body: 'Can I come at five?',
      providerMessageId: 'SM1',
    });
    const desk = as('receptionist');
    const [reply, ...others] = await desk.replies({ isOpen: true });
    expect(others).toEqual([]);
    expect(reply).toMatchObject({ patientName: 'Ila Sen', body: 'Can I come at five?', outcome: 'kept' });
    await desk.handleReply({ replyId: reply?.id ?? '' });
    expect(await desk.replies({ isOpen: true })).toEqual([]);
    expect(await desk.replies({})).toMatchObject([{ isHandled: true }]);
    expect(await desk.ways()).toEqual({ channels: [], isDemo: false });
  });

  it('names the channels that have an account and a sender, and none of a demo', async () => {
    const context = deskContext(house, clinic, 'receptionist');
    const twilio = {
      accountSid: `AC${'0'.repeat(32)}`,
      authToken: 'x'.repeat(32),
      apiUrl: 'http://127.0.0.1:1',
      smsFrom: null,
      whatsappFrom: null,
    };
    const messageAccounts = { twilio, sendgrid: null };
    const settings = { ...context.deps.settings, messageAccounts };
    const desk = createCallerFactory(messagesRouter)({ ...context, deps: { ...context.deps, settings } });
    expect(await desk.ways()).toEqual({ channels: ['whatsapp'], isDemo: false });
    await house.owner.query('UPDATE clinics SET demo_seeded_at = now() WHERE id = $1', [clinic.clinicId]);
    expect(await desk.ways()).toEqual({ channels: [], isDemo: true });
    await house.owner.query('UPDATE clinics SET demo_seeded_at = NULL WHERE id = $1', [clinic.clinicId]);
  });

  it('sets senders and templates', async () => {
    const admin = as('admin');
    const key = { kind: 'booking', channel: 'sms', language: 'en' } as const;
    const routes = [{ channel: 'sms' as const, sender: 'ASHACL', entityId: null }];
    const before = await admin.settings();
    await admin.saveSettings({ routes, quietFromMin: 1_200, quietToMin: 540, version: before.version });
    await admin.saveTemplate({ ...key, templateId: '1107161234567890123', text: null });
    const { version, ...saved } = await admin.settings();
    expect(saved).toEqual({
      routes,
      quietFromMin: 1_200,
      quietToMin: 540,
      templates: [{ ...key, templateId: '1107161234567890123', text: null }],
    });
    await admin.removeTemplate(key);
    expect((await admin.settings()).templates).toEqual([]);
    const wrong = admin.saveSettings({ routes, quietFromMin: 1_440, quietToMin: 0, version });
    await expect(wrong).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('is told what is not there', async () => {
    const desk = as('receptionist');
    const unknown = { code: 'NOT_FOUND', cause: { field: 'messageId' } };
    await expect(desk.byId({ messageId: randomUUID() })).rejects.toMatchObject(unknown);
    await expect(desk.retry({ messageId: randomUUID() })).rejects.toMatchObject(unknown);
    await expect(desk.handleReply({ replyId: randomUUID() })).rejects.toMatchObject({ cause: { field: 'replyId' } });
    await expect(desk.list({ cursor: 'x' })).rejects.toMatchObject({ cause: { field: 'cursor' } });
  });
});

describe('who may not', () => {
  it('is refused, and that stands in the audit', async () => {
    const [doctor, receptionist] = [as('doctor'), as('receptionist')];
    const messageId = randomUUID();
    const key = { kind: 'booking', channel: 'sms', language: 'en' } as const;
    const attempts: [string, () => Promise<unknown>][] = [
      ['list', () => doctor.list({})],
      ['byId', () => doctor.byId({ messageId })],
      ['retry', () => doctor.retry({ messageId })],
      ['dismiss', () => doctor.dismiss({ messageId })],
      ['replies', () => doctor.replies({})],
      ['handleReply', () => doctor.handleReply({ replyId: messageId })],
      ['counts', () => doctor.counts()],
      ['ways', () => doctor.ways()],
      ['settings', () => receptionist.settings()],
      ['saveSettings', () => receptionist.saveSettings({ routes: [], quietFromMin: 0, quietToMin: 0, version: 'x' })],
      ['saveTemplate', () => receptionist.saveTemplate({ ...key, templateId: '1107161234567890123', text: null })],
      ['removeTemplate', () => receptionist.removeTemplate(key)],
    ];
    for (const [name, attempt] of attempts) await expect(attempt(), name).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { rows } = await house.owner.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE outcome = 'denied' AND object_kind = 'procedure' ORDER BY id`,
    );
    expect(rows.map(({ action }) => action)).toEqual(attempts.map(([name]) => name));
  });
});
