import { randomUUID } from 'node:crypto';
import { seededRandom } from '@vaani/config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicContext } from '../context.ts';
import { type House, makePeople, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { type BookingRequest, bookAppointment } from './book.ts';
import { cancelAppointment } from './cancel.ts';
import { holdSlot, releaseHold } from './hold.ts';
import { searchSlots } from './search-slots.ts';

const now = '2026-11-24T03:00:00Z';
const people = (count: number, prefix: string) =>
  makePeople(seededRandom(7), {
    count,
    today: '2026-11-24',
    prefix,
    phonePrefix: '+91600005',
    share: 0.5,
    callers: [],
  });

let house: House;
let ours: TestClinic;
let theirs: TestClinic;
let ctx: ClinicContext;

beforeAll(async () => {
  house = await startHouse(now);
  ours = await testClinic(house, { domain: 'ours.test', people: people(120, 'O') });
  theirs = await testClinic(house, { domain: 'theirs.test', people: people(2, 'T') });
  ctx = house.as(ours.clinicId);
});
afterAll(() => house.close());

const patient = (index: number, clinic = ours): string => clinic.patients[index]?.id ?? '';
const request = (slot: BookingRequest['slot'], patientId: string): BookingRequest => ({
  slot,
  patientId,
  idempotencyKey: randomUUID(),
});
const count = async (sql: string, values: unknown[] = []): Promise<number> => {
  const { rows } = await house.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`, values);
  return rows[0]?.count ?? 0;
};

describe('many at once', () => {
  it('two hundred clients of two processes get a time each, or the next free ones', async () => {
    const second: ClinicContext = { ...ctx, db: house.secondPool() };
    const deadlocks = () => count(`pg_stat_database WHERE datname = current_database() AND deadlocks > 0`);
    const random = seededRandom(1);
    // 22 times in all, from ten to half past twelve and from two to five, for two hundred clients.
    const times = [...Array(10).keys()].map((n) => 600 + 15 * n).concat([...Array(12).keys()].map((n) => 840 + 15 * n));
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) => {
        const minutes = times[Math.floor(random.next() * times.length)] ?? 600;
        const slot = ours.slot('2026-11-26', minutes);
        return bookAppointment(index % 2 === 0 ? ctx : second, request(slot, patient(index % 120)));
      }),
    );
    const booked = results.filter((result) => result.ok);
    expect(booked.length).toBeGreaterThan(5);
    expect(new Set(booked.map((result) => result.ok && result.appointment.startsAt)).size).toBe(booked.length);
    for (const result of results) {
      if (result.ok) continue;
      expect(['taken', 'busy', 'same-day', 'same-time']).toContain(result.reason);
      expect(result.alternatives.length).toBeGreaterThan(0);
    }
    expect(results.some((result) => !result.ok && result.reason === 'taken')).toBe(true);
    const overlapping = await count(
      `slot_claims a JOIN slot_claims b ON a.resource_id = b.resource_id AND a.lane = b.lane AND a.id < b.id
       AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at WHERE a.released_at IS NULL AND b.released_at IS NULL`,
    );
    expect(overlapping).toBe(0);
    expect(await count('appointments WHERE clinic_id = $1', [ours.clinicId])).toBe(booked.length);
    expect(await deadlocks()).toBe(0);
  });

  it('one of many who want the same slot gets it', async () => {
    const slot = ours.slot('2026-11-27', 600);
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, index) => bookAppointment(ctx, request(slot, patient(index)))),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.alternatives).toHaveLength(3);
  });

  it('one key booked twice at once is booked once', async () => {
    const booking = request(ours.slot('2026-11-27', 660), patient(20));
    const results = await Promise.all([booking, booking, booking].map((same) => bookAppointment(ctx, same)));
    expect(new Set(results.map((result) => result.ok && result.appointment.id)).size).toBe(1);
    expect(results.every(({ ok }) => ok)).toBe(true);
  });
});

describe('a hold', () => {
  const owner = () => `owner-${randomUUID()}`;

  it('keeps the slot from others until it is booked by its owner', async () => {
    const [mine, other] = [owner(), owner()];
    const slot = ours.slot('2026-11-28', 600);
    const held = await holdSlot(ctx, { slot, ownerToken: mine });
    expect(held).toMatchObject({ ok: true, expiresAt: '2026-11-24T03:01:30Z' });
    expect(await holdSlot(ctx, { slot, ownerToken: other })).toMatchObject({ ok: false, reason: 'taken' });
    expect(await bookAppointment(ctx, request(slot, patient(1)))).toMatchObject({ ok: false, reason: 'taken' });
    const free = await searchSlots(ctx, {
      doctorId: slot.doctorId,
      from: '2026-11-28',
      to: '2026-11-28',
      isWhole: true,
      limit: 500,
    });
    expect(free.map(({ startsAt }) => startsAt)).not.toContain(slot.startsAt);
    const booked = await bookAppointment(ctx, { ...request(slot, patient(1)), ownerToken: mine });
    expect(booked.ok).toBe(true);
    expect(await count(`slot_claims WHERE hold_owner IS NOT NULL AND starts_at = $1`, [slot.startsAt])).toBe(0);
  });

  it('is renewed, at most for five minutes, and lapses', async () => {
    const [mine, other] = [owner(), owner()];
    const slot = ours.slot('2026-11-28', 660);
    const first = await holdSlot(ctx, { slot, ownerToken: mine });
    for (const [at, until] of [
      ['03:01:00', '03:02:30'],
      ['03:02:00', '03:03:30'],
      ['03:03:00', '03:04:30'],
      ['03:04:00', '03:05:00'],
    ]) {
      house.setNow(`2026-11-24T${at}Z`);
      const again = await holdSlot(ctx, { slot, ownerToken: mine });
      expect(again).toMatchObject({ ok: true, expiresAt: `2026-11-24T${until}Z` });
      expect(again.ok && first.ok && again.holdId === first.holdId).toBe(true);
    }
    house.setNow('2026-11-24T03:05:00Z');
    expect((await holdSlot(ctx, { slot, ownerToken: other })).ok).toBe(true);
    expect(await bookAppointment(ctx, { ...request(slot, patient(2)), ownerToken: mine })).toMatchObject({
      reason: 'taken',
    });
    house.setNow(now);
  });

  it('is one for an owner, even when asked for twice at once', async () => {
    const mine = owner();
    const wanted = [540, 555, 570, 585].flatMap((minutes) => [
      ours.slot('2026-11-29', minutes),
      ours.slot('2026-11-29', minutes, 1),
    ]);
    const held = await Promise.all(wanted.map((slot) => holdSlot(ctx, { slot, ownerToken: mine })));
    expect(held.every(({ ok }) => ok)).toBe(true);
    expect(await count(`slot_claims WHERE hold_owner = $1 AND released_at IS NULL`, [mine])).toBe(1);
    await releaseHold(ctx, { ownerToken: mine });
    expect(await count(`slot_claims WHERE hold_owner = $1 AND released_at IS NULL`, [mine])).toBe(0);
  });

  it('is told of when it ends in a booking of another slot, and is not for doctors to make', async () => {
    const mine = owner();
    const [heldSlot, bookedSlot] = [ours.slot('2026-11-29', 660), ours.slot('2026-11-29', 690)];
    const stop = new AbortController();
    const told = (async () => {
      for await (const item of house.live.subscribe(ours.clinicId, { signal: stop.signal })) {
        const text = JSON.stringify(item);
        if (text.includes('"isHeld":false') && text.includes(heldSlot.startsAt)) return true;
      }
      return false;
    })();
    expect((await holdSlot(ctx, { slot: heldSlot, ownerToken: mine })).ok).toBe(true);
    expect((await bookAppointment(ctx, { ...request(bookedSlot, patient(12)), ownerToken: mine })).ok).toBe(true);
    expect(await told).toBe(true);
    stop.abort();
    expect((await bookAppointment(ctx, request(heldSlot, patient(13)))).ok).toBe(true);
    const doctor = house.as(ours.clinicId, ours.doctor);
    await expect(holdSlot(doctor, { slot: ours.slot('2026-11-29', 720), ownerToken: mine })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('keeps the free time that its service wants after it', async () => {
    const mine = owner();
    const slot = { ...ours.slot('2026-11-30', 600), serviceId: ours.vaccination };
    expect((await holdSlot(ctx, { slot, ownerToken: mine })).ok).toBe(true);
    expect(await holdSlot(ctx, { slot: ours.slot('2026-11-30', 615), ownerToken: owner() })).toMatchObject({
      reason: 'taken',
    });
    expect((await holdSlot(ctx, { slot: ours.slot('2026-11-30', 630), ownerToken: owner() })).ok).toBe(true);
    expect((await bookAppointment(ctx, { ...request(slot, patient(3)), ownerToken: mine })).ok).toBe(true);
  });
});

describe('repeating', () => {
  it('answers the same, and refuses the key for anything else', async () => {
    const booking = request(ours.slot('2026-12-01', 600), patient(4));
    const first = await bookAppointment(ctx, booking);
    const before = await count('message_jobs');
    expect(await bookAppointment(ctx, booking)).toEqual(first);
    expect(await count('message_jobs')).toBe(before);
    await expect(bookAppointment(ctx, { ...booking, patientId: patient(5) })).rejects.toMatchObject({
      code: 'conflict',
      field: 'idempotencyKey',
    });
  });
});

describe('cancelling', () => {
  it('lets go of the time and of what was going to be sent', async () => {
    const slot = ours.slot('2026-12-02', 600);
    const booked = await bookAppointment(ctx, request(slot, patient(6)));
    const appointmentId = booked.ok ? booked.appointment.id : '';
    const waiting = `message_jobs WHERE appointment_id = $1 AND status = 'waiting'`;
    expect(await count(`${waiting} AND kind = 'booking'`, [appointmentId])).toBe(1);
    const cancelled = await cancelAppointment(ctx, { appointmentId, by: 'patient', reason: 'feels better' });
    expect(cancelled).toMatchObject({ ok: true, appointment: { status: 'cancelled' } });
    expect(await cancelAppointment(ctx, { appointmentId, by: 'patient' })).toEqual(cancelled);
    expect(await count(`${waiting} AND kind = 'booking'`, [appointmentId])).toBe(0);
    expect(await count(`${waiting} AND kind = 'cancellation'`, [appointmentId])).toBe(1);
    expect(await count('slot_claims WHERE starts_at = $1 AND released_at IS NULL', [slot.startsAt])).toBe(0);
    expect((await bookAppointment(ctx, request(slot, patient(7)))).ok).toBe(true);
    expect(await cancelAppointment(house.as(theirs.clinicId), { appointmentId, by: 'clinic' })).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });
});

describe('what is refused', () => {
  const totals = () =>
    Promise.all(
      ['appointments', 'slot_claims', 'message_jobs', 'audit_entries', 'idempotency_keys'].map((table) => count(table)),
    );

  it('names the field, and nothing is half written', async () => {
    const slot = ours.slot('2026-12-03', 600);
    const good = request(slot, patient(8));
    const foreign = theirs.slot('2026-12-03', 600);
    const before = await totals();
    const wrong: [string, unknown, string][] = [
      ['patientId', { ...good, patientId: randomUUID() }, 'not-found'],
      ['patientId', { ...good, patientId: patient(0, theirs) }, 'not-found'],
      ['patientId', { ...good, patientId: 'me' }, 'bad-input'],
      ['doctorId', { ...good, slot: { ...slot, doctorId: randomUUID() } }, 'not-found'],
      ['doctorId', { ...good, slot: { ...slot, doctorId: foreign.doctorId } }, 'not-found'],
      ['serviceId', { ...good, slot: { ...slot, serviceId: foreign.serviceId } }, 'not-found'],
      ['slot.startsAt', { ...good, slot: { ...slot, startsAt: 'tomorrow' } }, 'bad-input'],
      ['callId', { ...good, callId: randomUUID() }, 'not-found'],
      ['reason', { ...good, reason: 'x'.repeat(501) }, 'bad-input'],
      ['idempotencyKey', { ...good, idempotencyKey: 'x'.repeat(201) }, 'bad-input'],
      ['unverifiedPhone', { ...good, unverifiedPhone: '12' }, 'bad-input'],
      ['unverifiedPhone', { ...good, unverifiedPhone: 'ring me' }, 'bad-input'],
    ];
    for (const [field, booking, code] of wrong) {
      await expect(bookAppointment(ctx, booking as BookingRequest), field).rejects.toMatchObject({
        name: 'ClinicError',
        field,
        code,
      });
    }
    const hold = { slot, ownerToken: 'owner-of-nothing' };
    await expect(holdSlot(ctx, { ...hold, slot: { ...slot, doctorId: randomUUID() } })).rejects.toMatchObject({
      field: 'doctorId',
    });
    await expect(holdSlot(ctx, { ...hold, slot: { ...slot, doctorId: 'one' } })).rejects.toMatchObject({
      field: 'slot.doctorId',
    });
    await expect(holdSlot(ctx, { ...hold, ownerToken: 'short' })).rejects.toMatchObject({ field: 'ownerToken' });
    await expect(holdSlot(ctx, { ...hold, callId: randomUUID() })).rejects.toMatchObject({ field: 'callId' });
    expect(await totals()).toEqual(before);
  });

  it('takes no time that is past, off the grid, in a break or too far ahead', async () => {
    const before = await count('appointments');
    for (const slot of [
      ours.slot('2026-11-23', 600),
      ours.slot('2026-11-24', 510),
      ours.slot('2026-12-03', 607),
      ours.slot('2026-12-03', 780),
      ours.slot('2026-12-03', 1_020),
      ours.slot('2027-11-24', 600),
    ]) {
      const result = await bookAppointment(ctx, request(slot, patient(9)));
      expect(result, slot.startsAt).toMatchObject({ ok: false, reason: 'outside' });
    }
    expect(await count('appointments')).toBe(before);
  });

  it('gives a patient no two times at once, nor two a day with one doctor; staff who were asked may', async () => {
    const who = patient(10);
    expect((await bookAppointment(ctx, request(ours.slot('2026-12-04', 600), who))).ok).toBe(true);
    expect(await bookAppointment(ctx, request(ours.slot('2026-12-04', 600, 1), who))).toMatchObject({
      reason: 'same-time',
    });
    const again = request(ours.slot('2026-12-04', 900), who);
    expect(await bookAppointment(ctx, again)).toMatchObject({ reason: 'same-day' });
    const staff = house.as(ours.clinicId, ours.admin);
    expect((await bookAppointment(staff, { ...again, idempotencyKey: randomUUID(), isDespiteOwn: true })).ok).toBe(
      true,
    );
    const doctor = house.as(ours.clinicId, ours.doctor);
    await expect(bookAppointment(doctor, request(ours.slot('2026-12-04', 945), patient(11)))).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('counts a patient and a phone once, even when many book at once', async () => {
    const who = patient(30);
    const atOnce = [600, 600, 615, 630].map((minutes, index) =>
      request(ours.slot('2026-12-14', minutes, index % 2), who),
    );
    const results = await Promise.all(atOnce.map((one) => bookAppointment(ctx, one)));
    const kept = results.flatMap((result) => (result.ok ? [result.appointment] : []));
    expect(new Set(kept.map(({ doctorId }) => doctorId)).size).toBe(kept.length);
    expect(new Set(kept.map(({ startsAt }) => startsAt)).size).toBe(kept.length);

    const member = ours.patients.findLast(
      ({ phone }) => ours.patients.filter((one) => one.phone === phone).length === 1,
    );
    const before = await count(`appointments WHERE patient_id = $1 AND status = 'scheduled'`, [member?.id]);
    const days = ['2026-12-15', '2026-12-16', '2026-12-17', '2026-12-18', '2026-12-19', '2026-12-20'];
    const many = await Promise.all(
      days.map((day) =>
        bookAppointment(ctx, {
          ...request(ours.slot(day, 600), member?.id ?? ''),
          unverifiedPhone: member?.phone ?? '',
        }),
      ),
    );
    expect(many.filter(({ ok }) => ok)).toHaveLength(4 - before);
  });

  it('lets an unverified phone have four future bookings', async () => {
    const member = ours.patients.find(({ phone }) => ours.patients.filter((one) => one.phone === phone).length === 1);
    const phone = member?.phone ?? '';
    const days = ['2026-12-06', '2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10'];
    const taken = await count(`appointments WHERE patient_id = $1 AND status IN ('scheduled', 'confirmed')`, [
      member?.id,
    ]);
    const reasons: string[] = [];
    for (const day of days) {
      const result = await bookAppointment(ctx, {
        ...request(ours.slot(day, 600), member?.id ?? ''),
        unverifiedPhone: phone,
      });
      reasons.push(result.ok ? 'ok' : result.reason);
    }
    expect(reasons.filter((reason) => reason === 'ok')).toHaveLength(4 - taken);
    expect(reasons.at(-1)).toBe('too-many');
  });
});
