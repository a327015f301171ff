// Guards against calls that stay open for ever because their worker died, and holds that stay on the desk after they lapsed.
import { randomUUID } from 'node:crypto';
import type { CallSnapshot, FeedItem } from '@vaani/live';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicContext } from '../context.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { holdSlot } from '../scheduling/hold.ts';
import { sweepHold } from '../scheduling/sweep-hold.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { reapCall } from './reap-call.ts';
import { endCall, recordTurns, startCall } from './write-calls.ts';

const now = '2026-11-24T03:00:00Z';
let house: House;
let clinic: TestClinic;
let ctx: ClinicContext;

beforeAll(async () => {
  house = await startHouse(now);
  clinic = await testClinic(house, { domain: 'reap.test' });
  ctx = house.as(clinic.clinicId);
});
afterAll(() => house.close());

const begin = async () =>
  (await startCall(ctx, { direction: 'inbound', from: '+916000999001', to: '+912066000001', language: 'hi' })).callId;
const looks = async (name: string, key: string, id: string) =>
  (
    await house.owner.query<{ misses: string | null; at: Date }>(
      `SELECT data->>'misses' AS misses, start_after AS at FROM pgboss.job WHERE name = $1 AND data->>$2 = $3 ORDER BY created_on, start_after`,
      [name, key, id],
    )
  ).rows.map(({ misses, at }) => [misses, at.toISOString()]);
const stateOf = async (callId: string) =>
  (
    await house.owner.query<{ outcome: string | null; duration: number | null; over: boolean }>(
      `SELECT outcome::text, duration_seconds AS duration, ended_at IS NOT NULL AS over FROM call_logs WHERE id = $1`,
      [callId],
    )
  ).rows[0];

const snapshot = (callId: string): CallSnapshot => ({
  callId,
  workerId: 'w1',
  state: 'talking',
  direction: 'inbound',
  language: 'hi',
  startedAt: now,
  activity: { key: 'listening', values: {} },
  isVerified: false,
  listenerIds: [],
  tools: [],
  fallbacks: [],
  personal: { caller: '•••••• 9001', listenerNames: [], turns: [] },
});

const turn = (text: string) => ({
  turnId: randomUUID(),
  index: 0,
  who: 'caller' as const,
  text,
  language: 'hi' as const,
  startedMs: 1_000,
  endedMs: 42_000,
});

/** What the desk is told while `work` runs, up to the first event of a type. */
async function watch(type: string, work: () => Promise<void>): Promise<FeedItem> {
  const stop = new AbortController();
  const ready = Promise.withResolvers<void>();
  const seen = (async () => {
    for await (const item of house.live.subscribe(clinic.clinicId, { signal: stop.signal })) {
      if (!('event' in item)) ready.resolve();
      else if (item.event.type === type) return item;
    }
    throw new Error('the feed ended');
  })();
  await ready.promise;
  await work();
  const item = await seen;
  stop.abort();
  return item;
}

describe('a call', () => {
  it('is looked after from its start', async () => {
    const callId = await begin();
    expect(await looks('call.reap', 'callId', callId)).toEqual([['0', '2026-11-24T03:01:00.000Z']]);
  });

  it('that has its worker is left alone, and one that is missed once is looked at again', async () => {
    const callId = await begin();
    await house.live.calls.put(clinic.clinicId, snapshot(callId));
    expect(await reapCall(ctx, callId, 1)).toBe(false);
    await house.live.calls.remove(clinic.clinicId, callId);
    expect(await reapCall(ctx, callId, 0)).toBe(false);
    expect((await stateOf(callId))?.over).toBe(false);
    expect((await looks('call.reap', 'callId', callId)).map(([misses]) => misses)).toEqual(['0', '0', '1']);
  });

  it('without a worker is closed with what is known, and the desk is told', async () => {
    const silent = await begin();
    expect(await reapCall(ctx, silent, 1)).toBe(true);
    expect(await stateOf(silent)).toEqual({ outcome: 'abandoned', duration: 0, over: true });

    const spoken = await begin();
    await recordTurns(ctx, spoken, [turn('namaste')]);
    const told = await watch('call.ended', async () => {
      expect(await reapCall(ctx, spoken, 1)).toBe(true);
    });
    expect(told).toMatchObject({ event: { data: { callId: spoken, outcome: 'failed', durationMs: 42_000 } } });
    expect(await stateOf(spoken)).toEqual({ outcome: 'failed', duration: 42, over: true });
    expect(await reapCall(ctx, spoken, 1)).toBe(false);

    const useful = await begin();
    await recordTurns(ctx, useful, [turn('kal subah')]);
    const { id: patientId } = await registerPatient(ctx, { phone: '+916000999001', isToBeCompleted: true });
    const slot = clinic.slot('2026-11-25', 600);
    const booked = await bookAppointment(ctx, { slot, patientId, callId: useful, idempotencyKey: randomUUID() });
    expect(booked.ok).toBe(true);
    expect(await reapCall(ctx, useful, 1)).toBe(true);
    expect(await stateOf(useful)).toMatchObject({ outcome: 'booked', over: true });
  });

  it('is closed once, whoever closes it', async () => {
    const callId = await begin();
    const end = { outcome: 'informed' as const, durationMs: 1_000, language: 'hi' as const };
    const closed = await Promise.all([endCall(ctx, callId, end), endCall(ctx, callId, end), reapCall(ctx, callId, 1)]);
    expect(closed.filter(Boolean)).toHaveLength(1);
    expect(await looks('call.summarise', 'callId', callId)).toHaveLength(1);
  });
});

describe('a hold', () => {
  it('is let go of when it lapses, not before, and the desk is told', async () => {
    const slot = clinic.slot('2026-11-26', 600);
    const ownerToken = `owner-${randomUUID()}`;
    const held = await holdSlot(ctx, { slot, ownerToken });
    const holdId = held.ok ? held.holdId : '';
    house.setNow('2026-11-24T03:01:00Z');
    await holdSlot(ctx, { slot, ownerToken });
    house.setNow('2026-11-24T03:01:31Z');
    await sweepHold(ctx, holdId);
    expect((await looks('hold.sweep', 'holdId', holdId)).map(([, at]) => at)).toEqual([
      '2026-11-24T03:01:31.000Z',
      '2026-11-24T03:02:31.000Z',
    ]);
    house.setNow('2026-11-24T03:02:31Z');
    const told = await watch('hold.changed', () => sweepHold(ctx, holdId));
    expect(told).toMatchObject({ event: { data: { isHeld: false, startsAt: slot.startsAt } } });
    const { rows } = await house.owner.query('SELECT released_at IS NOT NULL AS gone FROM slot_claims WHERE id = $1', [
      holdId,
    ]);
    expect(rows).toEqual([{ gone: true }]);
    house.setNow(now);
  });
});
