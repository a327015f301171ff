// Guards Twilio's adapter with the real library against the sandbox: what was taken is known, what is not known is not guessed.
import { installationCredentials, systemClock } from '@vaani/config';
import {
  type FaultPlan,
  inOrder,
  startTwilioMessages,
  type TwilioMessages,
  type TwilioMessagesOptions,
} from '@vaani/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderMessage } from './message-provider.ts';
import { twilioMessages } from './twilio-messages.ts';

const accountSid = `AC${'0a'.repeat(16)}`;
const authToken = 'f00dfacef00dfacef00dfacef00dface';
const senders = ['VAANIC', '+14155550100', 'whatsapp:+14155238886'];
const contents = new Map([['HX0123', 'Dear patient, {{2}} sees you on {{3}}: {{4}}']]);
const never = new AbortController().signal;

let room: TwilioMessages | undefined;
afterEach(async () => {
  await room?.close();
  room = undefined;
});

async function start(over: Partial<TwilioMessagesOptions> = {}) {
  room = await startTwilioMessages({ accountSid, authToken, senders, contents, clock: systemClock, ...over });
  const credentials = installationCredentials({
    twilio: { accountSid, authToken, apiUrl: room.url, smsFrom: 'VAANIC', whatsappFrom: '+14155238886' },
    sendgrid: null,
  });
  const options = { credentials, clock: systemClock, statusUrl: 'http://127.0.0.1:9/status' };
  return {
    room,
    sms: twilioMessages({ ...options, channel: 'sms' }),
    whatsapp: twilioMessages({ ...options, channel: 'whatsapp' }),
  };
}

const message = (over: Partial<ProviderMessage> = {}): ProviderMessage => ({
  clinicId: '018f6a00-0000-7000-8000-000000000001',
  to: '+919820000001',
  from: null,
  subject: 'Your appointment',
  body: 'Asha Clinic: your appointment is booked. https://desk.test/a/eMARK',
  template: null,
  reference: { messageId: '018f6a00-0000-7000-8000-000000000002', deliveryId: '018f6a00-0000-7000-8000-000000000003' },
  ...over,
});
const find = (over: { to?: string; marker?: string } = {}) => ({
  clinicId: message().clinicId,
  to: '+919820000001',
  since: new Date(Date.now() - 1_000),
  marker: 'eMARK',
  ...over,
});

