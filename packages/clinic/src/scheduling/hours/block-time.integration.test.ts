// Guards blocks: every lane, day by day, never over an appointment, and gone without a trace when they are taken back.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CalendarWorld, calendarWorld } from '../../testing/calendar-world.ts';
import { bookAppointment } from '../book.ts';
import { cancelAppointment } from '../cancel.ts';
import { DAY_MS, localDate } from '../civil-time.ts';
import { holdSlot } from '../hold.ts';
import { searchSlots } from '../search-slots.ts';
import { blockTime, byDay, unblockTime } from './block-time.ts';

let world: CalendarWorld;
let newYork: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld({ now: '2026-11-24T03:00:00Z' });
  newYork = await calendarWorld({ now: '2026-10-29T12:00:00Z', zone: 'America/New_York', patients: 2 });
});
afterAll(async () => {
  await world.house.close();
  await newYork.house.close();
});

const request = (startsAt: string, endsAt: string, doctor = 0, over: object = {}) => ({
  doctorId: world.ours.doctorIds[doctor] ?? '',
  startsAt,
  endsAt,
  label: 'Surgery',
  idempotencyKey: randomUUID(),
  ...over,
});
const free = async (date: string, doctor = 0) =>
  (
    await searchSlots(world.ctx, {
      doctorId: world.ours.doctorIds[doctor] ?? '',
      from: date,
      to: date,
      isWhole: true,
      limit: 500,
    })
  ).map(({ startsAt }) => startsAt);

