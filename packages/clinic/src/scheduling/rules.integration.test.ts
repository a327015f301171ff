// Guards that the rules which stand in the database are those that availability goes by, and that what is shown is what can be had.
import { randomUUID } from 'node:crypto';
import { newId } from '@vaani/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CalendarWorld, calendarWorld } from '../testing/calendar-world.ts';
import { changeStatus } from './appointments/change-status.ts';
import { bookAppointment } from './book.ts';
import { holdSlot, releaseHold } from './hold.ts';
import { blockTime } from './hours/block-time.ts';
import { setDateOverride } from './hours/date-overrides.ts';
import { searchSlots } from './search-slots.ts';

const now = '2026-11-24T03:00:00Z';
let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld({ now });
});
afterAll(() => world.house.close());

const run = (sql: string, values: unknown[]) => world.house.owner.query(sql, values);
const search = (over: object, ctx = world.ctx) =>
  searchSlots(ctx, {
    doctorId: world.ours.doctorIds[0],
    from: '2026-11-26',
    to: '2026-11-26',
    isWhole: true,
    limit: 500,
    ...over,
  });
const times = async (over: object = {}, ctx = world.ctx) =>
  (await search(over, ctx)).map(({ startsAt }) => startsAt.slice(11, 16));
async function withRow<T>(
  table: string,
  columns: Record<string, unknown>,
  where: [string, unknown],
  work: () => Promise<T>,
): Promise<T> {
  const names = Object.keys(columns);
  const { rows } = await run(`SELECT ${names.join(', ')} FROM ${table} WHERE ${where[0]} = $1`, [where[1]]);
  const set = (values: Record<string, unknown>) =>
    run(`UPDATE ${table} SET ${names.map((name, n) => `${name} = $${n + 2}`).join(', ')} WHERE ${where[0]} = $1`, [
      where[1],
      ...names.map((name) => values[name]),
    ]);
  await set(columns);
  try {
    return await work();
  } finally {
    await set(rows[0]);
  }
}

describe('a doctor’s own way with a service', () => {
  it('has its grid, length and buffers; with others the usual ones hold', async () => {
    const { ours, ctx, patient } = world;
    const [first] = ours.doctorIds;
    const own = { grid_min: 20, duration_min: 40, buffer_before_min: 0, buffer_after_min: 30 };
    const serviceId = ours.vaccination;
    await withRow('doctor_services', own, ['service_id', serviceId], async () => {
      const slots = await search({ serviceId });
      expect(slots.slice(0, 3).map(({ startsAt, endsAt }) => [startsAt.slice(11, 16), endsAt.slice(11, 16)])).toEqual([
        ['03:30', '04:10'],
        ['03:50', '04:30'],
        ['04:10', '04:50'],
      ]);
      expect((await times()).slice(0, 2)).toEqual(['03:30', '03:45']);
      const slot = { ...ours.slot('2026-11-26', 600), serviceId };
      const booking = { slot, patientId: patient(0), idempotencyKey: randomUUID() };
      expect((await bookAppointment(ctx, booking)).ok).toBe(true);
      const { rows } = await run(
        'SELECT buffer_after_min FROM slot_claims WHERE resource_id = $1 AND released_at IS NULL',
        [first],
      );
      expect(rows).toEqual([{ buffer_after_min: 30 }]);
      // From ten for 40 minutes, and then half an hour of rest.
      expect((await times()).filter((at) => at >= '04:15' && at < '06:15')).toEqual(['04:15', '05:45', '06:00']);
    });
  });

  it('may want more notice and reach less far than the clinic says', async () => {
    const { ours } = world;
    const far = { from: '2026-11-24', to: '2027-01-20' };
    const days = async (over: object = {}) => [
      ...new Set((await search({ ...far, ...over })).map(({ startsAt }) => startsAt.slice(0, 10))),
    ];
    const reach = { minimum_notice_min: 1_440, maximum_advance_days: 2 };
    await withRow('services', reach, ['id', ours.vaccination], async () => {
      expect(await days({ serviceId: ours.vaccination })).toEqual(['2026-11-25', '2026-11-26']);
      expect((await days())[0]).toBe('2026-11-24');
      expect((await times({ from: '2026-11-25', to: '2026-11-25', serviceId: ours.vaccination }))[0]).toBe('03:30');
      const late = world.house.as(ours.clinicId);
      world.house.setNow('2026-11-24T04:00:00Z');
      const first = (await times({ from: '2026-11-25', to: '2026-11-25', serviceId: ours.vaccination }, late))[0];
      expect(first).toBe('04:00');
      world.house.setNow(now);
    });
  });
});

describe('a branch', () => {
  it('shows what is to be had there; one that there is not is an error', async () => {
    const { ours, theirs } = world;
    const annexe = newId();
    await run(`INSERT INTO branches (id, clinic_id, name, name_hindi, address) VALUES ($1, $2, 'A', 'अ', 'x')`, [
      annexe,
      ours.clinicId,
    ]);
    expect(await times({ branchId: annexe })).toEqual([]);
    expect((await times({ branchId: ours.branchId })).length).toBeGreaterThan(0);
    await expect(search({ branchId: theirs.branchId })).rejects.toMatchObject({ field: 'branchId' });
    await expect(search({ branchId: 'there' })).rejects.toMatchObject({ field: 'branchId' });
  });
});

