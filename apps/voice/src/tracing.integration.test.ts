// Guards the trace of a call: every turn and stage, the tools with what they did in Postgres and Redis beneath them, and nothing of anybody in any of it.
import { seededRandom, systemClock, voiceSettings } from '@vaani/config';
import { startTracing, type Tracing } from '@vaani/observability';
import { placeCall, type Sandbox, scenarios, startSandbox } from '@vaani/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listenToClinic } from '../../../scripts/call/listener.ts';
import { startVoiceWorld, type VoiceWorld } from './testing/voice-world.ts';

type Spans = Parameters<Exclude<Parameters<typeof startTracing>[0]['exporter'], undefined>['export']>[0];

const spans: Spans = [];
let world: VoiceWorld;
let sandbox: Sandbox;
let tracing: Tracing;
beforeAll(async () => {
  world = await startVoiceWorld({ recogniserThreads: 1 });
  sandbox = await startSandbox({ clock: systemClock, random: seededRandom(3), latency: 'targets' });
  const exporter = {
    export(some: Spans, done: (result: { code: number }) => void) {
      spans.push(...some);
      done({ code: 0 });
    },
    shutdown: async () => undefined,
  };
  tracing = await startTracing({ service: 'voice', endpoint: undefined, exporter });
}, 120_000);
afterAll(async () => {
  await tracing.close();
  await sandbox.close();
  await world.close();
});

it('a booking by telephone', async () => {
  const { deepgram, openai, cartesia } = sandbox.env;
  const { accounts } = voiceSettings({ ...world.env, ...deepgram, ...openai, ...cartesia });
  const worker = await world.startWorker({ accounts });
  const scenario = scenarios.find(({ name }) => name === 'book-english');
  if (scenario === undefined) throw new Error('no such scenario');
  const { from, to, lines } = scenario;
  const listener = await listenToClinic(world.deps, { number: to, onTurn: () => undefined });
  await placeCall({
    ...{ voiceUrl: worker.voiceUrl, authToken: world.authToken, from, to, lines, ears: listener.ears, maxMs: 150_000 },
    voiceOf: (text) => world.voice.speak({ text, language: 'en', voice: 'caller' }),
    onSaying: async ({ heard, audio }) => sandbox.tell({ audio, text: heard, language: 'en' }),
    onCall: listener.follow,
  });
  const detail = await listener.result();
  listener.stop();
  expect(detail.outcome).toBe('booked');
  await worker.close();
  await tracing.close();

  const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  const [call, ...others] = spans.filter(({ name }) => name === 'call');
  expect(others).toEqual([]);
  expect(call?.attributes).toMatchObject({ callId: detail.id, outcome: 'booked', code: 'agent' });
  const mine = spans.filter((span) => span.spanContext().traceId === call?.spanContext().traceId);
  const parentOf = (span: Spans[number]) => byId.get(span.parentSpanContext?.spanId ?? '')?.name;
  const named = (name: string) => mine.filter((span) => span.name === name);

  for (const who of ['caller', 'agent'] as const)
    expect(named(`turn ${who}`)).toHaveLength(detail.turns.filter((turn) => turn.who === who).length);
  for (const stage of ['stt', 'endpoint'])
    expect(named(stage).map(parentOf)).toEqual(named('turn caller').map(() => 'turn caller'));
  expect(named('gap').length).toBeGreaterThan(2);
  for (const stage of ['stt open', 'stt final', 'llm first-token', 'tts first-audio'])
    expect(new Set(named(stage).map(parentOf)), stage).toEqual(new Set(['call']));
  expect(named('tool').map(({ attributes }) => attributes.tool)).toContain('book_appointment');

  const under = (span: Spans[number], name: string): boolean => {
    const parent = byId.get(span.parentSpanContext?.spanId ?? '');
    return parent !== undefined && (parent.name === name || under(parent, name));
  };
  const ofTools = mine.filter((span) => under(span, 'tool'));
  expect(ofTools.map(({ name }) => name)).toEqual(expect.arrayContaining(['db.transaction', 'db.query', 'redis']));
  const written = ofTools.filter(({ attributes }) => attributes.table === 'appointments').map(parentOf);
  expect(new Set(written)).toEqual(new Set(['db.transaction']));

  const told = JSON.stringify(
    spans.map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
  );
  const said = detail.turns.flatMap(({ text }) => text.split(/[^\p{L}]+/u)).filter((word) => word.length > 5);
  for (const canary of [
    '6000100',
    '66000001',
    'Neha',
    'Kulkarni',
    'Sharma',
    ...said.filter((word) => /^[A-Z]/.test(word)),
  ])
    expect(told.includes(canary), canary).toBe(false);
}, 240_000);
