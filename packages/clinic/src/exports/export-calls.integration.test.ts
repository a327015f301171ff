// Guards calls that leave as a file: those that were asked for, whole and once each, without a number; for those who may, and never unseen.
import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endCall, recordTurns, startCall } from '../calls/write-calls.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { exportCalls } from './export-calls.ts';
import { listExports } from './list-exports.ts';

const COUNT = 203;
let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-24T06:00:00Z');
  clinic = await testClinic(house, { domain: 'call-exports.test' });
  const ctx = house.as(clinic.clinicId);
  for (let index = 0; index < COUNT; index++) {
    // Two at the same moment, now and then: none is lost between batches.
    house.setNow(new Date(Date.parse('2026-11-24T06:00:00Z') + Math.floor(index / 2) * 1_000).toISOString());
    const { callId } = await startCall(ctx, {
      ...{ direction: 'inbound', from: '+916000888777', to: '+912066000001', language: 'en' },
    });
    const text = index === 0 ? '=cmd|calc about the biopsy' : 'What are your timings?';
    await recordTurns(ctx, callId, [
      {
        ...{ turnId: randomUUID(), index: 0, who: 'caller', text, language: 'en', startedMs: 0, endedMs: 900 },
      },
    ]);
    await endCall(ctx, callId, { outcome: index === 0 ? 'message' : 'informed', durationMs: 30_000, language: 'en' });
  }
});
afterAll(() => house.close());

const admin = () => house.as(clinic.clinicId, clinic.admin);

async function textOf(lines: Promise<AsyncIterable<string>>): Promise<string> {
  const parts: string[] = [];
  for await (const part of await lines) parts.push(part);
  return parts.join('');
}

it('are all there, once each, as a spreadsheet without words or numbers', async () => {
  const text = await textOf(exportCalls(admin(), { format: 'csv', query: {} }));
  const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  expect(new Set(rows.map(({ call_id }) => call_id)).size).toBe(COUNT);
  expect(rows).toHaveLength(COUNT);
  expect(rows.at(-1)).toMatchObject({
    date: '2026-11-24',
    time: '11:30',
    outcome: 'message',
    seconds: '30',
    wishes: 'message',
  });
  expect(text).not.toContain('6000888777');
  expect(text).not.toContain('timings');
});

it('come with what was said in them as JSON, those that were found alone', async () => {
  const text = await textOf(exportCalls(admin(), { format: 'json', query: { text: 'biopsy' } }));
  const calls = JSON.parse(text) as { outcome: string; transcript: string[]; startedAt: string }[];
  expect(calls).toMatchObject([
    { outcome: 'message', transcript: ['caller: =cmd|calc about the biopsy'], startedAt: '2026-11-24T11:30:00+05:30' },
  ]);
  expect(text).not.toContain('6000888777');
  expect(JSON.parse(await textOf(exportCalls(admin(), { format: 'json', query: { text: 'never' } })))).toEqual([]);
});

it('are for admins, and whoever tried stands in the audit before a line is read', async () => {
  for (const actor of [clinic.doctor, { ...clinic.admin, role: 'receptionist' as const }])
    await expect(exportCalls(house.as(clinic.clinicId, actor), { format: 'csv', query: {} })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  await exportCalls(admin(), { format: 'csv', query: { outcome: 'message' } });
  const [latest, ...before] = await listExports(admin());
  expect(latest).toMatchObject({ kind: 'calls', isDenied: false, hasPhones: false, userName: 'Admin of the test' });
  expect(before.filter(({ isDenied }) => isDenied)).toHaveLength(2);
});
