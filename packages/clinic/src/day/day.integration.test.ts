// Guards a day that goes wrong: previewed, applied whole or not at all, each patient told once, nobody lost.
import { randomUUID } from 'node:crypto';
import { seededRandom } from '@vaani/config';
import { newId } from '@vaani/db';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClinicContext } from '../context.ts';
import { queueStatus } from '../queue/queue-status.ts';
import { markNoShow } from '../scheduling/appointments/auto-no-show.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { cancelAppointment } from '../scheduling/cancel.ts';
import { daySchedule } from '../scheduling/day-schedule.ts';
import { holdSlot } from '../scheduling/hold.ts';
import { listAppointments } from '../scheduling/list.ts';
import { searchSlots } from '../scheduling/search-slots.ts';
import { type House, makePeople, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { applyDay } from './apply-day.ts';
import { expectedStart } from './expected-start.ts';
import { closeFollowUp, listFollowUps, takeFollowUp } from './follow-up-calls.ts';
import { clearLate, listLate } from './late.ts';
import { addLeave, listLeaves, removeLeave } from './leaves.ts';
import type { DayPlan } from './plan-day.ts';
import { previewDay } from './preview-day.ts';

// Nine in the morning in Pune; the doctors sit from nine to five, the first with a break at one.
const now = '2026-11-24T03:30:00Z';
const today = '2026-11-24';

let house: House;
let ours: TestClinic;
let theirs: TestClinic;
let ctx: ClinicContext;

beforeAll(async () => {
  house = await startHouse(now);
  const people = (prefix: string) =>
    makePeople(seededRandom(3), { count: 90, today, prefix, phonePrefix: '+91600006', share: 0.2, callers: [] });
  ours = await testClinic(house, { domain: 'ours.test', people: people('O') });
  theirs = await testClinic(house, { domain: 'theirs.test', people: people('T') });
  ctx = house.as(ours.clinicId, ours.admin);
});
afterAll(() => house.close());

const rows = async <R>(sql: string, values: unknown[] = []): Promise<R[]> =>
  (await house.owner.query(sql, values)).rows as R[];
const count = async (from: string, values: unknown[] = []): Promise<number> =>
  (await rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`, values))[0]?.count ?? 0;

beforeEach(async () => {
  house.setNow(now);
  for (const table of [
    'message_appointments',
    'follow_up_calls',
    'message_jobs',
    'queue_tokens',
    'doctor_sessions',
    'leaves',
  ])
    await house.owner.query(`DELETE FROM ${table}`);
  await house.owner.query('UPDATE appointments SET rescheduled_to_id = NULL');
  for (const table of ['appointments', 'slot_claims']) await house.owner.query(`DELETE FROM ${table}`);
});

let next = 0;
const someone = (clinic = ours): string => clinic.patients[next++ % clinic.patients.length]?.id ?? '';

async function book(minutes: number, over: { date?: string; patientId?: string; doctor?: number } = {}) {
  const { date = today, patientId = someone(), doctor = 0 } = over;
  const slot = ours.slot(date, minutes, doctor);
  const booked = await bookAppointment(ctx, { slot, patientId, idempotencyKey: randomUUID(), isDespiteOwn: true });
  if (!booked.ok) throw new Error(`${minutes}: ${booked.reason}`);
  return booked.appointment;
}

/** What is written about what was done since the bookings. */
async function forgetMessages(): Promise<void> {
  await house.owner.query('DELETE FROM message_jobs');
}
const messages = () =>
  rows<{ kind: string; appointment_id: string; patient_id: string; also: number }>(
    `SELECT m.kind::text, m.appointment_id, m.patient_id,
      (SELECT count(*)::int FROM message_appointments a WHERE a.message_id = m.id) AS also
     FROM message_jobs m WHERE m.status = 'waiting' AND m.kind <> 'reminder' ORDER BY m.id`,
  );

const late = (minutes: number, over: object = {}) => ({
  kind: 'late' as const,
  doctorId: ours.doctorIds[0],
  minutes,
  manner: 'shift' as const,
  ...over,
});
const away = (over: object = {}) => ({
  kind: 'away' as const,
  doctorId: ours.doctorIds[0],
  days: { from: today, to: today },
  label: 'Fever',
  manner: 'move' as const,
  ...over,
});
type Request = Parameters<typeof previewDay>[1];
async function previewAndApply(request: Request, as = ctx) {
  const plan = await previewDay(as, request);
  const result = await applyDay(as, { request, fingerprint: plan.fingerprint, idempotencyKey: randomUUID() });
  if (!result.ok) throw new Error('the plan changed');
  return { plan, leaveId: result.leaveId };
}
const overlapping = () =>
  count(
    `slot_claims a JOIN slot_claims b ON a.resource_id = b.resource_id AND a.lane = b.lane AND a.id < b.id
     AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at WHERE a.released_at IS NULL AND b.released_at IS NULL`,
  );
const timesOf = async (doctorId = ours.doctorIds[0]) =>
  (
    await listAppointments(ctx, {
      from: '2026-11-23T18:30:00Z',
      to: '2026-12-24T18:30:00Z',
      doctorIds: [doctorId],
    })
  ).map(({ startsAt }) => startsAt);
const at = (hoursAndMinutes: string, date = today): string => {
  const [hours = 0, minutes = 0] = hoursAndMinutes.split(':').map(Number);
  return ours.slot(date, hours * 60 + minutes).startsAt;
};
/** When an appointment of the first doctor will begin, as a message says it. */
const expected = (startsAt: string) =>
  house.db.withTenant(ours.clinicId, async (tenant) => {
    const appointment = { doctorId: ours.doctorIds[0], startsAt: new Date(startsAt) };
    return new Date(await expectedStart(tenant, appointment, 'Asia/Kolkata')).toISOString().replace('.000Z', 'Z');
  });
const outcomes = (plan: DayPlan) => plan.items.map(({ outcome }) => outcome);

describe('a doctor who is late', () => {
  it('has the rest of the session shifted, each patient told once, and says so everywhere', async () => {
    const first = await book(600);
    await book(615);
    await book(840);
    await forgetMessages();
    const plan = await previewDay(ctx, late(20));
    expect(plan).toMatchObject({ kind: 'late', lateMin: 20, told: 3 });
    expect(plan.items[0]).toMatchObject({
      appointment: { id: first.id, startsAt: at('10:00') },
      outcome: 'shift',
      to: { startsAt: at('10:20') },
      message: 'delay',
    });
    expect(await timesOf()).toEqual([at('10:00'), at('10:15'), at('14:00')]);
    const key = randomUUID();
    const apply = () => applyDay(ctx, { request: late(20), fingerprint: plan.fingerprint, idempotencyKey: key });
    expect(await apply()).toMatchObject({ ok: true, leaveId: null });
    // The same key again does nothing again.
    expect(await apply()).toMatchObject({ ok: true });
    expect(await timesOf()).toEqual([at('10:20'), at('10:35'), at('14:20')]);
    expect((await messages()).map(({ kind, also }) => [kind, also])).toEqual([
      ['delay', 0],
      ['delay', 0],
      ['delay', 0],
    ]);
    expect(await count(`appointments WHERE id = $1 AND status = 'scheduled'`, [first.id])).toBe(1);
    expect(await overlapping()).toBe(0);
    expect(await listLate(ctx)).toEqual([{ doctorId: ours.doctorIds[0], lateMin: 20 }]);
    expect((await queueStatus(ctx, { doctorId: ours.doctorIds[0] })).lateMin).toBe(20);
    const twenty = [{ doctorId: ours.doctorIds[0], date: today, lateMin: 20 }];
    expect((await daySchedule(ctx, { date: today, days: 2 })).late).toEqual(twenty);
    expect((await daySchedule(ctx, { date: '2026-11-25' })).late).toEqual([]);
    expect(await count(`audit_entries WHERE action = 'appointment.shift'`)).toBe(3);
    expect(await count(`audit_entries WHERE action = 'day.late' AND actor_id = $1`, [ours.admin.userId])).toBe(1);
  });

  it('of another day is seen on that day, not on this one, until it is taken back for that day', async () => {
    const date = '2026-11-26';
    const [doctorId] = ours.doctorIds;
    await previewAndApply(late(25, { date }));
    const onThursday = [{ doctorId, date, lateMin: 25 }];
    expect((await daySchedule(ctx, { date: today, days: 7 })).late).toEqual(onThursday);
    expect((await daySchedule(ctx, { date })).late).toEqual(onThursday);
    expect((await daySchedule(ctx, { date: today })).late).toEqual([]);
    expect(await listLate(ctx)).toEqual([]);
    expect(await clearLate(ctx, { doctorId })).toEqual({ isChanged: false });
    expect(await clearLate(ctx, { doctorId, date })).toEqual({ isChanged: true });
    expect((await daySchedule(ctx, { date })).late).toEqual([]);
  });

  it('is late in all, not once more: a second delay moves by what came on top', async () => {
    await book(600);
    await previewAndApply(late(20));
    await expect(previewDay(ctx, late(20))).rejects.toMatchObject({ code: 'bad-input', field: 'minutes' });
    await previewAndApply(late(50));
    expect(await timesOf()).toEqual([at('10:50')]);
    // What was shifted begins when it says.
    expect(await expected(at('10:50'))).toBe(at('10:50'));
    expect(await listLate(ctx)).toMatchObject([{ lateMin: 50 }]);
  });

  it('only warned of leaves every time as it is', async () => {
    await book(600);
    await forgetMessages();
    const { plan } = await previewAndApply(late(30, { manner: 'warn' }));
    expect(outcomes(plan)).toEqual(['warn']);
    expect(await expected(at('10:00'))).toBe(at('10:30'));
    expect(await expected(at('08:00'))).toBe(at('08:00'));
    expect(await timesOf()).toEqual([at('10:00')]);
    expect(await messages()).toMatchObject([{ kind: 'delay' }]);
    expect(await listLate(ctx)).toMatchObject([{ lateMin: 30 }]);
  });

  it('is waited for: who was told of the delay is not taken for somebody who did not come', async () => {
    await house.owner.query('UPDATE clinics SET no_show_grace_min = 15 WHERE id = $1', [ours.clinicId]);
    const { id } = await book(600);
    await previewAndApply(late(30, { manner: 'warn' }));
    const system = house.as(ours.clinicId);
    const statusAt = async (time: string) => {
      house.setNow(at(time));
      await markNoShow(system, id);
      return (await rows<{ status: string }>('SELECT status::text FROM appointments WHERE id = $1', [id]))[0]?.status;
    };
    expect(await statusAt('10:44')).toBe('scheduled');
    expect(await statusAt('10:45')).toBe('no_show');
    await house.owner.query('UPDATE clinics SET no_show_grace_min = NULL WHERE id = $1', [ours.clinicId]);
  });

  it('is in time again when somebody says so, when the session is over, and on the next day', async () => {
    await previewAndApply(late(30, { manner: 'warn' }));
    expect(await clearLate(ctx, { doctorId: ours.doctorIds[0] })).toEqual({ isChanged: true });
    expect(await clearLate(ctx, { doctorId: ours.doctorIds[0] })).toEqual({ isChanged: false });
    expect(await listLate(ctx)).toEqual([]);
    await previewAndApply(late(30, { manner: 'warn' }));
    // The session ends at five, half an hour later since the doctor came later.
    house.setNow('2026-11-24T11:59:00Z');
    expect(await listLate(ctx)).toMatchObject([{ lateMin: 30 }]);
    house.setNow('2026-11-24T12:00:00Z');
    expect(await listLate(ctx)).toEqual([]);
    house.setNow('2026-11-25T04:00:00Z');
    expect(await listLate(ctx)).toEqual([]);
  });

  it('rings whom the shift leaves without a place, and they keep their time on top', async () => {
    const last = await book(1_005);
    const before = await book(990);
    const request = late(15, { stayMin: 0 });
    const { plan } = await previewAndApply(request);
    expect(plan.items.map(({ outcome, why }) => [outcome, why])).toEqual([
      ['shift', null],
      ['call', 'no_place'],
    ]);
    expect(await rows('SELECT is_overbooked FROM appointments WHERE id = $1', [last.id])).toEqual([
      { is_overbooked: true },
    ]);
    expect(await overlapping()).toBe(0);
    const [call] = await listFollowUps(ctx);
    expect(call).toMatchObject({
      reason: 'no_place',
      status: 'open',
      appointment: { id: last.id },
      phone: expect.stringMatching(/^\+91/),
    });
    // Freed, the time is theirs again.
    await cancelAppointment(ctx, { appointmentId: before.id, by: 'patient' });
    expect(await rows('SELECT is_overbooked FROM appointments WHERE id = $1', [last.id])).toEqual([
      { is_overbooked: false },
    ]);
  });

  it('pushes holds aside, and their owner is told other times', async () => {
    await book(600);
    const held = ours.slot(today, 630);
    const ownerToken = `owner-${randomUUID()}`;
    expect((await holdSlot(ctx, { slot: held, ownerToken })).ok).toBe(true);
    await previewAndApply(late(30));
    const result = await bookAppointment(ctx, {
      slot: held,
      patientId: someone(),
      ownerToken,
      idempotencyKey: randomUUID(),
    });
    expect(result).toMatchObject({ ok: false, reason: 'taken' });
    expect(!result.ok && result.alternatives.length).toBeGreaterThan(0);
  });

  it('is refused with the plan as it is now, where the day has changed', async () => {
    await book(600);
    const plan = await previewDay(ctx, late(20));
    const added = await book(660);
    const request = { request: late(20), fingerprint: plan.fingerprint, idempotencyKey: randomUUID() };
    const refused = await applyDay(ctx, request);
    expect(refused).toMatchObject({ ok: false, reason: 'changed' });
    expect(refused.plan.items.map(({ appointment }) => appointment.id)).toContain(added.id);
    expect(await timesOf()).toEqual([at('10:00'), at('11:00')]);
    expect(await applyDay(ctx, { ...request, fingerprint: refused.plan.fingerprint })).toMatchObject({ ok: true });
  });

  it('applied by two desks at once is applied once', async () => {
    for (let minutes = 600; minutes < 780; minutes += 15) await book(minutes);
    const before = await timesOf();
    const plan = await previewDay(ctx, late(15));
    const other: ClinicContext = { ...ctx, db: house.secondPool() };
    const results = await Promise.allSettled(
      [ctx, other, ctx].map((desk) =>
        applyDay(desk, { request: late(15), fingerprint: plan.fingerprint, idempotencyKey: randomUUID() }),
      ),
    );
    const done = results.filter((result) => result.status === 'fulfilled' && result.value.ok);
    expect(done).toHaveLength(1);
    // The others are told that it has been shifted by as much already.
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'bad-input', field: 'minutes' });
    expect(await timesOf()).toEqual(
      before.map((time) => new Date(Date.parse(time) + 900_000).toISOString().replace('.000Z', 'Z')),
    );
    expect(await overlapping()).toBe(0);
  });
});

describe('a doctor who is away', () => {
  it('has everybody moved to the next day, with a leave, a successor each and one message each', async () => {
    const patientId = someone();
    const first = await book(600, { patientId });
    const second = await book(630, { patientId });
    const third = await book(900);
    await forgetMessages();
    const { plan, leaveId } = await previewAndApply(away());
    expect(plan.items.map(({ to }) => to?.startsAt)).toEqual([
      at('10:00', '2026-11-25'),
      // Not twice on one day before the same doctor.
      at('10:30', '2026-11-26'),
      at('15:00', '2026-11-25'),
    ]);
    expect(plan.told).toBe(2);
    expect((await messages()).map(({ kind, also }) => [kind, also])).toEqual([
      ['move', 1],
      ['move', 0],
    ]);
    for (const { id } of [first, second, third])
      expect(
        await count(
          `appointments a JOIN appointments b ON b.id = a.rescheduled_to_id WHERE a.id = $1 AND a.status = 'rescheduled' AND b.status = 'scheduled'`,
          [id],
        ),
      ).toBe(1);
    const leaves = await listLeaves(ctx, { from: today, to: today });
    expect(leaves).toMatchObject([{ id: leaveId, label: 'Fever', appointments: [] }]);
    expect(await searchSlots(ctx, { doctorId: ours.doctorIds[0], from: today, to: today })).toEqual([]);
    expect(await overlapping()).toBe(0);
  });

  it('cancels all where that is wanted, by the clinic and with the reason, and tells each', async () => {
    const gone = await book(600);
    await forgetMessages();
    await previewAndApply(away({ manner: 'cancel' }));
    expect(await rows('SELECT status::text, cancelled_by FROM appointments WHERE id = $1', [gone.id])).toEqual([
      { status: 'cancelled', cancelled_by: 'clinic' },
    ]);
    expect(await messages()).toMatchObject([{ kind: 'cancellation', appointment_id: gone.id }]);
  });

  it('loses nobody: moved, cancelled and to be rung are all', async () => {
    const stays = await book(540);
    const seen = await book(555);
    await house.owner.query(`UPDATE appointments SET status = 'checked_in' WHERE id = $1`, [stays.id]);
    await house.owner.query(`UPDATE appointments SET status = 'in_consultation' WHERE id = $1`, [seen.id]);
    const list = [stays];
    for (let minutes = 600; minutes < 780; minutes += 15) list.push(await book(minutes));
    // The day after is full but for an hour, and nothing is looked for beyond it.
    for (let minutes = 540; minutes < 960; minutes += 15)
      if (minutes < 780 || minutes >= 840) await book(minutes, { date: '2026-11-25' });
    const asked = list.slice(1, 3).map(({ id }) => id);
    const request = away({
      searchDays: 1,
      instead: [
        { appointmentId: asked[0], outcome: 'call' as const },
        { appointmentId: asked[1], outcome: 'cancel' as const },
      ],
    });
    const { plan } = await previewAndApply(request);
    expect(plan.items.map(({ appointment }) => appointment.id).sort()).toEqual(list.map(({ id }) => id).sort());
    const tally = Object.groupBy(plan.items, ({ outcome, why }) => why ?? outcome);
    expect(Object.fromEntries(Object.entries(tally).map(([key, items]) => [key, items?.length]))).toEqual({
      already_here: 1,
      asked: 1,
      cancel: 1,
      move: 4,
      no_place: 6,
    });
    const calls = await listFollowUps(ctx);
    expect(calls.map(({ reason }) => reason).sort()).toEqual(['already_here', 'asked', ...Array(6).fill('no_place')]);
    // Who is to be rung stands where they stood, in the leave, where the desk sees them.
    const [leave] = await listLeaves(ctx, { from: today, to: today });
    expect(leave?.appointments.filter(({ status }) => status !== 'in_consultation')).toHaveLength(8);
    expect(await overlapping()).toBe(0);
  });

  it('for part of a day keeps the rest of it', async () => {
    await book(600);
    await book(900);
    const span = { startsAt: at('14:00'), endsAt: at('17:00') };
    const { plan } = await previewAndApply(away({ days: undefined, span }));
    expect(plan.items).toHaveLength(1);
    expect(await timesOf()).toEqual([at('10:00'), at('15:00', '2026-11-25')]);
  });

  it('writes no second leave over one that is there, and one can be taken back', async () => {
    await book(600);
    const added = await addLeave(ctx, {
      doctorId: ours.doctorIds[0],
      days: { from: today, to: '2026-11-25' },
      label: 'Wedding',
      idempotencyKey: randomUUID(),
    });
    expect(added.leave).toMatchObject({ startsAt: '2026-11-23T18:30:00Z', endsAt: '2026-11-25T18:30:00Z' });
    expect(added.leave.appointments).toHaveLength(1);
    const { leaveId } = await previewAndApply(away());
    expect(leaveId).toBe(added.leave.id);
    expect(await timesOf()).toEqual([at('10:00', '2026-11-26')]);
    await removeLeave(ctx, { leaveId: added.leave.id });
    expect(await listLeaves(ctx, { from: today, to: today })).toEqual([]);
    expect((await searchSlots(ctx, { doctorId: ours.doctorIds[0], from: today, to: today })).length).toBeGreaterThan(0);
    await expect(removeLeave(ctx, { leaveId: added.leave.id })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('with bookings racing it leaves nobody in a leave unseen and no time twice', async () => {
    for (let minutes = 600; minutes < 720; minutes += 15) await book(minutes);
    const other: ClinicContext = { ...ctx, db: house.secondPool() };
    const racing = Array.from({ length: 12 }, (_, index) =>
      bookAppointment(index % 2 === 0 ? ctx : other, {
        slot: ours.slot(index % 3 === 0 ? today : '2026-11-25', 600 + 15 * index),
        patientId: someone(),
        idempotencyKey: randomUUID(),
      }),
    );
    const applying = (async () => {
      for (let tries = 0; tries < 30; tries++) {
        const plan = await previewDay(other, away());
        const result = await applyDay(other, {
          request: away(),
          fingerprint: plan.fingerprint,
          idempotencyKey: randomUUID(),
        });
        if (result.ok) return;
      }
      throw new Error('never applied');
    })();
    await Promise.all([...racing, applying]);
    expect(await overlapping()).toBe(0);
    const [leave] = await listLeaves(ctx, { from: today, to: today });
    expect(leave?.appointments).toEqual([]);
    expect(await count(`appointments WHERE status = 'scheduled' AND claim_id IS NULL`)).toBe(0);
  });

  it('of sixty appointments is shifted, moved and cancelled whole, and no two overlap', {
    timeout: 90_000,
  }, async () => {
    const [doctorId] = ours.doctorIds;
    await house.owner.query('UPDATE doctors SET capacity = 3 WHERE id = $1', [doctorId]);
    for (let index = 0; index < 10; index++) await book(600 + 15 * Math.floor(index / 3));
    await insertFilled(50);
    const requests = [
      late(10),
      away({ searchDays: 30 }),
      away({ manner: 'cancel', days: { from: today, to: '2026-12-31' } }),
    ];
    for (const request of requests) {
      const plan = await previewDay(ctx, request);
      expect(plan.items).toHaveLength(60);
      const result = await applyDay(ctx, { request, fingerprint: plan.fingerprint, idempotencyKey: randomUUID() });
      expect(result.ok).toBe(true);
      expect(await overlapping()).toBe(0);
    }
    await house.owner.query('UPDATE doctors SET capacity = 1 WHERE id = $1', [doctorId]);
  });

  /** Fills the afternoon, three at a time, without the time that bookings take. */
  async function insertFilled(many: number): Promise<void> {
    await house.db.withTenant(ours.clinicId, async ({ tx, clinicId }) => {
      const rows = Array.from({ length: many }, (_, index) => {
        const slot = ours.slot(today, 840 + 10 * Math.floor(index / 3));
        const span = { startsAt: new Date(slot.startsAt), endsAt: new Date(Date.parse(slot.startsAt) + 600_000) };
        return { id: newId(), claimId: newId(), clinicId, lane: index % 3, ...span };
      });
      await tx.slotClaim.createMany({
        data: rows.map(({ claimId, lane, startsAt, endsAt }) => ({
          id: claimId,
          clinicId,
          resourceId: ours.doctorIds[0],
          lane,
          startsAt,
          endsAt,
          kind: 'appointment' as const,
        })),
      });
      await tx.appointment.createMany({
        data: rows.map(({ id, claimId, startsAt, endsAt }) => ({
          id,
          clinicId,
          claimId,
          startsAt,
          endsAt,
          patientId: someone(),
          doctorId: ours.doctorIds[0],
          serviceId: ours.consultation,
          branchId: ours.branchId,
          source: 'desk' as const,
        })),
      });
    });
  }
});

describe('the people to ring', () => {
  const oneToRing = async () => {
    const appointment = await book(600);
    await previewAndApply(away({ instead: [{ appointmentId: appointment.id, outcome: 'call' }] }));
    const [call] = await listFollowUps(ctx);
    if (call === undefined) throw new Error('nobody is listed');
    return { appointment, call };
  };

  it('are taken on, and closed with what came of it', async () => {
    const { call } = await oneToRing();
    expect(await takeFollowUp(ctx, { followUpId: call.id })).toMatchObject({
      status: 'in_progress',
      owner: { userId: ours.admin.userId },
    });
    const closed = await closeFollowUp(ctx, { followUpId: call.id, outcome: 'done', notes: 'kal aa jayenge' });
    expect(closed).toMatchObject({ status: 'done', notes: 'kal aa jayenge' });
    expect(await listFollowUps(ctx)).toEqual([]);
    expect(await listFollowUps(ctx, { isWhole: true })).toHaveLength(1);
    await expect(closeFollowUp(ctx, { followUpId: call.id, outcome: 'dropped' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const [raw] = await rows<{ notes: string }>('SELECT notes FROM follow_up_calls');
    expect(raw?.notes).not.toContain('kal');
  });

  it('need not be rung once their appointment was moved or cancelled', async () => {
    const { appointment } = await oneToRing();
    await cancelAppointment(ctx, { appointmentId: appointment.id, by: 'clinic' });
    expect(await listFollowUps(ctx)).toEqual([]);
  });
});

describe('what is asked wrongly', () => {
  it.each([
    [{ kind: 'late', doctorId: 'x', minutes: 20, manner: 'shift' }, 'doctorId'],
    [{ kind: 'late', doctorId: randomUUID(), minutes: 3, manner: 'shift' }, 'minutes'],
    [{ kind: 'late', doctorId: randomUUID(), minutes: 20, manner: 'shift', session: '9 am' }, 'session'],
    [{ kind: 'away', doctorId: randomUUID(), label: 'x', manner: 'move' }, 'days'],
    [{ kind: 'away', doctorId: randomUUID(), label: '', manner: 'move', days: { from: today, to: today } }, 'label'],
    [{ kind: 'ill', doctorId: randomUUID() }, 'kind'],
  ])('%j names %s', async (request, field) => {
    await expect(previewDay(ctx, request as Request)).rejects.toMatchObject({ code: 'bad-input', field });
  });

  it('is refused where it is past, ends before it begins, is too long, or names what is not there', async () => {
    const refuses = (request: Request, field: string) =>
      expect(previewDay(ctx, request)).rejects.toMatchObject({ field });
    await refuses(away({ days: { from: '2026-11-20', to: '2026-11-20' } }), 'days');
    await refuses(away({ days: { from: '2026-11-26', to: '2026-11-25' } }), 'days.to');
    await refuses(away({ days: { from: today, to: '2028-01-01' } }), 'days.to');
    await refuses(away({ instead: [{ appointmentId: randomUUID(), outcome: 'call' }] }), 'instead');
    await refuses(late(20, { session: '10:00' }), 'session');
    await refuses(late(20, { date: '2026-11-20' }), 'date');
    await refuses(late(20, { doctorId: randomUUID() }), 'doctorId');
    const wrong = { request: late(20), fingerprint: 'x', idempotencyKey: randomUUID() };
    await expect(applyDay(ctx, wrong)).rejects.toMatchObject({ field: 'fingerprint' });
    expect(await count('doctor_sessions')).toBe(0);
  });

  it('is not found where it is another clinic’s', async () => {
    await expect(previewDay(ctx, late(20, { doctorId: theirs.doctorIds[0] }))).rejects.toMatchObject({
      code: 'not-found',
    });
    const there = house.as(theirs.clinicId, theirs.admin);
    await addLeave(there, {
      doctorId: theirs.doctorIds[0],
      days: { from: today, to: today },
      label: 'x',
      idempotencyKey: randomUUID(),
    });
    const [leave] = await listLeaves(there, { from: today, to: today });
    await expect(removeLeave(ctx, { leaveId: leave?.id ?? '' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(takeFollowUp(ctx, { followUpId: randomUUID() })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is refused to a doctor, who sees their own leave and lateness', async () => {
    const doctor = house.as(ours.clinicId, ours.doctor);
    await expect(previewDay(doctor, late(20))).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(applyDay(doctor, { request: late(20), fingerprint: '', idempotencyKey: '' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(listFollowUps(doctor)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(listLeaves(doctor, { from: today, to: today, doctorId: ours.doctorIds[1] })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await previewAndApply(late(20, { manner: 'warn', doctorId: ours.doctorIds[1] }));
    expect(await listLate(doctor)).toEqual([]);
  });
});
