// Guards what a page that opens in mid-call begins with: what the AI did so far, with whom and when, and which provider took over.
import { randomUUID } from 'node:crypto';
import { getClinicProfile, startCall } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { createLogger, createMetrics } from '@vaani/observability';
import type { ToolCall } from '@vaani/receptionist';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createCallWriter } from './call/call-writer.ts';
import { createDesk } from './call/desk.ts';
import { createToolReport } from './call/tool-report.ts';
import { createVoiceMetrics } from './metrics.ts';

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'desk-snapshot.test' });
});
afterAll(() => house.close());

async function begin() {
  const ctx = house.as(clinic.clinicId);
  const to = '+912066000001';
  const { callId } = await startCall(ctx, { direction: 'inbound', from: null, to, language: 'hi' });
  const desk = createDesk({
    ...{ ctx, callId, workerId: 'w1', phone: null, language: 'hi', startedAt: '2026-11-23T05:29:50Z' },
  });
  const logger = createLogger({ service: 'desk-snapshot', level: 'error' });
  const writer = createCallWriter({ ctx, callId, clock: house.deps.clock, logger });
  onTestFinished(() => writer.written());
  const { report } = createToolReport({
    ...{ desk, writer, callId, candidates: [], profile: await getClinicProfile(ctx), sinceStart: () => 10_000 },
    metrics: createVoiceMetrics(createMetrics({ service: 'desk-snapshot', hasProcessMetrics: false })),
  });
  const told = async () => (await house.live.calls.list(clinic.clinicId)).find((call) => call.callId === callId);
  return { desk, report, told };
}
const ask = (name: string, args: Record<string, unknown>): ToolCall => ({ id: randomUUID(), name, arguments: args });

it('has each tool once, from when it began, with whom and when', async () => {
  const { report, told } = await begin();
  const { doctorId, startsAt } = clinic.slot('2026-11-24', 600);
  const holding = ask('hold_slot', { slot: { doctorId, startsAt } });
  const searching = ask('search_slots', { doctorId, startsAt: 'tomorrow' });
  report(holding, null);
  report(searching, null);
  report(holding, { ok: false, code: 'slot_taken' });
  await expect
    .poll(async () => (await told())?.tools)
    .toEqual([
      {
        ...{ toolCallId: holding.id, tool: 'hold_slot', atMs: 10_000, isOk: false, code: 'slot_taken', doctorId },
        startsAt: new Date(startsAt).toISOString(),
      },
      { toolCallId: searching.id, tool: 'search_slots', atMs: 10_000, doctorId },
    ]);
});

it('has who serves a stage now', async () => {
  const { desk, told } = await begin();
  desk.provider({ stage: 'llm', from: 'openai', to: 'second' });
  desk.provider({ stage: 'llm', from: 'second', to: 'rules' });
  desk.provider({ stage: 'tts', from: 'cartesia', to: 'local' });
  await expect
    .poll(async () => (await told())?.fallbacks)
    .toEqual([
      { stage: 'llm', to: 'rules' },
      { stage: 'tts', to: 'local' },
    ]);
});
