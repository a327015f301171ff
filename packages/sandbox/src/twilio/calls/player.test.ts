// Guards the emulated phone network: that it does what TwiML says, as Twilio does it, and tells of it as Twilio does.
import { createServer } from 'node:http';
import { systemClock } from '@vaani/config';
import twilio from 'twilio';
import { afterEach, describe, expect, it } from 'vitest';
import { startTwilioCalls, type TwilioCallsOptions } from './index.ts';
import { readVerbs } from './twiml.ts';

const accountSid = `AC${'0b'.repeat(16)}`;
const authToken = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const [ours, desk, nurse, caller] = ['+12025550100', '+14155550111', '+14155550112', '+14155550199'];

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A service whose answers the test writes; what it was asked, signatures checked. */
async function start(answers: Record<string, string>, over: Partial<TwilioCallsOptions> = {}) {
  const asked: { path: string; params: Record<string, string> }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const params = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
      const path = request.url ?? '';
      const signature = String(request.headers['x-twilio-signature']);
      if (request.method === 'POST' && !twilio.validateRequest(authToken, signature, `${url}${path}`, params))
        return void response.writeHead(403).end();
      asked.push({ path, params });
      response.end(`<Response>${answers[path] ?? ''}</Response>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  for (const [path, body] of Object.entries(answers)) answers[path] = body.replaceAll('{url}', url);
  const sandbox = await startTwilioCalls({
    ...{ accountSid, authToken, numbers: [ours], clock: systemClock },
    ...over,
  });
  closing.push(sandbox.close, () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  const ring = () => sandbox.ring({ from: caller, to: ours, url: `${url}/in`, statusCallback: `${url}/status` });
  const call = (sid: string) => sandbox.calls().find((one) => one.sid === sid);
  const paths = () => asked.map(({ path }) => path);
  return { sandbox, asked, paths, ring, call, url };
}

describe('a document', () => {
  it('is read with its attributes, nested verbs and entities', () => {
    expect(
      readVerbs('<?xml version="1.0"?><Response><Dial action="/a?x=1&amp;y=2"><Number>+1</Number></Dial></Response>'),
    ).toEqual([
      {
        ...{ name: 'Dial', attributes: { action: '/a?x=1&y=2' }, text: '' },
        children: [{ name: 'Number', attributes: {}, text: '+1', children: [] }],
      },
    ]);
  });
  it.each(['<html></html>', '<Response><Dial></Response>', 'It works!', '<Response/><Response/>'])(
    'is none: %s',
    (text) => expect(readVerbs(text)).toBeNull(),
  );
});

describe('a call that comes in', () => {
  it('is asked about, spoken to, and over when nothing more is said', async () => {
    const { ring, call, asked } = await start({ '/in': '<Say>Hello</Say><Play>/music</Play>' });
    const sid = await ring();
    await expect.poll(() => call(sid)?.status).toBe('completed');
    expect(call(sid)?.heard).toEqual(['Hello', '/music']);
    await expect.poll(() => asked.at(-1)).toMatchObject({ path: '/status', params: { CallStatus: 'completed' } });
  });

  it('whose media stream cannot be opened tells of that, and goes on behind it', async () => {
    const { ring, call, asked } = await start({
      '/in': '<Connect action="{url}/after"><Stream url="ws://127.0.0.1:9/s" statusCallback="{url}/stream"/></Connect>',
      ...{ '/after': '<Say>Sorry</Say>', '/stream': '' },
    });
    const sid = await ring();
    await expect.poll(() => call(sid)?.heard).toEqual(['Sorry']);
    await expect
      .poll(() => asked.find(({ path }) => path === '/stream')?.params)
      .toMatchObject({ StreamEvent: 'stream-error', StreamError: expect.stringContaining('31920') });
  });

  it('that is answered with no TwiML fails, and one that is rejected too', async () => {
    const { ring, call } = await start({ '/in': '<Dial>' });
    const sid = await ring();
    await expect.poll(() => call(sid)?.status).toBe('completed');
    const other = await start({ '/in': '<Reject reason="busy"/>' });
    const busy = await other.ring();
    await expect.poll(() => other.call(busy)?.status).toBe('busy');
  });

  it('that is asked for keys takes those that are pressed', async () => {
    const { sandbox, ring, call, asked } = await start({
      '/in': '<Gather action="{url}/keys" timeout="30"><Say>Number?</Say></Gather>',
      '/keys': '<Say>Thanks</Say>',
    });
    const sid = await ring();
    await expect.poll(() => call(sid)?.heard).toEqual(['Number?']);
    sandbox.press(sid, '42');
    await expect.poll(() => call(sid)?.heard).toEqual(['Number?', 'Thanks']);
    expect(asked.find(({ path }) => path === '/keys')?.params).toMatchObject({ Digits: '42', CallSid: sid });
  });
});

describe('dialling', () => {
  const dial = (inner: string) => ({ '/in': `<Dial action="{url}/after" callerId="${ours}">${inner}</Dial>` });
  const both = `<Number>${desk}</Number><Number>${nurse}</Number>`;

  it.each(['busy', 'no-answer', 'failed'] as const)('tells that nobody picked up: %s', async (answer) => {
    const { ring, asked } = await start(dial(desk), { answers: () => answer });
    await ring();
    await expect
      .poll(() => asked.find(({ path }) => path === '/after')?.params)
      .toMatchObject({
        DialCallStatus: answer,
        DialBridged: 'false',
      });
  });

  it('connects the first who picks up, until they hang up', async () => {
    const { sandbox, ring, asked, paths } = await start(dial(both), {
      answers: (to) => (to === desk ? 'busy' : 'human'),
    });
    const sid = await ring();
    await expect.poll(() => sandbox.calls().find(({ to }) => to === nurse)?.status).toBe('in-progress');
    expect(paths()).not.toContain('/after');
    const leg = sandbox.calls().find(({ to }) => to === nurse);
    expect(leg).toMatchObject({ parentSid: sid, from: ours, direction: 'outbound-dial' });
    await sandbox.end(leg?.sid ?? '');
    await expect
      .poll(() => asked.find(({ path }) => path === '/after')?.params)
      .toMatchObject({
        ...{ DialCallStatus: 'completed', DialBridged: 'true', DialCallSid: leg?.sid },
      });
  });

  it('one who hangs up at what they are told was not connected, though the call counts as completed', async () => {
    const { ring, asked } = await start(
      {
        ...dial(`<Number url="{url}/whisper">${desk}</Number>`),
        '/whisper': '<Gather action="{url}/key"><Say>Press 1</Say></Gather><Hangup/>',
      },
      { answers: () => ({ answer: 'human', keys: [] }) },
    );
    await ring();
    await expect
      .poll(() => asked.find(({ path }) => path === '/after')?.params)
      .toMatchObject({
        DialCallStatus: 'completed',
        DialBridged: 'false',
      });
  });

  it('a caller who hangs up takes the other leg along', async () => {
    const { sandbox, ring } = await start(dial(desk));
    const sid = await ring();
    await expect.poll(() => sandbox.calls().find(({ to }) => to === desk)?.status).toBe('in-progress');
    await sandbox.end(sid);
    await expect.poll(() => sandbox.calls().find(({ to }) => to === desk)?.status).toBe('completed');
  });

  it('to India from India comes to nothing', async () => {
    const { ring, asked } = await start({
      '/in': '<Dial action="{url}/after" callerId="+912066000001">+919820000001</Dial>',
    });
    await ring();
    await expect.poll(() => asked.find(({ path }) => path === '/after')?.params.DialCallStatus).toBe('failed');
  });
});

describe('a room', () => {
  it('plays music to who is alone, and is over for all when one leaves who ends it', async () => {
    const room = (ends: boolean) =>
      `<Dial action="{url}/after"><Conference endConferenceOnExit="${ends}" waitUrl="{url}/music">r1</Conference></Dial>`;
    const { sandbox, ring, call, paths } = await start({ '/in': room(true) });
    const [one, two] = [await ring(), await ring()];
    await expect.poll(() => sandbox.conferences()[0]?.participants.length).toBe(2);
    await expect.poll(() => call(one)?.heard[0]).toMatch(/^200 .*\/music$/);
    await sandbox.end(one);
    await expect.poll(() => call(two)?.status).toBe('completed');
    expect(sandbox.conferences()[0]?.status).toBe('completed');
    expect(paths()).toContain('/after');
  });
});

describe('callbacks', () => {
  it('come twice, or after the one that follows them, where the plan says so', async () => {
    const { sandbox, asked, url } = await start(
      { '/first': '<Pause length="60"/>' },
      {
        deliveries: ({ params, kind }) =>
          kind !== 'status' ? 'twice' : params.CallStatus === 'ringing' ? 'late' : 'once',
      },
    );
    const httpClient = new twilio.RequestClient();
    httpClient.axios.interceptors.request.use((config) => {
      config.url = config.url?.replace('https://api.twilio.com', sandbox.url) ?? '';
      return config;
    });
    const client = twilio(accountSid, authToken, { httpClient });
    const { sid } = await client.calls.create({
      ...{ to: desk, from: ours, url: `${url}/first`, statusCallback: `${url}/status` },
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    });
    await expect.poll(() => asked.filter(({ path }) => path === '/first').length).toBe(2);
    await sandbox.end(sid);
    const statuses = () => asked.filter(({ path }) => path === '/status').map(({ params }) => params.CallStatus);
    await expect.poll(statuses).toEqual(['queued', 'in-progress', 'ringing', 'completed']);
  });
});
