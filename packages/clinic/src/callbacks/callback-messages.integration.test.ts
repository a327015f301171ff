// Guards what is written to somebody who is to be rung back: once, not if they ring again, and never to a number that is none.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { endCall, startCall } from '../calls/write-calls.ts';
import { localChannel } from '../messages/channel.ts';
import { sendMessage } from '../messages/send-message.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { leaveCallback } from './leave-callback.ts';

const start = '2026-11-24T04:00:00Z';
let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'callbacks.test' });
});
afterAll(() => house.close());
afterEach(() => house.setNow(start));

const ctx = () => house.as(clinic.clinicId);
const later = (minutes: number) => house.setNow(new Date(house.deps.clock.now() + minutes * 60_000).toISOString());

async function call(from: string | null, outcome: 'abandoned' | 'informed' = 'abandoned'): Promise<string> {
  const { callId } = await startCall(ctx(), {
    callSid: `CA${randomUUID()}`,
    direction: 'inbound',
    from,
    to: '+912066000001',
    language: 'hi',
  });
  later(1);
  await endCall(ctx(), callId, { outcome, durationMs: 4_000, language: 'hi' });
  return callId;
}

/** What is to be sent about callbacks of a call: kind, state and, once sent, the text. */
async function messagesOf(callId: string) {
  const { rows } = await house.owner.query<{ id: string; kind: string; status: string; reason: string | null }>(
    `SELECT m.id, m.kind::text, m.status::text, m.reason FROM message_jobs m JOIN callbacks c ON c.id = m.callback_id WHERE c.call_id = $1 ORDER BY m.id`,
    [callId],
  );
  return rows;
}
const send = (id: string) => sendMessage(ctx(), id, { channels: [localChannel], webUrl: 'http://desk.test' });
const textOf = (id: string) =>
  house.db.withTenant(clinic.clinicId, async ({ tx, cipher }) => {
    const { body } = await tx.messageJob.findUniqueOrThrow({ where: { id }, select: { body: true } });
    return body === null ? null : cipher.open('message_jobs', 'body', id, body);
  });

it('a caller who rang off is rung back, and told so in their language', async () => {
  const callId = await call('+916000444001');
  const [message] = await messagesOf(callId);
  expect(message).toMatchObject({ kind: 'missed_call', status: 'waiting' });
  later(3);
  await send(message?.id ?? '');
  expect(await textOf(message?.id ?? '')).toMatch(/^परीक्षा क्लिनिक: माफ़ कीजिए.*संदर्भ [0-9A-Z]{6}$/);
  expect(await messagesOf(callId)).toMatchObject([{ status: 'done' }]);
});

it('and not if they ring again themselves', async () => {
  const callId = await call('+916000444002');
  await call('+916000444002', 'informed');
  later(3);
  const [message] = await messagesOf(callId);
  await send(message?.id ?? '');
  expect(await messagesOf(callId)).toMatchObject([{ status: 'cancelled', reason: 'superseded' }]);
});

it('once, however often they ring off', async () => {
  const first = await call('+916000444003');
  const second = await call('+916000444003');
  expect(await messagesOf(first)).toHaveLength(1);
  expect(await messagesOf(second)).toHaveLength(0);
});

it.each([null, 'anonymous', '112'])('a number that is none is not written to: %s', async (from) => {
  expect(await messagesOf(await call(from))).toEqual([]);
});

it('who was helped is left in peace', async () => {
  expect(await messagesOf(await call('+916000444004', 'informed'))).toEqual([]);
});

it('a message that was left is confirmed, unless somebody has rung back already', async () => {
  const callId = await call('+916000444005', 'informed');
  await leaveCallback(ctx(), { callId, phone: '+916000444005', reason: 'about a report' });
  await leaveCallback(ctx(), { callId, phone: '+916000444005', reason: 'about a report' });
  const [message, ...rest] = await messagesOf(callId);
  expect([message?.kind, rest.length]).toEqual(['callback', 0]);
  await house.owner.query(`UPDATE callbacks SET status = 'done' WHERE call_id = $1`, [callId]);
  await send(message?.id ?? '');
  expect(await messagesOf(callId)).toMatchObject([{ status: 'cancelled', reason: 'superseded' }]);
});

it('a landline is not written to, and nobody is bothered about it', async () => {
  const callId = await call('+912266000444');
  later(3);
  const [message] = await messagesOf(callId);
  await send(message?.id ?? '');
  expect(await messagesOf(callId)).toMatchObject([{ status: 'cancelled', reason: 'no-address' }]);
});
