// Guards what comes back from providers: reports that come twice and out of order, and answers that somebody means.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rescheduleAppointment } from '../scheduling/appointments/reschedule.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { messageDesk } from '../testing/message-desk.ts';
import { type MessageProviders, startMessageProviders } from '../testing/message-providers.ts';
import { handleReply, listReplies } from './list-replies.ts';
import { receiveReply } from './receive-reply.ts';
import { type DeliveryReport, recordDelivery } from './record-delivery.ts';

const start = '2026-11-24T04:00:00Z';
const day = '2026-12-01';
const [ownSender, sharedSender] = ['+14155238887', '+14155238886'];

let house: House;
let clinic: TestClinic;
let other: TestClinic;
let providers: MessageProviders;
let desk: ReturnType<typeof messageDesk>;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'answers.test' });
  other = await testClinic(house, { domain: 'other.test' });
  providers = await startMessageProviders(house);
  desk = messageDesk(house, clinic, providers);
  await desk.template('sms', '1107161234567890123');
  await desk.route('sms', 0);
  await desk.route('email', 1);
  await desk.route('whatsapp', 2, ownSender);
});
afterAll(async () => {
  await providers.close();
  await house.close();
});
afterEach(() => house.setNow(start));

let line = 3_000;
const mobile = (): string => `+91982000${++line}`;

/** A message that was taken, and how it is reported on. */
async function sent(phone = mobile(), email?: string) {
  const { messageId, appointmentId } = await desk.book(
    await desk.patient(phone, email === undefined ? {} : { email }),
    day,
  );
  await desk.send(messageId);
  const { rows } = await house.owner.query<{ id: string; sid: string }>(
    'SELECT id, provider_message_id AS sid FROM message_deliveries WHERE message_id = $1 ORDER BY id DESC LIMIT 1',
    [messageId],
  );
  const { id: deliveryId = '', sid: providerMessageId = '' } = rows[0] ?? {};
  const report = (status: DeliveryReport['status'], over: Partial<DeliveryReport> = {}) =>
    recordDelivery(house.deps, { clinicId: clinic.clinicId, deliveryId, providerMessageId, status, ...over });
  return { messageId, appointmentId, phone, deliveryId, report };
}

describe('a report', () => {
  it('takes a message forward, and never back', async () => {
    const { messageId, report } = await sent();
    expect(await report('sent')).toBe('noted');
    expect(await report('delivered')).toBe('noted');
    expect(await report('sent')).toBe('known');
    expect(await report('delivered')).toBe('known');
    expect(await report('failed', { errorCode: '30003' })).toBe('known');
    expect(await report('read')).toBe('noted');
    expect(await desk.attempts(messageId)).toEqual(['sms read']);
    expect(await desk.state(messageId)).toBe('done');
  });

  it.each([
    [['delivered', 'sent', 'accepted']],
    [['accepted', 'delivered', 'sent']],
    [['sent', 'sent', 'delivered', 'delivered']],
  ] as const)('in any order comes to the same: %j', async (order) => {
    const { messageId, report } = await sent();
    for (const status of order) await report(status);
    expect(await desk.attempts(messageId)).toEqual(['sms delivered']);
  });

  it('of a failure sends it by the next channel, once', async () => {
    const { messageId, report } = await sent(mobile(), 'gita@example.org');
    expect(await report('failed', { errorCode: '30003' })).toBe('noted');
    expect(await report('failed', { errorCode: '30003' })).toBe('known');
    expect(await desk.state(messageId)).toBe('waiting');
    await desk.send(messageId);
    expect(await desk.attempts(messageId)).toEqual(['sms failed 30003', 'email accepted']);
  });

  it('of a failure lists it for the desk where there is no other channel', async () => {
    const { messageId, report } = await sent();
    await report('failed', { errorCode: '30006' });
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('dead: refused');
  });

  it('that comes before the sender noted anything settles what it sent', async () => {
    const { messageId, deliveryId, report } = await sent();
    await house.owner.query(
      `UPDATE message_deliveries SET status = 'unknown', provider_message_id = NULL WHERE id = $1`,
      [deliveryId],
    );
    await house.owner.query(`UPDATE message_jobs SET status = 'sending', sent_at = NULL WHERE id = $1`, [messageId]);
    expect(await report('delivered')).toBe('noted');
    expect(await desk.state(messageId)).toBe('done');
  });

  it('about nothing of ours is nothing', async () => {
    const { report, deliveryId } = await sent();
    expect(await report('delivered', { clinicId: other.clinicId })).toBe('unknown');
    expect(await report('delivered', { clinicId: randomUUID() })).toBe('unknown');
    expect(await report('delivered', { deliveryId: randomUUID() })).toBe('unknown');
    expect(await report('delivered', { providerMessageId: 'SMother' })).toBe('unknown');
    const { rows } = await house.owner.query('SELECT status::text FROM message_deliveries WHERE id = $1', [deliveryId]);
    expect(rows).toEqual([{ status: 'accepted' }]);
    await expect(report('delivered', { clinicId: 'x' })).rejects.toMatchObject({ field: 'clinicId' });
  });

  it('that the recipient wants no more closes the channel', async () => {
    const { phone, report } = await sent();
    await report('failed', { errorCode: '21610', isOptOut: true });
    const next = await desk.book(await desk.patient(phone), day);
    await desk.send(next.messageId);
    expect(await desk.attempts(next.messageId)).toEqual([]);
  });
});