describe('a text message', () => {
  it('is taken, under Twilio’s name, from the clinic’s own sender or the account’s', async () => {
    const { room, sms } = await start();
    const outcome = await sms.send(message(), never);
    expect(outcome).toEqual({ kind: 'accepted', providerMessageId: room.messages()[0]?.sid });
    await sms.send(message({ from: '+14155550100' }), never);
    expect(room.messages().map(({ from }) => from)).toEqual(['VAANIC', '+14155550100']);
    expect(room.messages()[0]?.statusCallback).toBe(
      'http://127.0.0.1:9/status?clinic=018f6a00-0000-7000-8000-000000000001&delivery=018f6a00-0000-7000-8000-000000000003',
    );
  });

  it.each([
    ['a number that is none', { to: '+910' }, '21211'],
    ['a landline', { to: '+912266000001' }, '21614'],
    ['a sender that is not ours', { from: 'OTHERS' }, '21606'],
    ['nothing to say', { body: ' ' }, '21619'],
    ['too much to say', { body: 'x'.repeat(1_601) }, '21617'],
  ])('to %s is refused for good', async (_, over, code) => {
    const { sms, room } = await start();
    expect(await sms.send(message(over), never)).toEqual({ kind: 'refused', code, isFinal: true });
    expect(room.messages()).toEqual([]);
  });

  it('to somebody who said stop is refused, and says so', async () => {
    const { sms, room } = await start();
    room.unsubscribe('VAANIC', '+919820000001');
    expect(await sms.send(message(), never)).toEqual({ kind: 'refused', code: '21610', isFinal: true, isOptOut: true });
  });

  const faulty = (faults: FaultPlan) => start({ faults });
  it('waits as long as Twilio asks', async () => {
    const { sms } = await faulty(inOrder([{ kind: 'busy', retryAfterS: 7 }]));
    expect(await sms.send(message(), never)).toEqual({
      kind: 'refused',
      code: '20429',
      isFinal: false,
      retryAfterMs: 7_000,
    });
    expect(await sms.send(message(), never)).toMatchObject({ kind: 'accepted' });
  });

  it('by an account that is not in order is refused for now', async () => {
    const { sms } = await faulty(inOrder([{ kind: 'refuse', status: 401, code: 20003 }]));
    expect(await sms.send(message(), never)).toEqual({ kind: 'refused', code: '20003', isFinal: false });
  });

  it.each([
    ['the connection ends', { kind: 'close' }],
    ['the server breaks', { kind: 'server-error', status: 503 }],
    ['a proxy answers', { kind: 'garbage' }],
  ] as const)('whose outcome is unknown because %s is found at Twilio, or not', async (_, fault) => {
    for (const isTaken of [true, false]) {
      const { sms, room } = await faulty(inOrder([{ ...fault, isTaken }]));
      expect((await sms.send(message(), never)).kind).toBe('unknown');
      const found = await sms.find(find(), never);
      if (isTaken) expect(found).toEqual({ providerMessageId: room.messages()[0]?.sid, failure: null });
      else expect(found).toBeNull();
      await room.close();
    }
  });

  it('is not waited for longer than the caller says', async () => {
    const { sms } = await faulty(inOrder([{ kind: 'hang', isTaken: true }]));
    const ending = new AbortController();
    const sending = sms.send(message(), ending.signal);
    await expect.poll(() => room?.messages().length).toBe(1);
    ending.abort();
    expect(await sending).toEqual({ kind: 'unknown', code: 'ERR_CANCELED' });
    expect(await sms.find(find(), never)).not.toBeNull();
  });

  it('was certainly not taken where nobody listens', async () => {
    const { sms, room } = await start();
    await room.shut();
    expect(await sms.send(message(), never)).toEqual({ kind: 'refused', code: 'ECONNREFUSED', isFinal: false });
    await expect(sms.find(find(), never)).rejects.toThrow();
    await room.open();
  });

  it('is found whether it has left the queue or not, over pages, and is not mistaken for another', async () => {
    const { sms, room } = await start();
    for (let index = 0; index < 60; index++) await sms.send(message({ body: `Number ${index}.` }), never);
    await sms.send(message(), never);
    const sid = room.messages().at(-1)?.sid ?? '';
    expect(await sms.find(find(), never)).toEqual({ providerMessageId: sid, failure: null });
    for (const { sid } of room.messages()) await room.report(sid, 'sent');
    expect(await sms.find(find(), never)).toEqual({ providerMessageId: sid, failure: null });
    expect(await sms.find(find({ marker: 'Number 0.' }), never)).not.toBeNull();
    expect(await sms.find(find({ marker: 'eMARKED' }), never)).toBeNull();
    expect(await sms.find(find({ to: '+919820000002' }), never)).toBeNull();
  });

  it('that could not be delivered is found as that', async () => {
    const { sms, room } = await start();
    await sms.send(message(), never);
    await room.report(room.messages()[0]?.sid ?? '', 'undelivered', 30003);
    expect(await sms.find(find(), never)).toMatchObject({ failure: { code: '30003' } });
  });
});

describe('WhatsApp', () => {
  it('fills a registered template, whose text is found again', async () => {
    const { whatsapp, room } = await start();
    const template = { id: 'HX0123', variables: ['Asha Clinic', 'Dr Rao', 'Monday', 'https://desk.test/a/eMARK'] };
    expect(await whatsapp.send(message({ template }), never)).toMatchObject({ kind: 'accepted' });
    expect(room.messages()[0]).toMatchObject({
      to: 'whatsapp:+919820000001',
      from: 'whatsapp:+14155238886',
      body: 'Dear patient, Dr Rao sees you on Monday: https://desk.test/a/eMARK',
    });
    expect(await whatsapp.find(find(), never)).not.toBeNull();
    expect(await whatsapp.send(message({ template: { ...template, id: 'HX9' } }), never)).toMatchObject({
      code: '21655',
      isFinal: true,
    });
  });
});

describe('an account', () => {
  it('is set up where it has a sender', async () => {
    const none = installationCredentials({ twilio: null, sendgrid: null });
    const bare = installationCredentials({
      twilio: { accountSid, authToken, apiUrl: 'http://127.0.0.1:9', smsFrom: null, whatsappFrom: null },
      sendgrid: null,
    });
    const of = (credentials: typeof none) =>
      twilioMessages({ channel: 'sms', credentials, clock: systemClock, statusUrl: '' });
    expect(await of(none).isSetUp('c', 'VAANIC')).toBe(false);
    expect(await of(bare).isSetUp('c', null)).toBe(false);
    expect(await of(bare).isSetUp('c', 'VAANIC')).toBe(true);
  });

  it('with a wrong token is not let in', async () => {
    const { room } = await start();
    const credentials = installationCredentials({
      twilio: { accountSid, authToken: 'x'.repeat(32), apiUrl: room.url, smsFrom: 'VAANIC', whatsappFrom: null },
      sendgrid: null,
    });
    const sms = twilioMessages({
      channel: 'sms',
      credentials,
      clock: systemClock,
      statusUrl: 'http://127.0.0.1:9/status',
    });
    expect(await sms.send(message(), never)).toEqual({ kind: 'refused', code: '20003', isFinal: false });
  });
});
