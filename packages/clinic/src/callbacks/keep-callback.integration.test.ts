// Guards the list of people to ring back: every dropped call is on it, one person has each, and what came of it stands there.
import { randomUUID } from 'node:crypto';
import type { LiveEvent } from '@vaani/live';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endCall, recordTurns, startCall } from '../calls/write-calls.ts';
import type { Actor } from '../context.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { closeCallback, putBackCallback, reopenCallback, takeCallback } from './keep-callback.ts';
import { leaveCallback } from './leave-callback.ts';
import { countCallbacks, getCallback, listCallbacks } from './list-callbacks.ts';
import { requestCall } from './request-call.ts';

/** Monday, 11:00 at the clinic. */
const start = '2026-11-23T05:30:00Z';
let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'keep.test' });
  other = await testClinic(house, { domain: 'keep-elsewhere.test' });
});
afterAll(() => house.close());
beforeEach(() => house.setNow(start));

const admin = () => house.as(clinic.clinicId, clinic.admin);
const system = () => house.as(clinic.clinicId);
/** A second person of the desk. */
const second = () => {
  const actor: Actor = { kind: 'staff', userId: clinic.doctor.userId, role: 'receptionist' };
  return house.as(clinic.clinicId, actor);
};
let line = 7_000;
const mobile = () => `+91982000${line++}`;
const leave = async (phone = mobile()) =>
  (await leaveCallback(system(), { phone, reason: 'asks about a report' })).callbackId;
const later = (minutes: number) => house.setNow(new Date(Date.parse(start) + minutes * 60_000).toISOString());

async function droppedCall(
  outcome: 'abandoned' | 'failed' | 'informed',
  said: string | null = null,
): Promise<{ callId: string; phone: string }> {
  const phone = mobile();
  const { callId } = await startCall(system(), {
    ...{ callSid: `CA${randomUUID()}`, direction: 'inbound', from: phone, to: '+912066000001', language: 'hi' },
  });
  if (said !== null) {
    const turn = { turnId: randomUUID(), index: 0, who: 'caller' as const, text: said, language: 'hi' as const };
    await recordTurns(system(), callId, [{ ...turn, startedMs: 900, endedMs: 1_900 }]);
  }
  await endCall(system(), callId, { outcome, durationMs: 4_000, language: 'hi' });
  return { callId, phone };
}
const openOf = async (callId: string) =>
  (await listCallbacks(admin(), { show: 'open', limit: 100 })).callbacks.find((one) => one.callId === callId);

describe('a call that was dropped', () => {
  it.each([
    ['rang off before a word', 'abandoned', null],
    ['rang off after saying something', 'abandoned', 'मुझे डॉक्टर से'],
    ['broke off', 'failed', 'मुझे डॉक्टर से'],
  ] as const)('is to be rung back where it %s, and the desk is told', async (_, outcome, said) => {
    const stop = new AbortController();
    const heard: LiveEvent[] = [];
    const [begun, told] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const watching = (async () => {
      for await (const item of house.live.subscribe(clinic.clinicId, { signal: stop.signal })) {
        if ('snapshot' in item) begun.resolve();
        if ('event' in item && item.event.type === 'callback.changed') {
          heard.push(item.event);
          told.resolve();
        }
      }
    })();
    await begun.promise;
    const { callId, phone } = await droppedCall(outcome, said);
    await told.promise;
    stop.abort();
    await watching;
    const callback = await openOf(callId);
    expect(callback).toMatchObject({ isMissed: true, phone, reason: null, language: 'hi', owner: null, attempts: [] });
    expect(heard.map(({ data }) => data)).toContainEqual({ callbackId: callback?.id, status: 'open' });
  });

  it('is not, where the caller was helped', async () => {
    const { callId } = await droppedCall('informed', 'धन्यवाद');
    expect(await openOf(callId)).toBeUndefined();
  });
});

describe('one person has it', () => {
  it('of two who take it at once, one', async () => {
    const callbackId = await leave();
    const taken = await Promise.allSettled([
      takeCallback(admin(), { callbackId }),
      takeCallback(second(), { callbackId }),
    ]);
    const refused = taken.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({
      reason: { code: 'conflict', message: expect.stringMatching(/ has this callback\.$/) },
    });
  });

  it('takes it again without harm, gives it back, and another takes it over', async () => {
    const callbackId = await leave();
    await takeCallback(admin(), { callbackId });
    expect(await takeCallback(admin(), { callbackId })).toMatchObject({ status: 'in_progress' });
    expect(await takeCallback(second(), { callbackId, isTakenOver: true })).toMatchObject({
      owner: { userId: clinic.doctor.userId },
    });
    expect(await putBackCallback(admin(), { callbackId })).toMatchObject({ status: 'open', owner: null });
  });
});

