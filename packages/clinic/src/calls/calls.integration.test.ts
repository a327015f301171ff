// Guards the list of calls and what is done with one: found by what was said in any script, by every filter, by the clinic's own people alone; and what staff
// write of it is kept, sealed, and not written over.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicContext } from '../context.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { addCallTask, closeCallTask } from './call-tasks.ts';
import { indexOldCalls } from './index-call.ts';
import { justEnded } from './just-ended.ts';
import { listCalls } from './list-calls.ts';
import { getCall } from './read-calls.ts';
import { reviewCall } from './review-call.ts';
import type { CallEnd } from './types.ts';
import { endCall, linkCaller, recordCallEvent, recordTurns, startCall } from './write-calls.ts';

let house: House;
let clinic: TestClinic;
let admin: ClinicContext;
const calls: Record<'refund' | 'fever' | 'hindi' | 'silent', string> = { refund: '', fever: '', hindi: '', silent: '' };

interface Played {
  at: string;
  from?: string;
  language?: 'en' | 'hi' | 'hi-en';
  lines?: readonly [who: 'caller' | 'agent', text: string][];
  gapMs?: number;
  isInterrupted?: boolean;
  tools?: readonly string[];
  end?: Partial<CallEnd>;
}

async function play(ctx: ClinicContext, played: Played): Promise<string> {
  const { from = '+916000111222', language = 'en', lines = [], tools = [] } = played;
  house.setNow(played.at);
  const { callId } = await startCall(ctx, { direction: 'inbound', from, to: '+912066000001', language });
  await recordTurns(
    ctx,
    callId,
    lines.map(([who, text], index) => ({
      ...{ turnId: randomUUID(), index, who, text, language, startedMs: index * 4_000, endedMs: index * 4_000 + 3_000 },
      ...(who === 'agent' && played.gapMs !== undefined ? { gapMs: played.gapMs } : {}),
      ...(who === 'caller'
        ? { record: { sttMs: 180, waitMs: 420 } }
        : { isInterrupted: played.isInterrupted ?? false }),
    })),
  );
  for (const tool of tools)
    await recordCallEvent(ctx, callId, {
      ...{ kind: 'tool', atMs: 9_000 },
      payload: { tool, arguments: { text: 'secret words' }, result: { ok: true, value: {} } },
    });
  const end = { outcome: 'informed' as const, durationMs: 60_000, language, ...played.end };
  await endCall(ctx, callId, end);
  return callId;
}

beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  clinic = await testClinic(house, { domain: 'calls.test' });
  const ctx = house.as(clinic.clinicId);
  admin = house.as(clinic.clinicId, clinic.admin);
  calls.refund = await play(ctx, {
    at: '2026-11-23T04:00:00Z',
    lines: [
      ['agent', 'Hello, how can I help you?'],
      ['caller', 'I was charged twice and want a refund for the blood reports.'],
      ['agent', 'I am putting you through to billing.'],
    ],
    ...{ isInterrupted: true, gapMs: 2_400, tools: ['transfer_to_human'] },
    end: { outcome: 'transferred', durationMs: 200_000, hasFallenBack: true },
  });
  calls.hindi = await play(ctx, {
    at: '2026-11-23T11:30:00Z',
    ...{ from: '+916000111333', language: 'hi' },
    lines: [
      ['agent', 'नमस्ते, बताइए।'],
      ['caller', 'रिपोर्ट कब मिलेगी? बुखार भी है।'],
      ['agent', 'रिपोर्ट कल मिलेगी।'],
    ],
    gapMs: 700,
  });
  const patient = await registerPatient(ctx, { phone: '+916000111444', name: 'Asha Kale', isToBeCompleted: false });
  calls.fever = await play(ctx, {
    at: '2026-11-24T05:10:00Z',
    ...{ from: '+916000111444', language: 'hi-en' },
    lines: [
      ['caller', 'Mujhe bukhar hai, Dr Pillai ka appointment chahiye'],
      ['agent', 'Kal das baje?'],
    ],
    tools: ['search_slots', 'book_appointment'],
    end: { outcome: 'booked', durationMs: 90_000 },
  });
  await linkCaller(ctx, calls.fever, patient.id, true);
  const booked = await bookAppointment(house.as(clinic.clinicId, { kind: 'agent', callId: calls.fever }), {
    ...{
      slot: clinic.slot('2026-11-25', 600),
      patientId: patient.id,
      callId: calls.fever,
      idempotencyKey: randomUUID(),
    },
  });
  if (!booked.ok) throw new Error(booked.reason);
  calls.silent = await play(ctx, {
    at: '2026-11-24T06:00:00Z',
    end: { outcome: 'abandoned', durationMs: 3_000 },
  });
});
afterAll(() => house.close());

