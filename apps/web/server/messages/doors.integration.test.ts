// Guards the doors for providers: nothing unsigned is believed, and what is signed is done once, with the real libraries on both sides.
import { createServer, type Server } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { addDays, localDate } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { installationCredentials, systemClock } from '@vaani/config';
import { startSendgrid, startTwilioMessages } from '@vaani/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageDesk } from '../../../../packages/clinic/src/testing/message-desk.ts';
import {
  type MessageProviders,
  startMessageProviders,
  testTwilio,
} from '../../../../packages/clinic/src/testing/message-providers.ts';
import type { DoorDeps } from './door.ts';
import { sendgridEvents } from './sendgrid-events.ts';
import { twilioInbound } from './twilio-inbound.ts';
import { twilioStatus } from './twilio-status.ts';

// Signatures are good for a while of the machine's clock, so this house goes by it: what is booked lies ahead of it.
const day = addDays(localDate(Date.now(), 'Asia/Kolkata'), 7);
const base = '/api/v1/messages';
const doors: Record<string, (deps: DoorDeps, request: Request) => Promise<Response>> = {
  [`${base}/twilio/status`]: twilioStatus,
  [`${base}/twilio/inbound`]: twilioInbound,
  [`${base}/sendgrid/events`]: sendgridEvents,
};