describe('what came of it', () => {
  it('stands there with a note, closes it, and can be taken back', async () => {
    const callbackId = await leave();
    const closed = await closeCallback(admin(), { callbackId, outcome: 'booked', note: ' comes on Tuesday ' });
    expect(closed).toMatchObject({
      ...{ status: 'done', outcome: 'booked', note: 'comes on Tuesday', closedAt: start },
      owner: { userId: clinic.admin.userId },
    });
    await expect(takeCallback(admin(), { callbackId })).rejects.toMatchObject({ message: 'This callback is closed.' });
    await expect(requestCall(admin(), { callbackId })).rejects.toMatchObject({ message: 'This callback is closed.' });
    expect(await reopenCallback(admin(), { callbackId })).toMatchObject({
      ...{ status: 'in_progress', outcome: null, note: null, closedAt: null },
    });
    const { rows } = await house.owner.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE object_id = $1 AND actor_id = $2 ORDER BY id`,
      [callbackId, clinic.admin.userId],
    );
    expect(rows.map(({ action }) => action)).toEqual(['callback.close', 'callback.reopen']);
  });

  it.each(['wrong_number', 'not_needed'] as const)('drops it for %s', async (outcome) => {
    expect(await closeCallback(admin(), { callbackId: await leave(), outcome })).toMatchObject({ status: 'dropped' });
  });

  it('is sealed where it lies', async () => {
    const callbackId = await leave();
    await closeCallback(admin(), { callbackId, outcome: 'reached', note: 'her knee again' });
    const { rows } = await house.owner.query<{ note: string }>('SELECT note FROM callbacks WHERE id = $1', [
      callbackId,
    ]);
    expect(rows[0]?.note).toMatch(/^v1\./);
    expect((await getCallback(admin(), { callbackId })).note).toBe('her knee again');
  });
});

describe('the list', () => {
  it('has the next due first, page by page, without a gap or a double', async () => {
    const made: string[] = [];
    for (const minutes of [9, 3, 6, 1, 7]) {
      later(minutes);
      made.push(await leave());
    }
    const ids: string[] = [];
    const due: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listCallbacks(admin(), {
        show: 'open',
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      });
      ids.push(...page.callbacks.map(({ id }) => id));
      due.push(...page.callbacks.map(({ dueAt }) => dueAt));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(due).toEqual(due.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(made));
  });

  it('has settled ones apart, the last first', async () => {
    const [first, last] = [await leave(), await leave()];
    await closeCallback(admin(), { callbackId: first, outcome: 'reached' });
    await closeCallback(admin(), { callbackId: last, outcome: 'reached' });
    const { callbacks } = await listCallbacks(admin(), { show: 'closed', limit: 2 });
    expect(callbacks.map(({ id }) => id)).toEqual([last, first]);
  });

  it('counts what is open, and what is late', async () => {
    const before = await countCallbacks(admin());
    await leave();
    expect(await countCallbacks(admin())).toEqual({ open: before.open + 1, late: before.late });
    later(24 * 60);
    const { open, late } = await countCallbacks(admin());
    expect(late).toBe(open);
  });

  it('shows every try, and who asked for it', async () => {
    const callbackId = await leave();
    await requestCall(admin(), { callbackId });
    expect((await getCallback(admin(), { callbackId })).attempts).toEqual([
      { attempt: 1, status: 'waiting', callId: null, askedBy: 'Admin of the test', at: start },
    ]);
  });
});

describe('nobody else', () => {
  it('of another clinic reads or takes one', async () => {
    const callbackId = await leave();
    const theirs = house.as(other.clinicId, other.admin);
    for (const act of [getCallback, takeCallback, putBackCallback, reopenCallback])
      await expect(act(theirs, { callbackId })).rejects.toMatchObject({ code: 'not-found' });
    expect((await listCallbacks(theirs, { show: 'open' })).callbacks).toEqual([]);
  });

  it('but staff of the desk: no doctor, and not the AI', async () => {
    const callbackId = await leave();
    const doctor = house.as(clinic.clinicId, clinic.doctor);
    await expect(listCallbacks(doctor, { show: 'open' })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(takeCallback(doctor, { callbackId })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(takeCallback(system(), { callbackId })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
