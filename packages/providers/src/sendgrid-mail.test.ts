// Guards SendGrid's adapter with the real library against the sandbox, and that the sandbox signs as SendGrid does.
import { createServer } from 'node:http';
import { EventWebhook } from '@sendgrid/eventwebhook';
import { installationCredentials, systemClock } from '@vaani/config';
import { inOrder, type Sendgrid, type SendgridOptions, startSendgrid } from '@vaani/sandbox';
import { afterEach, expect, it } from 'vitest';
import type { ProviderMessage } from './message-provider.ts';
import { sendgridMail } from './sendgrid-mail.ts';

const apiKey = 'SG.0123456789abcdef.sandbox';
const never = new AbortController().signal;

let room: Sendgrid | undefined;
afterEach(async () => {
  await room?.close();
  room = undefined;
});

async function start(over: Partial<SendgridOptions> = {}, key = apiKey) {
  room = await startSendgrid({ apiKey, clock: systemClock, ...over });
  const sendgrid = { apiKey: key, apiUrl: room.url, from: 'desk@asha.example', eventKey: null };
  return {
    room,
    mail: sendgridMail({ credentials: installationCredentials({ twilio: null, sendgrid }), clock: systemClock }),
  };
}

const message: ProviderMessage = {
  clinicId: '018f6a00-0000-7000-8000-000000000001',
  to: 'somebody@example.org',
  from: null,
  subject: 'Your appointment',
  body: 'Asha Clinic: आपका अपॉइंटमेंट https://desk.test/a/hMARK',
  template: null,
  reference: { messageId: '018f6a00-0000-7000-8000-000000000002', deliveryId: '018f6a00-0000-7000-8000-000000000003' },
};

it('sends a mail that reports can be found by, and whose link nobody rewrites', async () => {
  const { room, mail } = await start();
  const outcome = await mail.send(message, never);
  const [taken] = room.mails();
  expect(outcome).toEqual({ kind: 'accepted', providerMessageId: taken?.id });
  expect(taken?.mail).toMatchObject({
    from: { email: 'desk@asha.example' },
    subject: 'Your appointment',
    content: [{ type: 'text/plain', value: message.body }],
    custom_args: { clinic: message.clinicId, delivery: message.reference.deliveryId },
    tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
  });
});

it('tells a refusal for good from one that passes, and both from not knowing', async () => {
  const faults = inOrder([
    { kind: 'busy', retryAfterS: 3 },
    { kind: 'refuse', status: 403, code: 0 },
    { kind: 'refuse', status: 413, code: 0 },
    { kind: 'close', isTaken: true },
    { kind: 'server-error', status: 502, isTaken: false },
    { kind: 'garbage', isTaken: true },
  ]);
  const { mail } = await start({ faults });
  expect(await mail.send(message, never)).toEqual({
    kind: 'refused',
    code: '429',
    isFinal: false,
    retryAfterMs: 3_000,
  });
  expect(await mail.send(message, never)).toEqual({ kind: 'refused', code: '403', isFinal: false });
  expect(await mail.send(message, never)).toEqual({ kind: 'refused', code: '413', isFinal: true });
  for (let index = 0; index < 3; index++) expect((await mail.send(message, never)).kind).toBe('unknown');
  expect(await mail.send(message, never)).toMatchObject({ kind: 'accepted' });
});

it('says that an address is none, and that a key is wrong', async () => {
  const { mail } = await start();
  expect(await mail.send({ ...message, to: 'no address' }, never)).toMatchObject({
    kind: 'refused',
    code: '400',
    isFinal: true,
  });
  await room?.close();
  const stranger = await start({}, 'SG.other.key');
  expect(await stranger.mail.send(message, never)).toEqual({ kind: 'refused', code: '401', isFinal: false });
});

it('ends a mail that hangs when it is told to, and knows where nobody listens', async () => {
  const { mail, room } = await start({ faults: inOrder([{ kind: 'hang', isTaken: true }]) });
  const ending = new AbortController();
  const sending = mail.send(message, ending.signal);
  await expect.poll(() => room.mails().length).toBe(1);
  ending.abort();
  expect(await sending).toEqual({ kind: 'unknown', code: 'ERR_CANCELED' });
  await room.shut();
  expect(await mail.send(message, never)).toEqual({ kind: 'refused', code: 'ECONNREFUSED', isFinal: false });
  await room.open();
});

it('reports events that SendGrid’s own library takes for signed', async () => {
  const { mail, room } = await start();
  const outcome = await mail.send(message, never);
  const received: { body: string; signature: string; timestamp: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const header = (name: string) => String(request.headers[`x-twilio-email-event-webhook-${name}`]);
    received.push({
      body: Buffer.concat(chunks).toString(),
      signature: header('signature'),
      timestamp: header('timestamp'),
    });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/events`;
  const id = outcome.kind === 'accepted' ? outcome.providerMessageId : '';
  expect(await room.report(url, [{ id, event: 'delivered' }])).toBe(200);
  await new Promise((resolve) => server.close(resolve));
  const [event] = received;
  const webhook = new EventWebhook();
  const key = webhook.convertPublicKeyToECDSA(room.eventKey);
  const verify = (body: string) => webhook.verifySignature(key, body, event?.signature ?? '', event?.timestamp ?? '');
  expect(verify(event?.body ?? '')).toBe(true);
  expect(verify(`${event?.body} `)).toBe(false);
  expect(JSON.parse(event?.body ?? '')).toMatchObject([{ event: 'delivered', delivery: message.reference.deliveryId }]);
});
