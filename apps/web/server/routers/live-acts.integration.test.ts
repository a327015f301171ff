// Guards the desk's way to a call's worker: who may act, what the worker is told, that its sentence reaches the page, and that every act is in the audit.
import { randomUUID } from 'node:crypto';
import { endCall, leaveCallback, type Role, saveTransferDirectory, startCall } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import type { CommandAck, LiveCommand } from '@vaani/live';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { deskContext } from '../testing/desk-caller.ts';

// Next's bundler knows this mark of code that must not reach a browser; Node has no such module.
vi.mock('server-only', () => ({}));
const { createCallerFactory, router } = await import('../trpc/base.ts');
const { liveRouter } = await import('./live.ts');
const { callBackActs } = await import('./call-back.ts');

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'live-acts.test' });
});
afterAll(() => house.close());
const hasty = (role: Role) => createCallerFactory(liveRouter)(deskContext(house, clinic, role));
/** A busy machine takes its time: here a worker may, too. */
function as(role: Role) {
  const context = deskContext(house, clinic, role);
  const { live } = context.deps;
  const patient: typeof live = {
    ...live,
    command: (clinicId, callId, command) => live.command(clinicId, callId, command, { timeoutMs: 10_000 }),
  };
  return createCallerFactory(liveRouter)({ ...context, deps: { ...context.deps, live: patient } });
}

/** A call whose worker answers as it is told to. */
async function callWith(answer: (command: LiveCommand) => Promise<CommandAck>) {
  const [callId, workerId] = [randomUUID(), `w-${randomUUID()}`];
  const told: LiveCommand[] = [];
  await house.live.calls.put(clinic.clinicId, {
    ...{ callId, workerId, state: 'talking', direction: 'inbound', language: 'en', startedAt: '2026-11-23T05:29:00Z' },
    ...{ activity: { key: 'greeting', values: {} }, isVerified: false, listenerIds: [], tools: [], fallbacks: [] },
    personal: { caller: '•••••• 9001', listenerNames: [], turns: [] },
  });
  onTestFinished(
    await house.live.serveCommands(workerId, async (_target, command) => {
      told.push(command);
      return answer(command);
    }),
  );
  return { callId, told };
}
const auditOf = async (callId: string) => {
  const { rows } = await house.owner.query(
    'SELECT action, outcome, actor_id FROM audit_entries WHERE object_id = $1 ORDER BY id',
    [callId],
  );
  return rows;
};

describe('a receptionist', () => {
  it('acts on a call: its worker is told what and by whom, and the audit knows it', async () => {
    const { callId, told } = await callWith(async () => ({ ok: true }));
    await as('receptionist').say({ callId, text: ' One moment. ' });
    await as('receptionist').hold({ callId, isOnHold: true });
    await as('receptionist').handBack({ callId });
    const by = { userId: clinic.admin.userId, name: '' };
    expect(told).toEqual([
      { kind: 'say', ...by, text: 'One moment.' },
      { kind: 'hold', ...by, isOnHold: true },
      { kind: 'hand-back', ...by },
    ]);
    const done = { outcome: 'done', actor_id: clinic.admin.userId };
    expect(await auditOf(callId)).toEqual([
      { action: 'live.say', ...done },
      { action: 'live.hold', ...done },
      { action: 'live.hand-back', ...done },
    ]);
  });

  it('is told in the worker’s words why not, and that it does not answer', async () => {
    const refusing = await callWith(async () => ({ ok: false, code: 'refused', sentence: 'Asha has this call.' }));
    await expect(as('receptionist').hangUp({ callId: refusing.callId })).rejects.toMatchObject({
      ...{ code: 'CONFLICT', cause: { sentence: 'Asha has this call.' } },
    });
    const silent = await callWith(() => Promise.withResolvers<CommandAck>().promise);
    await expect(hasty('receptionist').own({ callId: silent.callId })).rejects.toMatchObject({
      ...{ code: 'SERVICE_UNAVAILABLE', cause: { sentence: 'The worker did not answer in time.' } },
    });
    await expect(as('receptionist').release({ callId: randomUUID() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await auditOf(refusing.callId)).map(({ outcome }) => outcome)).toEqual(['done', 'denied']);
  });

  it('gets the worker’s address and a ticket that is good for this call and purpose alone', async () => {
    const url = 'wss://w1.voice.test/api/v1/voice/desk';
    const { callId } = await callWith(async () => ({ ok: true, url }));
    const line = await as('receptionist').takeOver({ callId });
    expect(line.url).toBe(url);
    expect(await house.live.tickets.spend(line.ticket, 'listen', 'take-over')).toEqual({
      ...{ userId: clinic.admin.userId, clinicId: clinic.clinicId, callId, purpose: 'take-over' },
    });
    const listening = await as('receptionist').listen({ callId });
    expect(await house.live.tickets.spend(listening.ticket, 'take-over')).toBeNull();
  });

  it('chooses from the directory without seeing a number', async () => {
    const entry = {
      ...{ label: 'Nurse', phone: '+912066000013', reasons: [], weekdays: [], fromMin: 0, toMin: 1_440, group: null },
      ...{ userId: null, doctorId: null, languages: [], isWarm: false, ringSeconds: 20 },
    };
    const away = { ...entry, label: 'Night desk', phone: '+912066000014', fromMin: 1_200, toMin: 1_300 };
    await saveTransferDirectory(house.as(clinic.clinicId), { entries: [entry, away] });
    const targets = await as('receptionist').transferTargets();
    expect(targets.map(({ label, isThere }) => [label, isThere])).toEqual([
      ['Nurse', true],
      ['Night desk', false],
    ]);
    expect(JSON.stringify(targets)).not.toContain('2066');
  });

  it('rings somebody back in person: an attempt that waits for their line, and no second', async () => {
    const { callbackId } = await leaveCallback(house.as(clinic.clinicId), { phone: '+919820001234', reason: 'fees' });
    const desk = createCallerFactory(router(callBackActs))(deskContext(house, clinic, 'receptionist'));
    const line = await desk.callBack({ callbackId });
    expect(line.url).toMatch(/^wss?:\/\/.*\/api\/v1\/voice\/desk$/);
    expect(await house.live.tickets.spend(line.ticket, 'call-back')).toMatchObject({ attemptId: expect.any(String) });
    await expect(desk.callBack({ callbackId })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

it('is nothing for doctors, and nothing that is no sentence is said', async () => {
  const { callId, told } = await callWith(async () => ({ ok: true }));
  await expect(as('doctor').hangUp({ callId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(as('admin').say({ callId, text: '  ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(as('admin').whisper({ callId, text: 'x'.repeat(301) })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(told).toEqual([]);
});

describe('the board', () => {
  it('begins with the calls under way and those that ended just now, and is not for doctors', async () => {
    const { callId } = await callWith(async () => ({ ok: true }));
    const ctx = house.as(clinic.clinicId);
    const over = await startCall(ctx, {
      ...{ direction: 'inbound' as const, from: '+916000111222', to: '+912066000001', language: 'hi' as const },
    });
    await endCall(ctx, over.callId, { outcome: 'informed', durationMs: 30_000, language: 'hi' });
    const { calls, ended, isBehind } = await as('receptionist').calls();
    expect(isBehind).toBe(false);
    expect(calls.map((call) => call.callId)).toContain(callId);
    expect(ended).toMatchObject([{ callId: over.callId, outcome: 'informed', durationMs: 30_000 }]);
    await expect(as('doctor').calls()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
