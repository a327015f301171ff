// Guards the main job: each scenario as an audio call through the public doors ends in the appointment it should, with its transcript, without its audio.
import type { CallDetail } from '@vaani/clinic';
import { type CallResult, placeCall, scenarios } from '@vaani/sandbox';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listenToClinic } from '../../../scripts/call/listener.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld } from './testing/voice-world.ts';

let world: VoiceWorld;
let worker: VoiceWorker;
beforeAll(async () => {
  world = await startVoiceWorld();
  worker = await world.startWorker();
}, 120_000);
afterAll(() => world.close());

async function call(name: string): Promise<{ detail: CallDetail; result: CallResult; said: string[] }> {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  const said: string[] = [];
  const listener = await listenToClinic(world.deps, {
    number: scenario.to,
    onTurn: ({ who, text, isUnclear }) => said.push(`${who}: ${isUnclear ? '(unclear)' : text}`),
  });
  const result = await placeCall({
    voiceUrl: worker.voiceUrl,
    authToken: world.authToken,
    from: scenario.from,
    to: scenario.to,
    lines: scenario.lines,
    ears: listener.ears,
    voiceOf: (text) => world.voice.speak({ text, language: scenario.language === 'en' ? 'en' : 'hi', voice: 'caller' }),
    onCall: listener.follow,
    maxMs: 150_000,
  });
  const detail = await listener.result();
  listener.stop();
  return { detail, result, said };
}

/** What the database holds of a call, in bytes. Its sound would be 8 for each millisecond. */
async function storedBytes(callId: string): Promise<number> {
  const owner = new pg.Client({ connectionString: world.ownerUrl });
  await owner.connect();
  const tables = { call_logs: 'id', call_turns: 'call_id', call_events: 'call_id', call_legs: 'call_id' };
  let bytes = 0;
  for (const [table, column] of Object.entries(tables)) {
    const { rows } = await owner.query<{ bytes: string | null }>(
      `SELECT sum(length(t::text)) AS bytes FROM ${table} t WHERE ${column} = $1`,
      [callId],
    );
    bytes += Number(rows[0]?.bytes ?? 0);
  }
  await owner.end();
  return bytes;
}

// The clinics are in Asia/Kolkata, and the test's today is Monday, 23 November: tomorrow at ten, next week's first, next Monday at four.
it.each([
  ['book-english', '2026-11-24T04:30:00Z'],
  ['book-hindi', '2026-11-30T03:45:00Z'],
  ['book-hinglish', '2026-11-30T10:30:00Z'],
])(
  'books by voice: %s',
  async (name, startsAt) => {
    const { detail, result, said } = await call(name);
    const tools = detail.events.filter(({ kind }) => kind === 'tool').map(({ payload }) => payload);
    // What was said and what the tools answered stands beside a failure.
    expect(
      detail.outcome,
      JSON.stringify({ said, tools, heard: world.log.filter((line) => /heard|hearing/.test(line)) }, null, 1),
    ).toBe('booked');
    expect(result).toMatchObject({ closedBy: 'agent', after: { verb: 'hangup' } });
    expect(detail.appointments).toHaveLength(1);
    const [made] = detail.appointments;
    const scenario = scenarios.find((one) => one.name === name);
    expect(detail.language).toBe(scenario?.language);
    expect(made?.startsAt).toBe(startsAt);
    const spoken = detail.turns.filter(({ who }) => who === 'agent').map(({ text }) => text);
    expect(spoken.length).toBeGreaterThan(3);
    expect(detail.turns.filter(({ who }) => who === 'caller').length).toBeGreaterThan(2);
    expect(worker.switchboard.sessions).toBe(0);
    // No audio is kept: all that is stored of the call is far smaller than its sound would be.
    expect(await storedBytes(detail.id)).toBeLessThan(result.durationMs * 2);
  },
  180_000,
);
