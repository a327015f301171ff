// Guards the figures that an admin decides by: each call is counted once, on the clinic's day, in a range and the one before; what was put right later is
// counted anew; and every number is the number of calls that the list shows behind it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCalls } from '../calls/list-calls.ts';
import type { CallEnd } from '../calls/types.ts';
import { endCall, recordTurns, startCall } from '../calls/write-calls.ts';
import type { ClinicContext } from '../context.ts';
import { addLeave } from '../day/leaves.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { callAnalytics } from './call-analytics.ts';
import { costAnalytics } from './cost-analytics.ts';
import { latencyAnalytics } from './latency-analytics.ts';
import { listVisits } from './list-visits.ts';
import { rollUp } from './roll-up.ts';
import { visitAnalytics } from './visit-analytics.ts';
import { visitKinds } from './visit-kinds.ts';

let house: House;
let clinic: TestClinic;
let admin: ClinicContext;
let ctx: ClinicContext;

const now = '2026-11-24T12:00:00Z';
/** A week in November, Monday to Sunday. */
const week = { from: '2026-11-16', to: '2026-11-22' };

async function call(at: string, end: Partial<CallEnd>, gaps: number[] = [500], isInterrupted = false): Promise<string> {
  house.setNow(at);
  const language = end.language ?? 'en';
  const { callId } = await startCall(ctx, {
    direction: 'inbound',
    from: '+916000111222',
    to: '+912066000001',
    language,
  });
  await recordTurns(
    ctx,
    callId,
    gaps.map((gapMs, index) => ({
      ...{ turnId: randomUUID(), index, who: 'agent' as const, text: 'Certainly.', language, gapMs, isInterrupted },
      ...{ startedMs: index * 5_000, endedMs: index * 5_000 + 2_000 },
    })),
  );
  await endCall(ctx, callId, { outcome: 'informed', durationMs: 60_000, ...end, language });
  return callId;
}

beforeAll(async () => {
  house = await startHouse(now);
  clinic = await testClinic(house, { domain: 'analytics.test' });
  ctx = house.as(clinic.clinicId);
  admin = house.as(clinic.clinicId, clinic.admin);
  // Monday, half past midnight in India: still Sunday in London.
  await call('2026-11-15T19:00:00Z', { outcome: 'booked' });
  await call(
    '2026-11-18T05:00:00Z',
    { outcome: 'booked', language: 'hi', hasFallenBack: true },
    [400, 900, 3_000],
    true,
  );
  await call('2026-11-18T05:30:00Z', { outcome: 'transferred', language: 'hi' });
  await call('2026-11-20T12:00:00Z', { outcome: 'abandoned', durationMs: 6_000 }, []);
  const usage = {
    ...{ phoneMs: 120_000, heardMs: { deepgram: 90_000, local: 5_000 }, spokenCharacters: { cartesia: 2_000 } },
    tokens: { openai: { promptTokens: 3_000, cachedTokens: 1_000, completionTokens: 500 } },
  };
  await call('2026-11-22T18:00:00Z', { outcome: 'informed', usage, costPaise: 850 });
  // The last half hour of Sunday there is Monday's here; and one of the week before.
  await call('2026-11-22T18:31:00Z', { outcome: 'informed' });
  await call('2026-11-10T05:00:00Z', { outcome: 'cancelled', costPaise: 100 });
  house.setNow(now);
  await rollUp(ctx);
});
afterAll(() => house.close());

