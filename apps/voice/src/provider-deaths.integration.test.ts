// Guards calls whose providers die in the middle, with their real SDKs over the sandbox: they go on well with the next.
import { type CallDetail, findClinicByNumber } from '@vaani/clinic';
import { type Fault, namedFaults, type ProviderRoom, type RoomName, scenarios } from '@vaani/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelEarlierTrials } from '../../../scripts/call/earlier-trials.ts';
import { type ProviderCalls, scenarioOf, startProviderCalls } from './testing/provider-calls.ts';

const TIMEOUT_MS = 180_000;
let calls: ProviderCalls;
beforeAll(async () => {
  calls = await startProviderCalls(['book-english', 'book-hindi', 'book-hinglish']);
}, 180_000);
afterAll(() => calls.close());

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
  const found = await findClinicByNumber(calls.world.deps, scenarioOf('book-english').to);
  const ctx = { ...calls.world.deps, clinicId: found?.clinicId ?? '', actor: { kind: 'system' } as const };
  for (const { from } of scenarios) await cancelEarlierTrials(ctx, from);
}

async function goesOn({ name, faults, stage, more, from, to }: Dies): Promise<CallDetail> {
  const mine = await calls.start(more);
  const { detail, switches, story } = await calls.call(mine, scenarioOf(name), (index) => {
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
