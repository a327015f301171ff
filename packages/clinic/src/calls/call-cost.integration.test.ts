// Guards what a call cost: written once with its end, and shown to those alone who may see it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { getCall } from './read-calls.ts';
import { type Summarise, summariseCall } from './summarise.ts';
import { endCall, startCall } from './write-calls.ts';

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  clinic = await testClinic(house, { domain: 'cost.test' });
});
afterAll(() => house.close());

const usage = { phoneMs: 60_000, heardMs: { deepgram: 60_000 }, spokenCharacters: { cartesia: 400 }, tokens: {} };

async function ended(costPaise: number | null): Promise<string> {
  const ctx = house.as(clinic.clinicId);
  const { callId } = await startCall(ctx, { direction: 'inbound', from: null, to: '+912066000001', language: 'en' });
  await endCall(ctx, callId, {
    outcome: 'informed',
    durationMs: 60_000,
    language: 'en',
    hasFallenBack: true,
    usage,
    costPaise,
  });
  return callId;
}

it('stands with what was used in the record of the call', async () => {
  const callId = await ended(240);
  const { rows } = await house.owner.query(
    'SELECT cost_paise AS cost, usage, has_fallen_back AS fallen FROM call_logs WHERE id = $1',
    [callId],
  );
  expect(rows).toEqual([{ cost: 240, usage, fallen: true }]);
});

it('is shown to an admin, and not to a receptionist', async () => {
  const callId = await ended(240);
  const { admin } = clinic;
  expect((await getCall(house.as(clinic.clinicId, admin), callId)).costPaise).toBe(240);
  const receptionist = house.as(clinic.clinicId, { ...admin, role: 'receptionist' });
  expect((await getCall(receptionist, callId)).costPaise).toBeNull();
});

it('is not made up where a price is not known', async () => {
  const callId = await ended(null);
  expect((await getCall(house.as(clinic.clinicId, clinic.admin), callId)).costPaise).toBeNull();
});

describe('a summary that a model wrote', () => {
  const tokens = { openai: { promptTokens: 2_000, cachedTokens: 0, completionTokens: 500 } };
  const summarise: Summarise = async () => ({
    ...{ summary: 'A question.', summaryHindi: 'एक सवाल।', mood: 'neutral', tokens },
  });
  const prices = { 'openai.prompt': 20, 'openai.cached': 10, 'openai.completion': 80 };
  const costOfCall = async (callId: string) =>
    (await getCall(house.as(clinic.clinicId, clinic.admin), callId)).costPaise;

  it('is part of what the call used and cost, once', async () => {
    const callId = await ended(240);
    for (let time = 0; time < 2; time++) await summariseCall(house.as(clinic.clinicId), callId, { summarise, prices });
    expect(await costOfCall(callId)).toBe(240 + 40 + 40);
    const { rows } = await house.owner.query('SELECT usage FROM call_logs WHERE id = $1', [callId]);
    expect(rows).toEqual([{ usage: { ...usage, tokens } }]);
  });

  it('is counted once, also where two workers have the job', async () => {
    const callId = await ended(100);
    const both = [0, 1].map(() => summariseCall(house.as(clinic.clinicId), callId, { summarise, prices }));
    await Promise.all(both);
    expect(await costOfCall(callId)).toBe(100 + 40 + 40);
  });

  it('leaves no sum behind where its price is not known', async () => {
    const callId = await ended(240);
    await summariseCall(house.as(clinic.clinicId), callId, { summarise, prices: { 'deepgram.minute': 80 } });
    expect(await costOfCall(callId)).toBeNull();
  });
});