describe('calls', () => {
  it('are counted once, on the clinic’s day, beside those of the week before', async () => {
    const { calls, groups, totals, languages, before, step } = await callAnalytics(admin, week);
    expect([before, step]).toEqual([{ from: '2026-11-09', to: '2026-11-15' }, 'day']);
    expect(calls).toEqual({ now: 5, before: 1 });
    expect(groups).toEqual({
      contained: { now: 3, before: 1 },
      handedOver: { now: 1, before: 0 },
      message: { now: 0, before: 0 },
      emergency: { now: 0, before: 0 },
      dropped: { now: 1, before: 0 },
    });
    expect(totals).toMatchObject({
      answered: { now: 4 },
      barge_ins: { now: 3 },
      interrupted: { now: 1 },
      fallen_back: { now: 1 },
      wished_booking: { now: 2 },
      got_booking: { now: 2 },
      seconds: { now: 246 },
    });
    expect(languages).toEqual([
      { key: 'en', now: 3, before: 1 },
      { key: 'hi', now: 2, before: 0 },
    ]);
  });

  it('stand in their hour and on their day', async () => {
    const { hours, series } = await callAnalytics(admin, week);
    expect(hours).toEqual([
      { weekday: 1, hour: 0, calls: 1 },
      { weekday: 3, hour: 10, calls: 1 },
      { weekday: 3, hour: 11, calls: 1 },
      { weekday: 5, hour: 17, calls: 1 },
      { weekday: 7, hour: 23, calls: 1 },
    ]);
    expect(series.map(({ day, contained, dropped }) => [day, contained, dropped])).toEqual([
      ['2026-11-16', 1, 0],
      ['2026-11-18', 1, 0],
      ['2026-11-20', 0, 1],
      ['2026-11-22', 1, 0],
    ]);
  });

  it('behind every number are as many in the list', async () => {
    const inWeek = { from: '2026-11-15T18:30:00Z', to: '2026-11-22T18:30:00Z', isOver: true };
    const behind = async (query: Parameters<typeof listCalls>[1]) =>
      (await listCalls(admin, { ...inWeek, ...query })).total;
    const { calls, groups, totals, outcomes, languages, wishes, hours } = await callAnalytics(admin, week);
    expect(await behind({})).toBe(calls.now);
    expect(await behind({ outcomes: ['booked', 'moved', 'cancelled', 'informed'] })).toBe(groups.contained.now);
    expect(await behind({ outcomes: ['abandoned', 'failed'] })).toBe(groups.dropped.now);
    expect(await behind({ isAnswered: true })).toBe(totals.answered.now);
    expect(await behind({ isInterrupted: true })).toBe(totals.interrupted.now);
    expect(await behind({ hasFallenBack: true })).toBe(totals.fallen_back.now);
    expect(await behind({ wish: 'booking', outcome: 'booked' })).toBe(totals.got_booking.now);
    for (const { key, now: count } of outcomes) expect(await behind({ outcome: key as 'booked' })).toBe(count);
    for (const { key, now: count } of languages) expect(await behind({ language: key as 'en' })).toBe(count);
    for (const { key, now: count } of wishes) expect(await behind({ wish: key as 'booking' })).toBe(count);
    for (const { weekday, hour, calls: count } of hours) expect(await behind({ weekday, hour })).toBe(count);
  });

  it('are counted anew, not once more, and with what was put right meanwhile', async () => {
    await rollUp(ctx);
    expect((await callAnalytics(admin, week)).calls.now).toBe(5);
    const monday = { from: '2026-11-23', to: '2026-11-24' };
    const { moods } = await callAnalytics(admin, monday);
    expect(moods).toEqual([{ key: 'unknown', now: 1, before: 1 }]);
    await house.owner.query(`UPDATE call_logs SET sentiment = 'negative' WHERE started_at = '2026-11-22T18:31:00Z'`);
    await rollUp(ctx);
    expect((await callAnalytics(admin, monday)).moods).toEqual([
      { key: 'negative', now: 1, before: 0 },
      { key: 'unknown', now: 0, before: 1 },
    ]);
  });

  it('of years ago are reached back to, and by another clock are told apart anew', async () => {
    await call('2023-02-01T05:00:00Z', { outcome: 'message' });
    house.setNow(now);
    await rollUp(ctx);
    // As far as one run goes; the next goes on from there.
    const reached = (await callAnalytics(admin, week)).firstDay ?? '';
    expect(reached > '2023-02-01' && reached < '2023-12-31').toBe(true);
    await rollUp(ctx);
    const years = await callAnalytics(admin, { from: '2022-12-01', to: '2026-11-24' });
    expect([years.calls.now, years.firstDay, years.step]).toEqual([8, '2023-02-01', 'month']);
    await house.owner.query(`UPDATE clinics SET zone = 'Europe/London' WHERE id = $1`, [clinic.clinicId]);
    await rollUp(house.as(clinic.clinicId));
    expect((await callAnalytics(admin, week)).calls.now).toBe(5);
    expect((await callAnalytics(admin, { from: '2026-11-15', to: '2026-11-15' })).calls.now).toBe(1);
    await house.owner.query(`UPDATE clinics SET zone = 'Asia/Kolkata' WHERE id = $1`, [clinic.clinicId]);
    await rollUp(house.as(clinic.clinicId));
  });

  it('of others are not among them, and of a clinic without any there are none', async () => {
    const other = await testClinic(house, { domain: 'other-analytics.test' });
    await rollUp(house.as(other.clinicId));
    const { calls, series, refreshedAt } = await callAnalytics(house.as(other.clinicId, other.admin), week);
    expect([calls, series, refreshedAt]).toEqual([{ now: 0, before: 0 }, [], '2026-11-24T12:00:00Z']);
  });
});