let house: House;
let clinic: TestClinic;
let providers: MessageProviders;
let desk: ReturnType<typeof messageDesk>;
let server: Server;
let webUrl: string;
let deps: DoorDeps;
beforeAll(async () => {
  house = await startHouse(new Date().toISOString());
  clinic = await testClinic(house, { domain: 'doors.test' });
  server = createServer(async (incoming, outgoing) => {
    const url = `${webUrl}${incoming.url}`;
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const body = Readable.toWeb(incoming) as NodeStream<Uint8Array>;
    const door = doors[new URL(url).pathname];
    const response = await door?.(
      deps,
      new Request(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit),
    );
    outgoing.writeHead(response?.status ?? 404, { 'content-type': response?.headers.get('content-type') ?? '' });
    outgoing.end(await response?.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  webUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  providers = await startMessageProviders(house, { webUrl });
  const quiet = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
    with: () => quiet,
  };
  deps = {
    ...house.deps,
    logger: quiet,
    webUrl,
    credentials: installationCredentials({
      twilio: { ...testTwilio, apiUrl: providers.twilio.url, smsFrom: 'VAANIC', whatsappFrom: '+14155238886' },
      sendgrid: { apiKey: '', apiUrl: '', from: '', eventKey: providers.sendgrid.eventKey },
    }),
  };
  desk = messageDesk(house, clinic, providers);
  await desk.template('sms', '1107161234567890123');
});
afterAll(async () => {
  await providers.close();
  await new Promise((resolve) => server.close(resolve));
  await house.close();
});

let line = 7_000;
const mobile = (): string => `+91982000${++line}`;
async function sent(options: { email?: string; phone?: string } = {}) {
  const phone = options.phone ?? mobile();
  const { messageId, appointmentId } = await desk.book(
    await desk.patient(phone, options.email === undefined ? {} : { email: options.email }),
    day,
  );
  await desk.send(messageId);
  return { messageId, appointmentId, phone, sid: desk.held(phone)[0]?.sid ?? '' };
}
const mailOf = (to: string) =>
  providers.sendgrid.mails().findLast(({ mail }) => mail.personalizations[0]?.to[0]?.email === to)?.id ?? '';
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${webUrl}${path}`, { method: 'POST', body, headers });

describe('reports of Twilio', () => {
  it('are taken where they are signed, twice and out of order', async () => {
    const { messageId, sid } = await sent();
    for (const status of ['delivered', 'sent', 'delivered'] as const)
      expect(await providers.twilio.report(sid, status)).toBe(204);
    expect(await desk.attempts(messageId)).toEqual(['sms delivered']);
  });

  it('of a failure send the message on', async () => {
    const { messageId, sid } = await sent({ email: 'hari@example.org' });
    expect(await providers.twilio.report(sid, 'undelivered', 30003)).toBe(204);
    await desk.send(messageId);
    expect(await desk.attempts(messageId)).toEqual(['sms failed 30003', 'email accepted']);
  });

  it('are not believed unsigned, changed, of another address or of another account', async () => {
    const { messageId, sid } = await sent();
    const { statusCallback } = desk.held('')[0] ?? providers.twilio.messages().find((one) => one.sid === sid) ?? {};
    const { pathname, search } = new URL(statusCallback ?? webUrl);
    const form = new URLSearchParams({
      AccountSid: testTwilio.accountSid,
      MessageSid: sid,
      MessageStatus: 'delivered',
    });
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post(pathname + search, form.toString(), type)).status).toBe(403);
    expect((await post(pathname + search, form.toString(), { ...type, 'x-twilio-signature': 'AAAA' })).status).toBe(
      403,
    );
    // Another account of Twilio's signs as well as ours does, with its own token.
    const stranger = await startTwilioMessages({
      accountSid: `AC${'0d'.repeat(16)}`,
      authToken: 'x'.repeat(32),
      senders: ['VAANIC'],
      clock: systemClock,
    });
    const answered = await stranger.answer({
      webhook: `${webUrl}${pathname}${search}`,
      from: '+919820000001',
      to: '+1',
      body: '1',
    });
    await stranger.close();
    expect(answered.status).toBe(403);
    expect(await desk.attempts(messageId)).toEqual(['sms accepted']);
  });

  it('that are too large are not read', async () => {
    expect((await post(`${base}/twilio/status`, 'x'.repeat(70_000))).status).toBe(413);
  });
});

describe('answers', () => {
  const webhook = () => `${webUrl}${base}/twilio/inbound`;
  const from = (phone: string) => ({ webhook: webhook(), from: `whatsapp:${phone}`, to: 'whatsapp:+14155238886' });

  it('confirm, cancel, stop and are kept; what is said back is TwiML', async () => {
    const { phone, appointmentId } = await sent();
    const confirmed = await providers.twilio.answer({ ...from(phone), body: '1' });
    expect(confirmed).toMatchObject({ status: 200, text: expect.stringContaining('<Message>Thank you.') });
    const status = async () =>
      (await house.owner.query('SELECT status::text FROM appointments WHERE id = $1', [appointmentId])).rows[0]?.status;
    expect(await status()).toBe('confirmed');
    expect((await providers.twilio.answer({ ...from(phone), body: '2' })).text).toContain('<Response></Response>');
    expect(await status()).toBe('cancelled');
    expect((await providers.twilio.answer({ ...from(phone), body: 'बंद करो' })).text).toContain('START');
    expect((await providers.twilio.answer({ ...from(phone), body: 'a < b & c' })).status).toBe(200);
  });

  it('that come twice are said back once', async () => {
    const { phone } = await sent();
    const sid = `SM${'e'.repeat(32)}`;
    expect((await providers.twilio.answer({ ...from(phone), body: '1', sid })).text).toContain('<Message>');
    expect((await providers.twilio.answer({ ...from(phone), body: '1', sid })).text).not.toContain('<Message>');
  });

  it('of nobody, or to nobody, are no error', async () => {
    const nobody = { ...from('+919829999999'), to: 'whatsapp:+19999999999', body: '1' };
    expect(await providers.twilio.answer(nobody)).toMatchObject({ status: 200 });
    expect(await providers.twilio.answer({ ...from('x'), from: 'VK-BANK', body: 'OTP 1234' })).toMatchObject({
      status: 200,
    });
  });
});

describe('events of SendGrid', () => {
  const webhook = () => `${webUrl}${base}/sendgrid/events`;

  it('are taken many at once, in any order', async () => {
    const first = await sent({ email: 'ira@example.org', phone: '+912266000801' });
    const second = await sent({ email: 'jay@example.org', phone: '+912266000802' });
    const events = [
      { id: mailOf('ira@example.org'), event: 'delivered' as const },
      { id: mailOf('ira@example.org'), event: 'processed' as const },
      { id: mailOf('jay@example.org'), event: 'bounce' as const, reason: '550 no such user' },
    ];
    expect(await providers.sendgrid.report(webhook(), events)).toBe(204);
    expect(await providers.sendgrid.report(webhook(), events)).toBe(204);
    expect(await desk.attempts(first.messageId)).toEqual(['email delivered']);
    expect(await desk.attempts(second.messageId)).toEqual(['email failed bounce']);
    await desk.send(second.messageId);
    expect(await desk.state(second.messageId)).toBe('dead: refused');
  });

  it('settle a mail of which nobody knew whether it was taken', async () => {
    const patientId = await desk.patient('+912266000803', { email: 'kiran@example.org' });
    const { messageId } = await desk.book(patientId, day);
    providers.mailFault.set({ kind: 'close', isTaken: true });
    await desk.send(messageId);
    providers.mailFault.set(null);
    expect(await desk.state(messageId)).toBe('sending');
    const event = { id: mailOf('kiran@example.org'), event: 'delivered' as const };
    expect(await providers.sendgrid.report(webhook(), [event])).toBe(204);
    expect(await desk.state(messageId)).toBe('done');
  });

  it('of somebody who wants no more mail end it', async () => {
    const { messageId } = await sent({ email: 'lata@example.org', phone: '+912266000804' });
    await providers.sendgrid.report(webhook(), [{ id: mailOf('lata@example.org'), event: 'spamreport' }]);
    const { rows } = await house.owner.query(
      `SELECT channel::text, source FROM message_opt_outs WHERE clinic_id = $1 AND channel = 'email'`,
      [clinic.clinicId],
    );
    expect(rows).toEqual([{ channel: 'email', source: 'provider' }]);
    expect(await desk.attempts(messageId)).toEqual(['email delivered']);
  });

  it('are not believed unsigned, changed, old, or of another key', async () => {
    const { messageId } = await sent({ email: 'mina@example.org', phone: '+912266000805' });
    const events = [{ id: mailOf('mina@example.org'), event: 'delivered' as const }];
    const now = Math.floor(house.deps.clock.now() / 1_000);
    expect((await post(`${base}/sendgrid/events`, '[]')).status).toBe(403);
    expect(await providers.sendgrid.report(webhook(), events, { signature: 'AAAA' })).toBe(403);
    expect(await providers.sendgrid.report(webhook(), events, { change: (body) => `${body} ` })).toBe(403);
    expect(await providers.sendgrid.report(webhook(), events, { atS: now - 90_000 })).toBe(403);
    expect(await providers.sendgrid.report(webhook(), events, { atS: now + 3_600 })).toBe(403);
    const stranger = await startSendgrid({ apiKey: 'SG.x', clock: systemClock });
    expect(await stranger.report(webhook(), events)).toBe(403);
    await stranger.close();
    expect(await desk.attempts(messageId)).toEqual(['email accepted']);
    expect((await post(`${base}/sendgrid/events`, 'x'.repeat(1_100_000))).status).toBe(413);
  });
});

it('who knocks with forged requests again and again is not looked at any more', async () => {
  const statuses = new Set<number>();
  for (let tries = 0; tries < 80; tries++)
    statuses.add((await post(`${base}/twilio/status`, 'AccountSid=x', { 'x-forwarded-for': '203.0.113.77' })).status);
  expect([...statuses]).toEqual([403, 429]);
});
