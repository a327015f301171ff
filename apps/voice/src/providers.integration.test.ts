// Guards calls that are heard, thought and spoken by providers, with their real SDKs over the sandbox: bookings in three languages, and those that go on well
// when a provider dies in the middle.
import { type CallDetail, type CallUsage, findClinicByNumber } from '@vaani/clinic';
import { seededRandom, systemClock, voiceSettings } from '@vaani/config';
import type { LiveEvent } from '@vaani/live';
import {
  type Fault,
  namedFaults,
  type ProviderRoom,
  placeCall,
  type RoomName,
  type Sandbox,
  type Scenario,
  scenarios,
  startSandbox,
} from '@vaani/sandbox';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelEarlierTrials } from '../../../scripts/call/earlier-trials.ts';
import { listenToClinic } from '../../../scripts/call/listener.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld } from './testing/voice-world.ts';

let world: VoiceWorld;
/** What callers will say, made before they ring. */
const sounds = new Map<string, Uint8Array>();
const closing: (() => Promise<void>)[] = [];
const TIMEOUT_MS = 180_000;

const scenarioOf = (name: string): Scenario => {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  return scenario;
};

beforeAll(async () => {
  world = await startVoiceWorld({ recogniserThreads: 1 });
  for (const name of ['book-english', 'book-hindi', 'book-hinglish']) {
    const { lines, language } = scenarioOf(name);
    for (const { say } of lines)
      if (say !== undefined)
        sounds.set(
          say,
          await world.voice.speak({ text: say, language: language === 'en' ? 'en' : 'hi', voice: 'caller' }),
        );
  }
}, 180_000);
afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await world.close();
});

/** A worker whose providers are a sandbox of its own. @param more rooms beside the first of each stage. */
async function start(more: readonly RoomName[] = []): Promise<{ sandbox: Sandbox; worker: VoiceWorker }> {
  const sandbox = await startSandbox({ clock: systemClock, random: seededRandom(3), latency: 'current' });
  closing.push(sandbox.close);
  const { deepgram, openai, cartesia } = sandbox.env;
  const rest = more.map((name) => sandbox.env[name]);
  const VAANI_PRICES =
    'deepgram.minute=80,openai-transcription.minute=50,cartesia.characters=310,openai-speech.characters=125,' +
    'openai.prompt=21,openai.cached=10.5,openai.completion=84';
  const env = Object.assign({}, world.env, deepgram, openai, cartesia, ...rest, { VAANI_PRICES });
  const { accounts, prices } = voiceSettings(env);
  const worker = await world.startWorker({ accounts, prices });
  closing.push(worker.close);
  return { sandbox, worker };
}

/** What the record of a call says of tokens, by who took them. */
async function tokensOf(callId: string): Promise<CallUsage['tokens']> {
  const owner = new pg.Client({ connectionString: world.ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ usage: CallUsage }>('SELECT usage FROM call_logs WHERE id = $1', [callId]);
    return rows[0]?.usage.tokens ?? {};
  } finally {
    await owner.end();
  }
}

interface Placed {
  detail: CallDetail;
  switches: Extract<LiveEvent, { type: 'call.provider' }>['data'][];
  story: string;
}

/** @param onLine told before each line that the caller says, from 0. */
async function call(
  { sandbox, worker }: { sandbox: Sandbox; worker: VoiceWorker },
  { from, to, lines, language }: Scenario,
  onLine: (index: number) => void = () => undefined,
): Promise<Placed> {
  const live: { who: string; text: string }[] = [];
  const switches: Placed['switches'] = [];
  const listener = await listenToClinic(world.deps, { number: to, onTurn: (turn) => live.push(turn) });
  const watching = new AbortController();
  let callId: string | undefined;
  const watched = (async () => {
    for await (const item of world.deps.live.subscribe(listener.ctx.clinicId, { signal: watching.signal }))
      if ('event' in item && item.event.type === 'call.provider') switches.push(item.event.data);
  })();
  let said = 0;
  await placeCall({
    ...{ voiceUrl: worker.voiceUrl, authToken: world.authToken, from, to, lines, ears: listener.ears, maxMs: 150_000 },
    voiceOf: async (text) => sounds.get(text) ?? new Uint8Array(0),
    async onSaying({ heard, audio }) {
      onLine(said++);
      sandbox.tell({ audio, text: heard, language });
    },
    onCall: listener.follow,
  });
  const detail = await listener.result();
  callId = detail.id;
  watching.abort();
  await watched;
  listener.stop();
  const mine = switches.filter((one) => one.callId === callId);
  const noted = detail.events.filter(({ kind }) => kind === 'provider').map(({ payload }) => payload);
  return { detail, switches: mine, story: JSON.stringify({ live, noted }, null, 1) };
}