it('latency is that of the turns, by stage', async () => {
  const { stages, series } = await latencyAnalytics(admin, week);
  expect(stages.map(({ stage, now: { count } }) => [stage, count])).toEqual([['answer', 6]]);
  const [{ now: { p50, p99 } = { p50: 0, p99: 0 } } = {}] = stages;
  expect(Math.abs((p50 ?? 0) - 500) / 500).toBeLessThan(0.06);
  expect(Math.abs((p99 ?? 0) - 3_000) / 3_000).toBeLessThan(0.06);
  expect(series.map(({ day }) => day)).toEqual(['2026-11-16', '2026-11-18', '2026-11-22']);
});

it('cost is by provider at the operator’s prices, and what has no price is not made up', async () => {
  const prices = {
    'deepgram.minute': 80,
    'cartesia.characters': 310,
    'openai.prompt': 20,
    'openai.cached': 10,
    'openai.completion': 80,
  };
  const { costPaise, costed, providers, minutes } = await costAnalytics(admin, week, prices);
  expect([costPaise, costed, minutes.now]).toEqual([{ now: 850, before: 100 }, { now: 1, before: 1 }, 246 / 60]);
  expect((await costAnalytics(admin, week, prices)).capPaise).toBeNull();
  await house.owner.query('UPDATE clinics SET monthly_cap_paise = 90000 WHERE id = $1', [clinic.clinicId]);
  expect(await costAnalytics(admin, week, prices)).toMatchObject({ monthPaise: 950, capPaise: 90_000 });
  const of = Object.fromEntries(providers.map(({ provider, paise }) => [provider, paise.now]));
  expect(of).toEqual({ cartesia: 620, deepgram: 120, openai: 90, local: 0, phone: null });
  expect(providers.find(({ provider }) => provider === 'openai')?.tokens.now).toBe(3_500);
});

it('a doctor’s time is what they sat, and those who did not come are counted', async () => {
  const days = { from: '2026-11-23', to: '2026-11-24' };
  const [, second] = clinic.doctorIds;
  const span = { startsAt: '2026-11-24T03:30:00Z', endsAt: '2026-11-24T12:30:00Z' };
  await addLeave(admin, { doctorId: second, span, label: 'Away', idempotencyKey: randomUUID() });
  house.setNow('2026-11-22T18:31:00Z');
  const patient = await registerPatient(ctx, { phone: '+916000111444', name: 'Asha Kale', isToBeCompleted: false });
  const booked = await bookAppointment(ctx, {
    ...{ slot: clinic.slot('2026-11-24', 600), patientId: patient.id, idempotencyKey: randomUUID() },
  });
  if (!booked.ok) throw new Error(booked.reason);
  await house.owner.query(`UPDATE appointments SET status = 'no_show', claim_id = NULL WHERE id = $1`, [
    booked.appointment.id,
  ]);
  house.setNow(now);
  await rollUp(ctx);
  const { visits, doctors } = await visitAnalytics(admin, days);
  // Nine to five with a break of one hour, twice; and nine to five once, without a break.
  expect(visits.now).toEqual({ openMinutes: 2 * 420 + 480, bookedMinutes: 15, kept: 0, noShows: 1, cancelled: 0 });
  expect(doctors.map(({ openMinutes }) => openMinutes)).toEqual([480, 840]);
});