describe('a block', () => {
  it('takes every lane, offers nothing, and gives all of it back', async () => {
    const { ours, admin, patient, claims, house, count } = world;
    const [first] = ours.doctorIds;
    await house.owner.query('UPDATE doctors SET capacity = 2 WHERE id = $1', [first]);
    const before = await free('2026-11-25');
    const blocked = await blockTime(admin, request('2026-11-25T04:30:00Z', '2026-11-25T05:30:00Z'));
    if (!blocked.ok) throw new Error(blocked.reason);
    expect(await claims(first)).toEqual(['0 2026-11-25T04:30–05:30', '1 2026-11-25T04:30–05:30']);
    expect(await free('2026-11-25')).toEqual(
      before.filter((at) => at < '2026-11-25T04:30:00Z' || at >= '2026-11-25T05:30:00Z'),
    );
    const slot = ours.slot('2026-11-25', 615);
    const booking = { slot, patientId: patient(0), idempotencyKey: randomUUID() };
    expect(await bookAppointment(admin, booking)).toMatchObject({ ok: false, reason: 'taken' });
    const blockId = blocked.block.id;
    const [once, twice] = await Promise.all([unblockTime(admin, { blockId }), unblockTime(admin, { blockId })]);
    expect(once).toEqual(twice);
    expect(await claims(first)).toEqual([]);
    expect(await free('2026-11-25')).toEqual(before);
    const audited = `audit_entries WHERE object_id = $1 AND action = $2`;
    expect(await count(audited, [blockId, 'calendar.block'])).toBe(1);
    expect(await count(audited, [blockId, 'calendar.unblock'])).toBe(1);
    await house.owner.query('UPDATE doctors SET capacity = 1 WHERE id = $1', [first]);
  });

  it('over several days is a claim a day', async () => {
    const { ours, admin, claims } = world;
    const blocked = await blockTime(admin, request('2026-11-26T10:00:00Z', '2026-11-28T06:00:00Z', 1));
    expect(blocked.ok).toBe(true);
    // Midnight in Pune is at half past six in the evening by UTC.
    expect(await claims(ours.doctorIds[1] ?? '')).toEqual([
      '0 2026-11-26T10:00–18:30',
      '0 2026-11-26T18:30–18:30',
      '0 2026-11-27T18:30–06:00',
    ]);
    if (blocked.ok) await unblockTime(admin, { blockId: blocked.block.id });
    expect(await claims(ours.doctorIds[1] ?? '')).toEqual([]);
  });

  it('tells the desk, and who watches only their own calendar', async () => {
    const { ours, admin, house } = world;
    const stop = new AbortController();
    const told = (async () => {
      for await (const item of house.live.subscribe(ours.clinicId, { signal: stop.signal }))
        if (JSON.stringify(item).includes('calendar.changed')) return JSON.stringify(item);
      return '';
    })();
    const blocked = await blockTime(admin, request('2026-12-04T04:30:00Z', '2026-12-04T05:30:00Z', 1));
    expect(await told).toContain('2026-12-04T04:30:00Z');
    expect(await told).not.toContain('Surgery');
    stop.abort();
    if (blocked.ok) await unblockTime(admin, { blockId: blocked.block.id });
  });

  it('is refused with the appointments in the way, those on top too, and then nothing is blocked', async () => {
    const { ours, admin, booked, patient, count } = world;
    const one = await booked(ours.slot('2026-11-30', 600), patient(0));
    const onTop = await booked(ours.slot('2026-11-30', 600), patient(1), { isOverbooked: true });
    const late = await booked(ours.slot('2026-11-30', 660), patient(2));
    const gone = await booked(ours.slot('2026-11-30', 630), patient(3));
    await cancelAppointment(admin, { appointmentId: gone.id, by: 'patient' });
    // Until eleven: the one at eleven is not in the way.
    const refused = await blockTime(admin, request('2026-11-30T04:40:00Z', '2026-11-30T05:30:00Z'));
    expect(refused).toMatchObject({ ok: false, reason: 'appointments' });
    expect(!refused.ok && refused.appointments.map(({ id }) => id)).toEqual([one.id, onTop.id]);
    expect(!refused.ok && refused.appointments[0]?.patientName).toBe(one.patientName);
    expect(await count(`slot_claims WHERE kind = 'block' AND released_at IS NULL`)).toBe(0);
    expect(late.status).toBe('scheduled');
  });

  it('is refused over another block, and over what somebody is just booking; a lapsed hold is nothing', async () => {
    const { ours, admin, ctx, house } = world;
    const blocked = await blockTime(admin, request('2026-12-01T04:30:00Z', '2026-12-01T05:30:00Z'));
    expect(blocked.ok).toBe(true);
    expect(await blockTime(admin, request('2026-12-01T05:00:00Z', '2026-12-01T06:00:00Z'))).toMatchObject({
      reason: 'blocked',
    });
    const hold = { slot: ours.slot('2026-12-01', 720), ownerToken: `call-${randomUUID()}` };
    expect((await holdSlot(ctx, hold)).ok).toBe(true);
    const noon = request('2026-12-01T06:30:00Z', '2026-12-01T07:00:00Z');
    expect(await blockTime(admin, noon)).toMatchObject({ reason: 'held' });
    house.setNow('2026-11-24T03:01:31Z');
    expect((await blockTime(admin, noon)).ok).toBe(true);
    house.setNow('2026-11-24T03:00:00Z');
  });

  it('and a booking at once: one of the two, and under its key a block is made once', async () => {
    const { ours, admin, ctx, patient, overlaps, count } = world;
    for (let round = 0; round < 4; round++) {
      const slot = ours.slot('2026-12-02', 540 + 60 * round);
      const [blocked, booked] = await Promise.all([
        blockTime(admin, request(slot.startsAt, slot.endsAt)),
        bookAppointment(ctx, { slot, patientId: patient(4 + round), idempotencyKey: randomUUID() }),
      ]);
      expect([blocked.ok, booked.ok].filter(Boolean)).toHaveLength(1);
    }
    expect(await overlaps()).toBe(0);
    const same = request('2026-12-03T04:30:00Z', '2026-12-03T05:30:00Z');
    const [first, second] = await Promise.all([blockTime(admin, same), blockTime(admin, same)]);
    expect(first).toEqual(second);
    expect(first.ok).toBe(true);
    expect(await count('blocks WHERE starts_at = $1', [same.startsAt])).toBe(1);
  });
});

