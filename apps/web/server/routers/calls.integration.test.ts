// Guards the desk's way to calls: who may look and who may write, and that every answer is let through whole.
import { randomUUID } from 'node:crypto';
import { endCall, type Role, recordTurns, startCall } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { deskContext } from '../testing/desk-caller.ts';

// Next's bundler knows this mark of code that must not reach a browser; Node has no such module.
vi.mock('server-only', () => ({}));
const { createCallerFactory } = await import('../trpc/base.ts');
const { callsRouter } = await import('./calls.ts');

let house: House;
let clinic: TestClinic;
let callId: string;
beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  clinic = await testClinic(house, { domain: 'desk-calls.test' });
  const ctx = house.as(clinic.clinicId);
  ({ callId } = await startCall(ctx, {
    direction: 'inbound',
    from: '+916000111222',
    to: '+912066000001',
    language: 'en',
  }));
  await recordTurns(ctx, callId, [
    {
      ...{
        turnId: randomUUID(),
        index: 0,
        who: 'caller' as const,
        text: 'Where is my thyroid report?',
        language: 'en' as const,
      },
      ...{ startedMs: 0, endedMs: 3_000, record: { sttMs: 200, waitMs: 400, asked: 'none' } },
    },
  ]);
  await endCall(ctx, callId, { outcome: 'informed', durationMs: 30_000, language: 'en' });
});
afterAll(() => house.close());

const as = (role: Role) => createCallerFactory(callsRouter)(deskContext(house, clinic, role));

it('a receptionist finds, reads, writes and closes', async () => {
  const desk = as('receptionist');
  const page = await desk.list({ text: 'thyroid reports' });
  expect(page.calls.map(({ id }) => id)).toEqual([callId]);
  expect(page.snippets[callId]?.text).toBe('Where is my thyroid report?');
  expect((await desk.byId({ callId })).turns[0]?.stages).toEqual({ waitMs: 400, sttMs: 200, llmMs: null, ttsMs: null });
  const { at } = await desk.review({ callId, disposition: 'to_follow_up', notes: 'Ask the lab.', seenAt: null });
  const [task] = await desk.addTask({ callId, text: 'Ask the lab', dueAt: '2026-11-25T05:00:00Z', isMine: true });
  expect(await desk.closeTask({ taskId: task?.id ?? '', outcome: 'done' })).toMatchObject([{ status: 'done' }]);
  expect(await desk.byId({ callId })).toMatchObject({
    notes: 'Ask the lab.',
    review: { at },
    tasks: [{ status: 'done' }],
  });
});

it('a doctor may look at their own, and write nothing', async () => {
  const doctor = as('doctor');
  expect((await doctor.list({})).calls).toEqual([]);
  await expect(doctor.review({ callId, disposition: null, notes: '', seenAt: null })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});
