// Guards that anyone can try the providers without keys: the sandbox runs as a process, and the real SDKs work on it with nothing but the lines it printed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { installationCredentials, seededRandom, systemClock, voiceSettings, workerSettings } from '@vaani/config';
import {
  createVoiceProviders,
  type ProviderEvent,
  type SpeechToTextEvent,
  sendgridMail,
  twilioCalls,
  twilioMessages,
} from '@vaani/providers';
import { prompterAt } from '@vaani/sandbox';
import { freePort } from '@vaani/services';
import { encodeMulaw } from '@vaani/speech';
import { afterEach, describe, expect, it } from 'vitest';
import { scriptedEars, scriptedVoice } from '../packages/providers/src/testing/scripted-providers.ts';

const script = fileURLToPath(new URL('sandbox.ts', import.meta.url));
const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** A run of the command. `ready` resolves with the environment that it printed. */
function run(args: string[]) {
  const child = spawn(process.execPath, [script, ...args], { env: { PATH: process.env.PATH } });
  let out = '';
  let err = '';
  const ready = Promise.withResolvers<Record<string, string>>();
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
    if (!out.includes('The sandbox is ready')) return;
    const lines = out.split('\n').filter((line) => /^[A-Z_]+=/.test(line));
    ready.resolve(Object.fromEntries(lines.map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)])));
  });
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString();
  });
  const ended = once(child, 'close').then(([code]) => {
    ready.reject(new Error(`it ended: ${err}`));
    return { code: code as number | null, out, err };
  });
  ready.promise.catch(() => undefined);
  ending.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ready: ready.promise, ended };
}

async function connect(env: Record<string, string>) {
  const rest = { DATABASE_URL: 'postgres://app@127.0.0.1/x', REDIS_URL: 'redis://127.0.0.1', VAANI_KEYS: `k:${key}` };
  const voice = voiceSettings({ ...env, ...rest, VAANI_STREAM_SECRET: 's'.repeat(40) });
  const worker = workerSettings({ ...env, ...rest });
  const events: ProviderEvent[] = [];
  const providers = createVoiceProviders({
    accounts: () => voice.accounts,
    local: { stt: scriptedEars('local', { hasFreeText: false }), tts: scriptedVoice('local', systemClock, []) },
    ...{ clock: systemClock, random: seededRandom(1), onEvent: (event) => void events.push(event) },
  });
  ending.push(providers.close);
  const { twilio } = worker.messageAccounts;
  if (twilio === null) throw new Error('the sandbox gave no Twilio account');
  const credentials = installationCredentials(worker.messageAccounts);
  return {
    ...{ providers, events, twilio },
    calls: twilioCalls({ account: async () => twilio, clock: systemClock }),
    sms: twilioMessages({ credentials, clock: systemClock, channel: 'sms', statusUrl: 'http://127.0.0.1:9/status' }),
    mail: sendgridMail({ credentials, clock: systemClock }),
    prompter: prompterAt(env.VAANI_SANDBOX_URL ?? ''),
  };
}
const key = Buffer.alloc(32, 7).toString('base64');
const signal = new AbortController().signal;

/** 400 ms that no other sound is like. */
const sound = encodeMulaw(Int16Array.from({ length: 3_200 }, (_, at) => 9_000 * Math.sin(at ** 1.3)));

async function hear(providers: Awaited<ReturnType<typeof connect>>['providers']): Promise<SpeechToTextEvent[]> {
  const heard: SpeechToTextEvent[] = [];
  const stream = await providers.stt.open({
    ...{ language: 'en', keyTerms: ['Rao'], signal, onEvent: (event) => void heard.push(event) },
  });
  const silence = new Uint8Array(160).fill(0xff);
  for (let at = 0; at < sound.length; at += 160) stream.write(sound.subarray(at, at + 160));
  for (let at = 0; at < 15; at++) stream.write(silence);
  stream.finalize(300);
  await expect.poll(() => heard.filter(({ kind }) => kind === 'final'), { timeout: 5_000 }).toHaveLength(1);
  await stream.close();
  return heard;
}