describe('what is refused', () => {
  it('names the field, and nothing is half written', async () => {
    const { theirs, admin, doctor, house, count } = world;
    const good = request('2026-12-05T04:30:00Z', '2026-12-05T05:30:00Z');
    const before = await Promise.all(
      ['blocks', 'slot_claims', 'audit_entries', 'idempotency_keys'].map((t) => count(t)),
    );
    for (const [field, over, code] of [
      ['doctorId', { doctorId: 'me' }, 'bad-input'],
      ['doctorId', { doctorId: theirs.doctorIds[0] }, 'not-found'],
      ['startsAt', { startsAt: 'now' }, 'bad-input'],
      ['endsAt', { endsAt: '2026-12-05T04:30:00Z' }, 'bad-input'],
      ['endsAt', { endsAt: '2027-01-06T04:30:00Z' }, 'bad-input'],
      ['endsAt', { startsAt: '2026-11-23T04:30:00Z', endsAt: '2026-11-24T03:00:00Z' }, 'bad-input'],
      ['label', { label: '  ' }, 'bad-input'],
      ['label', { label: 'x'.repeat(101) }, 'bad-input'],
      ['idempotencyKey', { idempotencyKey: 'x' }, 'bad-input'],
    ] as const) {
      await expect(blockTime(admin, { ...good, ...over }), field).rejects.toMatchObject({ field, code });
    }
    await expect(blockTime(doctor, good)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(
      await Promise.all(['blocks', 'slot_claims', 'audit_entries', 'idempotency_keys'].map((t) => count(t))),
    ).toEqual(before);
    const blocked = await blockTime(admin, good);
    const blockId = blocked.ok ? blocked.block.id : '';
    expect(await unblockTime(house.as(theirs.clinicId, theirs.admin), { blockId })).toEqual({
      ok: false,
      reason: 'not-found',
    });
    await expect(unblockTime(doctor, { blockId })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(unblockTime(admin, { blockId: 'it' })).rejects.toMatchObject({ field: 'blockId' });
  });
});

describe('a day of 25 hours', () => {
  it('is blocked whole, in claims of a day at most', async () => {
    const { ours, admin, claims } = newYork;
    const [doctorId] = ours.doctorIds;
    const whole = { startsAt: '2026-11-01T04:00:00Z', endsAt: '2026-11-02T05:00:00Z' };
    const blocked = await blockTime(admin, { doctorId, ...whole, label: 'Away', idempotencyKey: randomUUID() });
    expect(blocked.ok).toBe(true);
    expect(await claims(doctorId)).toEqual(['0 2026-11-01T04:00–04:00', '0 2026-11-02T04:00–05:00']);
    const free = await searchSlots(newYork.ctx, { doctorId, from: '2026-11-01', to: '2026-11-01' });
    expect(free).toEqual([]);
  });

  it('parts cover a span without a gap, each within a day and a date', () => {
    const zone = 'America/New_York';
    for (const [from, to] of [
      ['2026-02-27T12:00:00Z', '2026-03-10T01:00:00Z'],
      ['2026-10-30T12:00:00Z', '2026-11-03T01:00:00Z'],
    ] as const) {
      const span = { startsAt: Date.parse(from), endsAt: Date.parse(to) };
      const parts = byDay(span, zone);
      expect([parts[0]?.startsAt, parts.at(-1)?.endsAt]).toEqual([span.startsAt, span.endsAt]);
      for (const [index, part] of parts.entries()) {
        expect(part.endsAt - part.startsAt).toBeLessThanOrEqual(DAY_MS);
        expect(localDate(part.startsAt, zone)).toBe(localDate(part.endsAt - 1, zone));
        if (index > 0) expect(part.startsAt).toBe(parts[index - 1]?.endsAt);
      }
    }
  });
});