it('behind every figure of visits are as many visits, by their day and doctor, however old the call that booked them', async () => {
  const days = { from: '2026-11-23', to: '2026-11-26' };
  const callId = await call('2026-11-02T05:00:00Z', { outcome: 'booked' });
  house.setNow('2026-11-22T18:31:00Z');
  let made = 0;
  const visit = async (day: string, minutes: number, status: string, doctor = 0) => {
    made += 1;
    const phone = `+91600011156${made}`;
    const patient = await registerPatient(ctx, { phone, name: 'Ravi Joshi', isToBeCompleted: false });
    const slot = clinic.slot(day, minutes, doctor);
    const booked = await bookAppointment(ctx, { slot, patientId: patient.id, callId, idempotencyKey: randomUUID() });
    if (!booked.ok) throw new Error(booked.reason);
    const { id } = booked.appointment;
    await house.owner.query('UPDATE appointments SET status = $2, claim_id = NULL WHERE id = $1', [id, status]);
    return id;
  };
  const missed = await visit('2026-11-25', 600, 'no_show', 1);
  await visit('2026-11-25', 660, 'no_show');
  await visit('2026-11-25', 720, 'cancelled');
  await visit('2026-11-26', 600, 'completed', 1);
  // Before midnight of the day after, and after it: by the clinic's clock, not London's.
  await visit('2026-11-27', 600, 'no_show');
  house.setNow('2026-11-28T12:00:00Z');
  await rollUp(ctx);
  const { visits, doctors } = await visitAnalytics(admin, days);
  const of = { kept: 'kept', 'no-show': 'noShows', cancelled: 'cancelled' } as const;
  for (const kind of visitKinds) {
    const all = await listVisits(admin, { ...days, kind, limit: 1 });
    expect([kind, all.total]).toEqual([kind, visits.now[of[kind]]]);
    let count = all.visits.length;
    for (let cursor = all.next; cursor !== null; ) {
      const page = await listVisits(admin, { ...days, kind, limit: 1, cursor });
      count += page.visits.length;
      cursor = page.next;
    }
    expect(count).toBe(all.total);
    for (const doctor of doctors) {
      const own = await listVisits(admin, { ...days, kind, doctorId: doctor.doctorId });
      expect([own.total, own.visits.length]).toEqual([doctor[of[kind]], doctor[of[kind]]]);
    }
  }
  const second = await listVisits(admin, { ...days, kind: 'no-show', doctorId: clinic.doctorIds[1] ?? '' });
  expect(second.visits).toMatchObject([{ id: missed, callId, patientName: 'Ravi Joshi' }]);
  const desk = house.as(clinic.clinicId, { ...clinic.admin, role: 'receptionist' });
  await expect(listVisits(desk, { ...days, kind: 'kept' })).rejects.toMatchObject({ code: 'not-allowed' });
  const { rows } = await house.owner.query(`SELECT 1 FROM audit_entries WHERE action = 'appointment.list'`);
  expect(rows.length).toBeGreaterThan(0);
});

it('is for admins, and for a range that is one', async () => {
  const receptionist = house.as(clinic.clinicId, { ...clinic.admin, role: 'receptionist' });
  await expect(callAnalytics(receptionist, week)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(costAnalytics(receptionist, week, {})).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(callAnalytics(admin, { from: week.to, to: week.from })).rejects.toMatchObject({ field: 'to' });
  await expect(visitAnalytics(admin, { from: '2016-01-01', to: '2026-01-01' })).rejects.toMatchObject({ field: 'to' });
});
