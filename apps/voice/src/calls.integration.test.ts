// Guards the main job: each scenario as an audio call through the public doors ends in the appointment it should, with its transcript, without its audio.
import type { CallDetail } from '@vaani/clinic';
import { type CallResult, placeCall, scenarios } from '@vaani/sandbox';
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

it.each(['book-english', 'book-hindi', 'book-hinglish'])(
  'books by voice: %s',
  async (name) => {
    const { detail, result, said } = await call(name);
    const tools = detail.events.filter(({ kind }) => kind === 'tool').map(({ payload }) => payload);
    // What was said and what the tools answered stands beside a failure.
    expect(detail.outcome, JSON.stringify({ said, tools }, null, 1)).toBe('booked');
    expect(result).toMatchObject({ closedBy: 'agent', after: { verb: 'hangup' } });
    expect(detail.appointments).toHaveLength(1);
    const [made] = detail.appointments;
    const scenario = scenarios.find((one) => one.name === name);
    expect(detail.language).toBe(scenario?.language);
    // The caller asked for the next day; the clinic's grid is in its own zone.
    const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata', dateStyle: 'short' }).format(
      new Date(made?.startsAt ?? ''),
    );
    expect(local).toBe('2026-11-24');
    const spoken = detail.turns.filter(({ who }) => who === 'agent').map(({ text }) => text);
    expect(spoken.length).toBeGreaterThan(3);
    expect(detail.turns.filter(({ who }) => who === 'caller').length).toBeGreaterThan(2);
    await new Promise((resolve) => setImmediate(resolve));
    expect(worker.switchboard.sessions).toBe(0);
  },
  180_000,
);