describe('an answer', () => {
  let count = 0;
  const answer = (from: string, body: string, over: Partial<Parameters<typeof receiveReply>[1]> = {}) =>
    receiveReply(house.deps, {
      channel: 'whatsapp',
      from,
      to: ownSender,
      isShared: false,
      body,
      providerMessageId: `SM${++count}`,
      ...over,
    });
  const statusOf = async (appointmentId: string) =>
    (
      await house.owner.query<{ status: string }>('SELECT status::text FROM appointments WHERE id = $1', [
        appointmentId,
      ])
    ).rows[0]?.status;

  it('of 1 confirms, of 2 cancels, and the audit says by whom', async () => {
    const first = await sent();
    expect(await answer(first.phone, '1')).toMatchObject({
      outcome: 'confirmed',
      text: expect.stringContaining('confirmed'),
    });
    expect(await statusOf(first.appointmentId)).toBe('confirmed');
    expect(await answer(first.phone, ' 2 ')).toEqual({ outcome: 'cancelled', text: null });
    expect(await statusOf(first.appointmentId)).toBe('cancelled');
    const { rows } = await house.owner.query(
      `SELECT action, actor_kind::text AS by, actor_id AS via FROM audit_entries WHERE object_id = $1 AND actor_kind = 'patient' ORDER BY created_at`,
      [first.appointmentId],
    );
    expect(rows).toEqual([
      { action: 'appointment.confirm', by: 'patient', via: 'phone' },
      { action: 'appointment.cancel', by: 'patient', via: 'phone' },
    ]);
  });

  it('that comes twice is done once', async () => {
    const { phone, appointmentId } = await sent();
    await answer(phone, '2', { providerMessageId: 'SMtwice' });
    expect(await answer(phone, '2', { providerMessageId: 'SMtwice' })).toEqual({ outcome: 'repeated', text: null });
    const { rows } = await house.owner.query(
      `SELECT 1 FROM message_jobs WHERE appointment_id = $1 AND kind = 'cancellation'`,
      [appointmentId],
    );
    expect(rows).toHaveLength(1);
  });

  it('is about what the last message was about, and about where it was moved to', async () => {
    const phone = mobile();
    const earlier = await sent(phone);
    house.setNow('2026-11-24T04:05:00Z');
    const later = await sent(phone);
    const moved = await rescheduleAppointment(house.as(clinic.clinicId, clinic.admin), {
      appointmentId: later.appointmentId,
      slot: clinic.slot('2026-12-02', 600),
      by: 'clinic',
      idempotencyKey: randomUUID(),
    });
    if (!moved.ok) throw new Error(moved.reason);
    expect(await answer(phone, '1')).toMatchObject({ outcome: 'confirmed' });
    expect(await statusOf(moved.appointment.id)).toBe('confirmed');
    expect(await statusOf(earlier.appointmentId)).toBe('scheduled');
  });

  it('to what is over is left to a person', async () => {
    const { phone, appointmentId } = await sent();
    house.setNow('2026-12-01T18:00:00Z');
    expect(await answer(phone, '2')).toMatchObject({ outcome: 'kept' });
    expect(await statusOf(appointmentId)).toBe('scheduled');
  });

  it('in words is kept sealed for the desk, until somebody has read it', async () => {
    const { phone } = await sent();
    const words = 'मैं 20 मिनट देर से आऊँगा 🙏';
    expect(await answer(phone, words)).toMatchObject({ outcome: 'kept', text: expect.stringContaining('112') });
    const staff = house.as(clinic.clinicId, clinic.admin);
    const reply = (await listReplies(staff, { isOpen: true })).find(({ body }) => body === words);
    expect(reply).toMatchObject({ phone, meaning: 'other', isHandled: false });
    const { rows } = await house.owner.query<{ row: string }>('SELECT r::text AS row FROM message_replies r');
    expect(rows.map(({ row }) => row).join()).not.toContain(phone.slice(3));
    await handleReply(staff, { replyId: reply?.id ?? '' });
    await handleReply(staff, { replyId: reply?.id ?? '' });
    expect((await listReplies(staff, { isOpen: true })).find(({ id }) => id === reply?.id)).toBeUndefined();
    await expect(handleReply(staff, { replyId: randomUUID() })).rejects.toMatchObject({ code: 'not-found' });
    await expect(listReplies(house.as(clinic.clinicId, clinic.doctor), {})).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('opens WhatsApp to free text for a day', async () => {
    const { phone } = await sent();
    await answer(phone, 'hello');
    await house.owner.query(`UPDATE message_routes SET is_active = (channel = 'whatsapp') WHERE clinic_id = $1`, [
      clinic.clinicId,
    ]);
    const patientId = await desk.patient(phone);
    const now = await desk.book(patientId, day);
    await desk.send(now.messageId);
    house.setNow('2026-11-25T05:00:00Z');
    const nextDay = await desk.book(patientId, day);
    await desk.send(nextDay.messageId);
    await house.owner.query('UPDATE message_routes SET is_active = true WHERE clinic_id = $1', [clinic.clinicId]);
    expect(await desk.attempts(now.messageId)).toEqual(['whatsapp accepted']);
    expect(desk.held(`whatsapp:${phone}`).at(-1)?.body).toContain('Reply 1 to confirm');
    expect(await desk.state(nextDay.messageId)).toBe('dead: no-template');
  });

  it('of STOP ends that channel and no other; START begins it again', async () => {
    const { phone } = await sent();
    expect(await answer(phone, 'STOP')).toMatchObject({ outcome: 'stopped' });
    const optOuts = async () =>
      (
        await house.owner.query<{ channel: string }>(
          'SELECT channel::text FROM message_opt_outs WHERE clinic_id = $1 AND source = $2',
          [clinic.clinicId, 'reply'],
        )
      ).rows;
    expect(await optOuts()).toEqual([{ channel: 'whatsapp' }]);
    const next = await desk.book(await desk.patient(phone), day);
    await desk.send(next.messageId);
    expect(await desk.attempts(next.messageId)).toEqual(['sms accepted']);
    expect(await answer(phone, 'शुरू')).toMatchObject({ outcome: 'started' });
    expect(await optOuts()).toEqual([]);
  });

  it('to a sender that clinics share goes to the one that wrote last, and STOP counts for all of them', async () => {
    const theirs = messageDesk(house, other, providers);
    const phone = mobile();
    const { messageId, appointmentId } = await theirs.book(await theirs.patient(phone), day);
    await theirs.template('sms', '110755');
    await theirs.send(messageId);
    const shared = { to: sharedSender, isShared: true };
    expect(await answer(phone, '1', shared)).toMatchObject({ outcome: 'confirmed' });
    expect(await statusOf(appointmentId)).toBe('confirmed');
    expect(await answer(phone, 'stop', shared)).toMatchObject({ outcome: 'stopped' });
    expect(await answer(mobile(), '1', { to: '+19999999999' })).toEqual({ outcome: 'nobody', text: null });
  });

  it('of a stranger to the clinic’s own number is kept', async () => {
    expect(await answer(mobile(), '1')).toMatchObject({ outcome: 'kept' });
  });

  it('that is none is refused by its field', async () => {
    await expect(answer('anonymous', '1')).rejects.toMatchObject({ field: 'from' });
    await expect(answer(mobile(), 'x'.repeat(4_001))).rejects.toMatchObject({ field: 'body' });
  });
});