describe('a booking over providers', () => {
  it.concurrent.for([
    { name: 'book-english', doctor: 'Dr Anita Sharma', language: 'en' },
    { name: 'book-hindi', doctor: 'Dr Suresh Rao', language: 'hi' },
    { name: 'book-hinglish', doctor: 'Dr Anita Sharma', language: 'hi-en' },
  ])('goes well: $name', { timeout: TIMEOUT_MS }, async ({ name, doctor, language }, { expect }) => {
    const mine = await start();
    const { detail, story } = await call(mine, scenarioOf(name));
    expect(detail.outcome, story).toBe('booked');
    expect(detail.language, story).toBe(language);
    expect(detail.appointments, story).toMatchObject([{ doctorName: doctor, status: 'scheduled' }]);
    // Heard by Deepgram as it was said, with its confidence; spoken by Cartesia.
    for (const turn of detail.turns.filter(({ who, isUnclear }) => who === 'caller' && !isUnclear))
      expect(turn.confidence, turn.text).toBeGreaterThan(0.9);
    const { deepgram, openai, cartesia } = mine.sandbox;
    expect(cartesia.asked().length).toBeGreaterThan(3);
    const [stream] = deepgram.streams();
    expect(stream?.query.get('model')).toBe('nova-3');
    expect(stream?.query.getAll('keyterm')).toEqual(expect.arrayContaining(['Dr Anita Sharma', 'डॉ सुरेश राव']));
    // The model thought, to the end: nobody else was asked, and every token stands in the record.
    expect(openai.chats().length, story).toBeGreaterThan(4);
    expect(mine.worker.events.filter(({ kind }) => kind === 'switched')).toEqual([]);
    // Of an answer that was begun ahead and thrown away the service tells no usage: that is reckoned, and comes on top.
    const whole = openai.chats().filter(({ isAborted }) => !isAborted);
    const { openai: counted } = await tokensOf(detail.id);
    expect(counted?.cachedTokens).toBeGreaterThanOrEqual(
      whole.reduce((sum, { cachedTokens }) => sum + cachedTokens, 0),
    );
    expect(counted?.promptTokens).toBeGreaterThan(counted?.cachedTokens ?? Infinity);
    expect(counted?.completionTokens).toBeGreaterThan(0);
    // A minute of hearing, some hundred characters of speech, some ten thousand tokens: between one and twenty rupees.
    expect(detail.costPaise).toBeGreaterThan(100);
    expect(detail.costPaise).toBeLessThan(2_000);
    // What a call opened ends with it.
    await expect.poll(() => deepgram.connections).toBe(0);
    expect([stream?.isOpen, cartesia.contexts()]).toEqual([false, 0]);
  });
});

interface Dies {
  what: string;
  name: string;
  faults: Partial<Record<ProviderRoom, Fault>>;
  stage: 'stt' | 'llm' | 'tts';
  more?: RoomName[];
  from: string;
  to: string;
}

/** No row of a group has the caller of another: each books for the same patient. */
async function freeCallers(): Promise<void> {
  const found = await findClinicByNumber(world.deps, scenarioOf('book-english').to);
  const ctx = { ...world.deps, clinicId: found?.clinicId ?? '', actor: { kind: 'system' } as const };
  for (const { from } of scenarios) await cancelEarlierTrials(ctx, from);
}

async function goesOn({ name, faults, stage, more, from, to }: Dies): Promise<CallDetail> {
  const mine = await start(more);
  const { detail, switches, story } = await call(mine, scenarioOf(name), (index) => {
    if (index !== 1) return;
    for (const [room, fault] of Object.entries(faults)) mine.sandbox.fail(room as ProviderRoom, fault);
  });
  expect(detail.outcome, story).toBe('booked');
  expect(detail.appointments).toHaveLength(1);
  // The desk was told, the record has it, and so has the counter.
  expect(switches, story).toContainEqual(expect.objectContaining({ stage, from, to }));
  expect(detail.events.filter(({ kind }) => kind === 'provider').map(({ payload }) => payload)).toContainEqual(
    expect.objectContaining({ stage, to }),
  );
  const { text } = await mine.worker.registry.expose();
  expect(text).toMatch(new RegExp(`voice_provider_switches_total\\{.*from="${from}",to="${to}"`));
  return detail;
}

describe('a booking goes on well where in the middle of the call', () => {
  beforeAll(freeCallers);
  it.concurrent.each<Dies>([
    {
      ...{ what: 'Deepgram dies', name: 'book-hindi', faults: { deepgram: namedFaults.close } },
      ...{ stage: 'stt', from: 'deepgram', to: 'openai-transcription' },
    },
    {
      ...{ what: 'Cartesia hangs', name: 'book-hinglish', faults: { cartesia: namedFaults.hang } },
      ...{ stage: 'tts', from: 'cartesia', to: 'openai-speech' },
    },
    {
      what: 'nobody hears any more but this machine',
      ...{ name: 'book-english', faults: { deepgram: namedFaults.close, openai: namedFaults.close } },
      ...{ stage: 'stt', from: 'openai-transcription', to: 'local' },
    },
  ])('$what', async (row) => void (await goesOn(row)), TIMEOUT_MS);
});

describe('a booking goes on well, and nothing is said twice, where in the middle of the call', () => {
  beforeAll(freeCallers);
  it.concurrent.each<Dies>([
    {
      ...{ what: 'the model dies', name: 'book-english', faults: { openai: namedFaults.close } },
      ...{ stage: 'llm', from: 'openai', to: 'rules' },
    },
    {
      ...{ what: 'the model dies, and another is set', name: 'book-hindi', faults: { openai: namedFaults.close } },
      ...{ stage: 'llm', more: ['second-model'], from: 'openai', to: 'second-model' },
    },
  ])(
    '$what',
    async (row) => {
      const { turns } = await goesOn(row);
      const said = turns.filter(({ who }) => who === 'caller').map(({ text }) => text);
      expect(said).toEqual([...new Set(said)]);
    },
    TIMEOUT_MS,
  );
});