it('tells which calls ended just now, masked, with the patient’s name, to those who watch calls', async () => {
  house.setNow('2026-11-24T06:05:00Z');
  const ended = await justEnded(admin, 10 * 60_000);
  expect(ended).toMatchObject([
    { callId: calls.silent, outcome: 'abandoned', caller: '•••••• 1222', patientName: null },
  ]);
  const [, fever] = await justEnded(admin, 60 * 60_000);
  expect(fever).toMatchObject({
    ...{ callId: calls.fever, durationMs: 90_000, isVerified: true },
    patientName: 'Asha Kale',
  });
  await expect(justEnded(house.as(clinic.clinicId, clinic.doctor), 60_000)).rejects.toMatchObject({
    code: 'not-allowed',
  });
});

const found = async (query: Parameters<typeof listCalls>[1], ctx = admin) => {
  const page = await listCalls(ctx, query);
  return page.calls.map(({ id }) => Object.entries(calls).find(([, callId]) => callId === id)?.[0]);
};

describe('what was said', () => {
  it.each([
    ['refund', ['refund']],
    ['reports', ['hindi', 'refund']],
    ['रिपोर्ट', ['hindi', 'refund']],
    ['bukhaar', ['fever', 'hindi']],
    ['बुखार appointment', ['fever']],
    ['report बुखार', ['hindi']],
    ['bukhar refund', []],
    ['1444', ['fever']],
    ['60001 11444', ['fever']],
    ['+91 60001 11333', ['hindi']],
    ['never said', []],
  ])('finds %j', async (text, expected) => {
    expect(await found({ text })).toEqual(expected);
  });

  it('is shown with the line that has it', async () => {
    const { snippets, total } = await listCalls(admin, { text: 'refunds charged' });
    expect(snippets).toEqual({
      [calls.refund]: { who: 'caller', text: 'I was charged twice and want a refund for the blood reports.' },
    });
    expect(total).toBe(1);
  });

  it('is told to be too common, and not taken for everything', async () => {
    expect(await listCalls(admin, { text: 'hello ji' })).toMatchObject({ calls: [], isTooCommon: true });
    expect(await found({ text: '  ' })).toHaveLength(4);
  });

  it('is found by the clinic’s own people alone, and that they looked is kept', async () => {
    const other = await testClinic(house, { domain: 'other-calls.test' });
    expect(await found({ text: 'refund' }, house.as(other.clinicId, other.admin))).toEqual([]);
    expect(await found({ text: 'bukhar' }, house.as(clinic.clinicId, clinic.doctor))).toEqual(['fever']);
    const { rows } = await house.owner.query(
      `SELECT count(*)::int AS count FROM audit_entries WHERE clinic_id = $1 AND action = 'call.search'`,
      [other.clinicId],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('is found of calls that ended before calls were findable, once', async () => {
    await house.owner.query(`DELETE FROM call_tokens WHERE call_id = $1 AND kind = 'word_stem'`, [calls.refund]);
    await house.owner.query(`UPDATE call_logs SET indexed_at = NULL, wishes = '{}' WHERE id = $1`, [calls.refund]);
    expect(await found({ text: 'refund' })).toEqual([]);
    expect(await indexOldCalls(house.as(clinic.clinicId), 1_000)).toBe(1);
    expect(await indexOldCalls(house.as(clinic.clinicId), 1_000)).toBe(0);
    expect(await found({ text: 'refund', wish: 'person' })).toEqual(['refund']);
  });
});

describe('filters', () => {
  it.each([
    [{ outcome: 'booked' }, ['fever']],
    [{ outcomes: ['booked', 'transferred'] }, ['fever', 'refund']],
    [{ language: 'hi' }, ['hindi']],
    [{ isInterrupted: true }, ['refund']],
    [{ hasFallenBack: true }, ['refund']],
    [{ isAnswered: false }, ['silent']],
    [{ minSeconds: 60, maxSeconds: 120 }, ['fever', 'hindi']],
    [{ wish: 'booking' }, ['fever']],
    [{ slow: { stage: 'answer', ms: 2_000 } }, ['refund']],
    [{ slow: { stage: 'reply', ms: 1_700 } }, ['refund']],
    [{ slow: { stage: 'reply', ms: 1_900 } }, []],
    [{ slow: { stage: 'hearing', ms: 150 } }, ['fever', 'hindi', 'refund']],
    // 23 November is a Monday; 11:30 in London is five in the afternoon in India.
    [{ weekday: 1 }, ['hindi', 'refund']],
    [{ hour: 17 }, ['hindi']],
    [{ from: '2026-11-24T00:00:00Z', to: '2026-11-24T05:30:00Z' }, ['fever']],
    [{ hasOpenTask: true }, []],
    [{ isNoShow: true }, []],
    [{ text: 'bukhar', language: 'hi', hour: 17 }, ['hindi']],
  ] as const)('%j', async (query, expected) => {
    expect(await found(query as Parameters<typeof listCalls>[1])).toEqual(expected);
  });

  it('by doctor, and by who did not come', async () => {
    expect(await found({ doctorId: clinic.doctorIds[0] })).toEqual(['fever']);
    expect(await found({ doctorId: clinic.doctorIds[1] })).toEqual([]);
    await house.owner.query(`UPDATE appointments SET status = 'no_show', claim_id = NULL WHERE call_id = $1`, [
      calls.fever,
    ]);
    expect(await found({ isNoShow: true })).toEqual(['fever']);
  });

  it('gives each call once over the pages, with words and without', async () => {
    for (const query of [{}, { text: 'report' }]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listCalls(admin, { ...query, limit: 1, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.calls.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual((await listCalls(admin, query)).calls.map(({ id }) => id));
    }
  });
});

describe('one call', () => {
  it('tells its timings and what was done, without what was asked for it', async () => {
    const { turns, tools } = await getCall(admin, calls.fever);
    expect(turns.map(({ stages }) => stages.sttMs)).toEqual([180, null]);
    expect(tools.map(({ tool, isOk }) => [tool, isOk])).toEqual([
      ['search_slots', true],
      ['book_appointment', true],
    ]);
    expect(JSON.stringify(tools)).not.toContain('secret');
  });

  it('tells what staff did with it, by name, and not what they whispered', async () => {
    const ctx = house.as(clinic.clinicId);
    const { userId } = clinic.admin;
    const payloads = [
      { act: 'whisper', userId, text: 'secret words' },
      { act: 'hold', userId, isOnHold: false },
      { act: 'transfer', userId: randomUUID() },
      { act: 'unheard of', userId },
    ];
    for (const [index, payload] of payloads.entries())
      await recordCallEvent(ctx, calls.hindi, { kind: 'desk', atMs: 1_000 * index, payload });
    const { acts, tools } = await getCall(admin, calls.hindi);
    expect(acts.map(({ act, atMs, isOnHold, by }) => [act, atMs, isOnHold, by === null])).toEqual([
      ['whisper', 0, null, false],
      ['hold', 1_000, false, false],
      ['transfer', 2_000, null, true],
    ]);
    expect(JSON.stringify(acts)).not.toContain('secret');
    expect(tools).toEqual([]);
  });

  it('keeps what staff made of it, and does not write over a colleague', async () => {
    const review = { callId: calls.refund, disposition: 'complaint' as const, notes: 'Rang back, refund promised.' };
    const first = await reviewCall(admin, { ...review, seenAt: null });
    await expect(reviewCall(admin, { ...review, notes: 'x', seenAt: null })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await getCall(admin, calls.refund)).toMatchObject({
      ...{ disposition: 'complaint', notes: 'Rang back, refund promised.' },
      review: { at: first.at, by: 'Admin of the test' },
    });
    house.setNow('2026-11-24T07:00:00Z');
    await reviewCall(admin, { ...review, disposition: null, notes: '', seenAt: first.at });
    expect(await getCall(admin, calls.refund)).toMatchObject({ disposition: null, notes: null });
    expect(await found({ disposition: 'complaint' })).toEqual([]);
  });

  it('gets things to do, which are closed and opened again', async () => {
    const add = { callId: calls.refund, text: 'Ask billing about the refund', dueAt: '2026-11-25T05:00:00Z' };
    const [task] = await addCallTask(admin, { ...add, isMine: true });
    expect(task).toMatchObject({ text: add.text, status: 'open', owner: { name: 'Admin of the test' } });
    expect(await found({ hasOpenTask: true })).toEqual(['refund']);
    const taskId = task?.id ?? '';
    expect(await closeCallTask(admin, { taskId, outcome: 'done' })).toMatchObject([{ status: 'done' }]);
    expect(await found({ hasOpenTask: true })).toEqual([]);
    expect(await closeCallTask(admin, { taskId, outcome: 'open' })).toMatchObject([{ status: 'open' }]);
    const { rows } = await house.owner.query<{ text: string }>('SELECT text FROM call_tasks');
    expect(rows.every(({ text }) => text.startsWith('v1.'))).toBe(true);
  });

  it('is written about by those who may', async () => {
    const doctor = house.as(clinic.clinicId, clinic.doctor);
    const review = { callId: calls.fever, disposition: null, notes: 'x', seenAt: null };
    await expect(reviewCall(doctor, review)).rejects.toMatchObject({ code: 'not-allowed' });
    const task = { callId: calls.fever, text: 'x', dueAt: '2026-11-25T05:00:00Z' };
    await expect(addCallTask(doctor, task)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(addCallTask(admin, { ...task, callId: randomUUID() })).rejects.toMatchObject({ code: 'not-found' });
    await expect(closeCallTask(admin, { taskId: randomUUID(), outcome: 'done' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