describe('a daily cap', () => {
  it('counts those who were seen already, and those who are booked on top, not who stayed away', async () => {
    const { ours, admin, booked, patient, house, ctx } = world;
    const [, second] = ours.doctorIds;
    const day = { doctorId: second, from: '2026-11-24', to: '2026-11-24' };
    await withRow('doctors', { daily_cap: 3 }, ['id', second], async () => {
      const first = await booked(ours.slot('2026-11-24', 540, 1), patient(1));
      const away = await booked(ours.slot('2026-11-24', 555, 1), patient(2));
      await booked(ours.slot('2026-11-24', 570, 1), patient(3));
      expect(await times(day)).toEqual([]);
      house.setNow('2026-11-24T03:50:00Z');
      for (const to of ['checked_in', 'in_consultation', 'completed'] as const)
        await changeStatus(admin, { appointmentId: first.id, to });
      expect(await times(day)).toEqual([]);
      await changeStatus(admin, { appointmentId: away.id, to: 'no_show' });
      expect((await times(day)).length).toBeGreaterThan(0);
      await booked(ours.slot('2026-11-24', 570, 1), patient(4), { isOverbooked: true });
      expect(await times(day)).toEqual([]);
      // Staff may go beyond.
      expect((await times(day, admin)).length).toBeGreaterThan(0);
      const more = { slot: ours.slot('2026-11-24', 660, 1), patientId: patient(5), idempotencyKey: randomUUID() };
      expect(await bookAppointment(ctx, more)).toMatchObject({ ok: false, reason: 'taken' });
      house.setNow(now);
    });
  });
});

describe('what is shown', () => {
  it('is what can be had: every time of a full day is held if and only if it was offered', async () => {
    const { ours, ctx, admin, booked, patient } = world;
    const [doctorId] = ours.doctorIds;
    const date = '2026-11-30';
    await setDateOverride(admin, {
      doctorId,
      date,
      hours: [
        { fromMin: 550, toMin: 700 },
        { fromMin: 840, toMin: 905 },
      ],
    });
    await run(
      `INSERT INTO leaves (id, clinic_id, doctor_id, starts_at, ends_at, label) VALUES ($1, $2, $3, $4, $5, 'Away')`,
      [newId(), ours.clinicId, doctorId, '2026-11-30T04:20:00Z', '2026-11-30T04:50:00Z'],
    );
    const span = { startsAt: '2026-11-30T08:30:00Z', endsAt: '2026-11-30T08:40:00Z' };
    await blockTime(admin, { doctorId, ...span, label: 'Meeting', idempotencyKey: randomUUID() });
    await booked(ours.slot(date, 640), patient(10));
    for (const who of [ctx, admin]) {
      const offered = new Set(await times({ from: date, to: date }, who));
      expect(offered.size).toBeGreaterThan(4);
      for (let minutes = 530; minutes < 920; minutes += 5) {
        const slot = ours.slot(date, minutes);
        const ownerToken = `try-${randomUUID()}`;
        const held = await holdSlot(who, { slot, ownerToken });
        expect([slot.startsAt.slice(11, 16), held.ok]).toEqual([
          slot.startsAt.slice(11, 16),
          offered.has(slot.startsAt.slice(11, 16)),
        ]);
        if (!held.ok) for (const other of held.alternatives) expect(other.startsAt).not.toBe(slot.startsAt);
        if (held.ok) await releaseHold(who, { ownerToken });
      }
    }
  });

  it('in a week’s search is what a day’s search shows, and a few are found among all', async () => {
    const { ours, ctx } = world;
    const range = { from: '2026-11-24', to: '2026-12-20' };
    const whole = await search(range);
    for (const date of ['2026-11-24', '2026-11-30', '2026-12-01', '2026-12-09']) {
      const day = await search({ from: date, to: date });
      expect(whole.filter(({ startsAt }) => day.some((slot) => slot.startsAt === startsAt))).toEqual(day);
    }
    const few = await searchSlots(ctx, { ...range, serviceId: ours.consultation, limit: 5 });
    expect(few).toHaveLength(5);
    expect(new Set(few.map(({ doctorId }) => doctorId)).size).toBe(2);
    expect(new Set(few.map(({ startsAt }) => startsAt.slice(0, 10))).size).toBeGreaterThan(1);
    const evenings = await searchSlots(ctx, { ...range, part: 'evening', limit: 3 });
    expect(evenings.every(({ startsAt }) => startsAt.slice(11, 16) >= '10:30')).toBe(true);
    // The free ones lie beyond what is read first: the search goes on.
    await run(
      `INSERT INTO leaves (id, clinic_id, doctor_id, starts_at, ends_at, label) SELECT gen_random_uuid(), clinic_id, id, '2026-11-24T00:00:00Z', '2026-12-18T00:00:00Z', 'Away' FROM doctors WHERE clinic_id = $1`,
      [ours.clinicId],
    );
    const later = await searchSlots(ctx, range);
    expect(later.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(['2026-12-18', '2026-12-18', '2026-12-19']);
  });
});