const message = {
  ...{ clinicId: '018f6a00-0000-7000-8000-000000000001', from: null, subject: 'Hello', template: null },
  body: 'Your appointment is booked.',
  reference: { messageId: '018f6a00-0000-7000-8000-000000000002', deliveryId: '018f6a00-0000-7000-8000-000000000003' },
};

describe('npm run sandbox', () => {
  it('serves every provider to its real SDK, and ends cleanly', { timeout: 60_000 }, async () => {
    const { child, ready, ended } = run(['--port', String(await freePort()), '--latency', 'targets', '--tones']);
    const { providers, calls, sms, mail, prompter, twilio, events } = await connect(await ready);

    await prompter.tell({ audio: sound, text: 'Doctor Rao tomorrow', language: 'en' });
    expect(await hear(providers)).toContainEqual(
      expect.objectContaining({ kind: 'final', text: 'Doctor Rao tomorrow', language: 'en' }),
    );
    let said = '';
    for await (const event of providers.llm?.stream({
      ...{ messages: [{ role: 'user', content: 'Hello' }], tools: [], signal },
    }) ?? [])
      if (event.kind === 'text') said += event.text;
    expect(said).toBe('Sorry, could you say that again?');
    let spokenMs = 0;
    for await (const { audio } of providers.tts.speak({ text: 'Doctor Rao is free.', language: 'en', signal }))
      spokenMs += audio.length / 8;
    expect(spokenMs).toBeGreaterThan(600);
    // All of it by those whom the environment names first.
    expect(events.filter(({ kind }) => kind === 'switched')).toEqual([]);

    const call = { callSid: `CA${'1b'.repeat(16)}`, from: '+916000100001', to: '+912066000001' };
    await prompter.call(call);
    expect(await calls.hangUp(call.callSid, signal)).toBe(true);
    expect(await calls.hangUp(call.callSid, signal)).toBe(false);
    expect(await sms.send({ ...message, to: '+14155550123' }, signal)).toMatchObject({ kind: 'accepted' });
    expect(await mail.send({ ...message, to: 'a@example.org' }, signal)).toMatchObject({ kind: 'accepted' });
    expect(twilio.accountSid).toMatch(/^AC/);

    // An outage begins while it runs: the next one hears.
    await prompter.fault('deepgram', 'close');
    await hear(providers);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'switched', from: 'deepgram' }));
    await expect(prompter.fault('deepgram', 'sulk')).rejects.toThrow('There is no fault sulk');

    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('begins with the faults it is told', { timeout: 60_000 }, async () => {
    const args = ['--port', String(await freePort()), '--tones', '--fault', 'cartesia:refuse'];
    const { ready } = run(args);
    const { providers, events } = await connect(await ready);
    for await (const _ of providers.tts.speak({ text: 'Hello.', language: 'en', signal }));
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'switched', stage: 'speaking', from: 'cartesia', to: 'openai-speech' }),
    );
  });

  it('says by name which port is taken', async () => {
    const port = await freePort();
    const holder = net.createServer().listen(port + 1, '127.0.0.1');
    await once(holder, 'listening');
    ending.push(async () => holder.close());
    const { code, err } = await run(['--port', String(port), '--tones']).ended;
    expect([code, err]).toEqual([2, `Port ${port + 1} is taken: the sandbox's deepgram wants it.\n`]);
  });

  it.each([
    [['--latency', 'fast'], 'There is no latency fast: none, targets, current, field.'],
    [['--fault', 'deepgram'], 'There is no fault : refuse, busy'],
    [['--fault', 'bell:hang'], 'There is no room bell: deepgram, openai'],
    [['--port', '99999'], '--port 99999 is not a whole number from 1 to'],
  ])('refuses %s in words', async (args, sentence) => {
    const { code, err } = await run(args).ended;
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});
