// Guards hours of single dates and days off: what is changed is offered at once, and whoever is caught by it comes back for the desk to see.
import { randomUUID } from 'node:crypto';
import { newId } from '@vaani/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CalendarWorld, calendarWorld } from '../../testing/calendar-world.ts';
import { bookAppointment } from '../book.ts';
import { daySchedule } from '../day-schedule.ts';
import { searchSlots } from '../search-slots.ts';
import { blockTime } from './block-time.ts';
import { removeDateOverride, setDateOverride } from './date-overrides.ts';
import { addHoliday, removeHoliday } from './holidays.ts';
import { listSpecialHours } from './list-hours.ts';

let world: CalendarWorld;
let annexe: string;
beforeAll(async () => {
  world = await calendarWorld({ now: '2026-11-24T03:00:00Z' });
  annexe = newId();
  await world.house.owner.query(
    `INSERT INTO branches (id, clinic_id, name, name_hindi, address) VALUES ($1, $2, 'Annexe', 'अनेक्सी', '2 Test Road')`,
    [annexe, world.ours.clinicId],
  );
});
afterAll(() => world.house.close());

const free = async (date: string, over: object = {}) =>
  (
    await searchSlots(world.ctx, {
      doctorId: world.ours.doctorIds[0],
      from: date,
      to: date,
      isWhole: true,
      limit: 500,
      ...over,
    })
  ).map(({ startsAt }) => startsAt.slice(11, 16));
const set = (date: string, hours: { fromMin: number; toMin: number; branchId?: string }[]) =>
  setDateOverride(world.admin, { doctorId: world.ours.doctorIds[0], date, hours });
const totals = () =>
  Promise.all(['date_overrides', 'holidays', 'audit_entries', 'idempotency_keys'].map((table) => world.count(table)));

describe('the hours of one date', () => {
  it('are offered instead of the week’s, without its breaks, until they are taken back', async () => {
    const { admin, ours, count } = world;
    const [doctorId] = ours.doctorIds;
    const week = await free('2026-11-26');
    // One to two is a break in the week's hours.
    expect(await set('2026-11-26', [{ fromMin: 780, toMin: 840 }])).toEqual({ ok: true, outside: [] });
    expect(await free('2026-11-26')).toEqual(['07:30', '07:45', '08:00', '08:15']);
    const day = await daySchedule(admin, { date: '2026-11-26', doctorIds: [doctorId] });
    expect(day.windows.map(({ startsAt, endsAt }) => [startsAt.slice(11, 16), endsAt.slice(11, 16)])).toEqual([
      ['07:30', '08:30'],
    ]);
    expect(day.closed).toEqual([]);
    await set('2026-11-26', []);
    expect(await free('2026-11-26')).toEqual([]);
    expect((await daySchedule(admin, { date: '2026-11-26', doctorIds: [doctorId] })).windows).toEqual([]);
    expect(await removeDateOverride(admin, { doctorId, date: '2026-11-26' })).toEqual({ ok: true, outside: [] });
    expect(await free('2026-11-26')).toEqual(week);
    const audits = await count(`audit_entries WHERE object_id = $1 AND action LIKE 'calendar.%'`, [doctorId]);
    expect(audits).toBe(3);
    // Nothing to take back: nothing happens.
    await removeDateOverride(admin, { doctorId, date: '2026-11-26' });
    expect(await count(`audit_entries WHERE object_id = $1 AND action LIKE 'calendar.%'`, [doctorId])).toBe(3);
  });

  it('may be at another branch, and are found by it', async () => {
    await set('2026-11-27', [
      { fromMin: 600, toMin: 630 },
      { fromMin: 900, toMin: 930, branchId: annexe },
    ]);
    expect(await free('2026-11-27')).toEqual(['04:30', '04:45', '09:30', '09:45']);
    expect(await free('2026-11-27', { branchId: annexe })).toEqual(['09:30', '09:45']);
    expect(await free('2026-11-27', { branchId: world.ours.branchId })).toEqual(['04:30', '04:45']);
    const slot = world.ours.slot('2026-11-27', 900);
    const booked = await world.booked(slot, world.patient(0));
    const { rows } = await world.house.owner.query('SELECT branch_id FROM appointments WHERE id = $1', [booked.id]);
    expect(rows).toEqual([{ branch_id: annexe }]);
  });

  it('bring back who is caught outside of them, and leave them as they are', async () => {
    const { ours, admin, patient, booked, count } = world;
    const [doctorId] = ours.doctorIds;
    const early = await booked(ours.slot('2026-11-30', 600), patient(1));
    const late = await booked(ours.slot('2026-11-30', 960), patient(2));
    const kept = await booked(ours.slot('2026-11-30', 720), patient(3));
    const changed = await set('2026-11-30', [
      { fromMin: 690, toMin: 735 },
      { fromMin: 950, toMin: 970 },
    ]);
    expect(changed.outside.map(({ id }) => id)).toEqual([early.id, late.id]);
    expect(
      await count(`appointments WHERE id = ANY($1) AND status = 'scheduled'`, [[early.id, late.id, kept.id]]),
    ).toBe(3);
    // At another branch they would stand before a closed door.
    const moved = await set('2026-11-30', [{ fromMin: 540, toMin: 1_020, branchId: annexe }]);
    expect(moved.outside.map(({ id }) => id)).toEqual([early.id, kept.id, late.id]);
    // The week's hours hold them all.
    const back = await removeDateOverride(admin, { doctorId, date: '2026-11-30' });
    expect(back.outside).toEqual([]);
    // In what is a break of the week.
    await set('2026-12-01', [{ fromMin: 780, toMin: 840 }]);
    const noon = await booked(ours.slot('2026-12-01', 780), patient(4));
    expect((await removeDateOverride(admin, { doctorId, date: '2026-12-01' })).outside.map(({ id }) => id)).toEqual([
      noon.id,
    ]);
  });

  it('and a booking at once: what is booked is either within them or comes back', async () => {
    const { ours, ctx, patient } = world;
    for (let round = 0; round < 5; round++) {
      const date = `2026-12-${String(7 + round).padStart(2, '0')}`;
      const slot = ours.slot(date, 600);
      const [changed, booked] = await Promise.all([
        set(date, []),
        bookAppointment(ctx, { slot, patientId: patient(5 + round), idempotencyKey: randomUUID() }),
      ]);
      if (booked.ok) expect(changed.outside.map(({ id }) => id)).toEqual([booked.appointment.id]);
      else expect([changed.outside, booked.reason]).toEqual([[], 'outside']);
    }
  });

  it('under a key are set once', async () => {
    const { admin, ours, count } = world;
    const request = {
      doctorId: ours.doctorIds[1] ?? '',
      date: '2026-12-14',
      hours: [{ fromMin: 600, toMin: 660 }],
      idempotencyKey: randomUUID(),
    };
    const answers = await Promise.all([setDateOverride(admin, request), setDateOverride(admin, request)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await count('date_overrides WHERE doctor_id = $1', [request.doctorId])).toBe(1);
    await expect(setDateOverride(admin, { ...request, hours: [] })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('are refused with the field that is wrong, to others and for the past', async () => {
    const { admin, ours, theirs, house, doctor } = world;
    const good = { doctorId: ours.doctorIds[0], date: '2026-12-15', hours: [{ fromMin: 600, toMin: 660 }] };
    const before = await totals();
    for (const [field, over, code] of [
      ['doctorId', { doctorId: theirs.doctorIds[0] }, 'not-found'],
      ['doctorId', { doctorId: 'me' }, 'bad-input'],
      ['date', { date: '2026-11-23' }, 'bad-input'],
      ['date', { date: '2027-02-29' }, 'bad-input'],
      ['hours', { hours: [{ fromMin: 600, toMin: 600 }] }, 'bad-input'],
      [
        'hours',
        {
          hours: [
            { fromMin: 600, toMin: 660 },
            { fromMin: 650, toMin: 700 },
          ],
        },
        'bad-input',
      ],
      ['hours.0.toMin', { hours: [{ fromMin: 600, toMin: 1_441 }] }, 'bad-input'],
      ['hours.0.fromMin', { hours: [{ fromMin: -1, toMin: 60 }] }, 'bad-input'],
      ['hours', { hours: [{ fromMin: 600, toMin: 660, branchId: theirs.branchId }] }, 'not-found'],
      ['hours', { hours: Array.from({ length: 11 }, (_, n) => ({ fromMin: n, toMin: n + 1 })) }, 'bad-input'],
    ] as const) {
      const request = { ...good, ...over } as Parameters<typeof setDateOverride>[1];
      await expect(setDateOverride(admin, request), field).rejects.toMatchObject({ field, code });
    }
    const receptionist = house.as(ours.clinicId, { ...ours.admin, role: 'receptionist' });
    for (const who of [doctor, receptionist]) {
      await expect(setDateOverride(who, good)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(removeDateOverride(who, good)).rejects.toMatchObject({ code: 'not-allowed' });
    }
    expect(await totals()).toEqual(before);
  });
});

describe('a holiday', () => {
  it('closes everything, or one branch, brings back who is caught, and can be taken back', async () => {
    const { ours, admin, patient, booked } = world;
    const mine = await booked(ours.slot('2026-12-16', 600), patient(20));
    const other = await booked(ours.slot('2026-12-16', 600, 1), patient(21));
    const there = await addHoliday(admin, {
      date: '2026-12-16',
      name: 'Repairs',
      branchId: annexe,
      idempotencyKey: randomUUID(),
    });
    expect(there.outside).toEqual([]);
    expect((await free('2026-12-16')).length).toBeGreaterThan(0);
    const whole = await addHoliday(admin, { date: '2026-12-16', name: 'Strike', idempotencyKey: randomUUID() });
    expect(whole.outside.map(({ id }) => id).sort()).toEqual([mine.id, other.id].sort());
    expect(await free('2026-12-16')).toEqual([]);
    expect(await removeHoliday(admin, { holidayId: whole.holidayId })).toEqual({ ok: true });
    expect(await removeHoliday(admin, { holidayId: whole.holidayId })).toEqual({ ok: false, reason: 'not-found' });
    expect((await free('2026-12-16')).length).toBeGreaterThan(0);
  });

  it('of a branch closes the hours there of who also sits elsewhere', async () => {
    const { ours, admin } = world;
    await set('2026-12-17', [
      { fromMin: 600, toMin: 630 },
      { fromMin: 900, toMin: 930, branchId: annexe },
    ]);
    await addHoliday(admin, { date: '2026-12-17', name: 'Repairs', branchId: annexe, idempotencyKey: randomUUID() });
    expect(await free('2026-12-17')).toEqual(['04:30', '04:45']);
    const day = await daySchedule(admin, { date: '2026-12-17' });
    expect(day.closed.filter(({ kind }) => kind === 'holiday')).toEqual([
      {
        kind: 'holiday',
        doctorId: ours.doctorIds[0],
        label: 'Repairs',
        blockId: null,
        startsAt: '2026-12-17T09:30:00Z',
        endsAt: '2026-12-17T10:00:00Z',
      },
    ]);
  });

  it('under a key is added once; another of the same day is none', async () => {
    const { admin, count } = world;
    const request = { date: '2026-12-18', name: 'Founder’s day', idempotencyKey: randomUUID() };
    const [first, second] = await Promise.all([addHoliday(admin, request), addHoliday(admin, request)]);
    expect(first).toEqual(second);
    const both = await Promise.allSettled(
      [0, 1].map(() => addHoliday(admin, { date: '2026-12-19', name: 'Twice', idempotencyKey: randomUUID() })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await count(`holidays WHERE date IN ('2026-12-18', '2026-12-19')`)).toBe(2);
    const again = addHoliday(admin, { ...request, idempotencyKey: randomUUID() });
    await expect(again).rejects.toMatchObject({ code: 'conflict', field: 'date' });
  });

  it('is refused with the field that is wrong, to others and for the past', async () => {
    const { admin, theirs, house, ours, doctor } = world;
    const good = { date: '2026-12-20', name: 'Holiday', idempotencyKey: randomUUID() };
    const before = await totals();
    for (const [field, over, code] of [
      ['date', { date: '2026-11-23' }, 'bad-input'],
      ['date', { date: '20 December' }, 'bad-input'],
      ['name', { name: ' ' }, 'bad-input'],
      ['name', { name: 'x'.repeat(101) }, 'bad-input'],
      ['branchId', { branchId: theirs.branchId }, 'not-found'],
      ['idempotencyKey', { idempotencyKey: '' }, 'bad-input'],
    ] as const) {
      await expect(addHoliday(admin, { ...good, ...over }), field).rejects.toMatchObject({ field, code });
    }
    const receptionist = house.as(ours.clinicId, { ...ours.admin, role: 'receptionist' });
    for (const who of [doctor, receptionist]) {
      await expect(addHoliday(who, good)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(removeHoliday(who, { holidayId: newId() })).rejects.toMatchObject({ code: 'not-allowed' });
    }
    expect(await totals()).toEqual(before);
    const ourHoliday = await addHoliday(admin, good);
    const stranger = house.as(theirs.clinicId, theirs.admin);
    expect(await removeHoliday(stranger, { holidayId: ourHoliday.holidayId })).toMatchObject({ reason: 'not-found' });
  });
});

describe('time outside', () => {
  it('is subtracted and shown; the appointment that it meets is shown too', async () => {
    const { ours, admin, patient, booked, house } = world;
    const [doctorId] = ours.doctorIds;
    const mine = await booked(ours.slot('2026-12-21', 600), patient(22));
    const busy = ['2026-12-21T04:30:00Z', '2026-12-21T05:00:00Z'];
    const source = newId();
    await house.owner.query(
      `INSERT INTO outside_calendars (id, clinic_id, doctor_id, label, url) VALUES ($1, $2, $3, 'Hospital', 'v1.sealed')`,
      [source, ours.clinicId, doctorId],
    );
    await house.owner.query(
      'INSERT INTO outside_busy (id, clinic_id, doctor_id, source_id, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [newId(), ours.clinicId, doctorId, source, ...busy],
    );
    const slots = await free('2026-12-21');
    expect([slots.includes('04:15'), slots.includes('04:45'), slots.includes('05:00')]).toEqual([true, false, true]);
    const day = await daySchedule(admin, { date: '2026-12-21', doctorIds: [doctorId] });
    const outside = { doctorId, kind: 'outside', label: '', blockId: null, startsAt: busy[0], endsAt: busy[1] };
    expect(day.closed.find(({ kind }) => kind === 'outside')).toEqual(outside);
    expect(day.appointments.map(({ id }) => id)).toEqual([mine.id]);
  });
});

describe('what differs from the week', () => {
  it('is listed with what takes it back; a doctor sees the clinic’s days off and their own', async () => {
    const { ours, admin, doctor, theirs } = world;
    const [first, second] = ours.doctorIds;
    const range = { from: '2027-01-04', to: '2027-01-06' };
    await set('2027-01-04', [{ fromMin: 600, toMin: 660 }]);
    await set('2027-01-06', []);
    await setDateOverride(admin, { doctorId: second, date: '2027-01-05', hours: [] });
    const { holidayId } = await addHoliday(admin, {
      date: '2027-01-05',
      name: 'Repairs',
      idempotencyKey: randomUUID(),
    });
    const span = { startsAt: '2027-01-06T05:00:00Z', endsAt: '2027-01-06T06:00:00Z' };
    const blocked = await blockTime(admin, {
      doctorId: second,
      ...span,
      label: 'Surgery',
      idempotencyKey: randomUUID(),
    });
    const blockId = blocked.ok ? blocked.block.id : '';
    const hours = { fromMin: 600, toMin: 660, branchId: ours.branchId };
    const holidays = [{ id: holidayId, date: '2027-01-05', name: 'Repairs', branchId: null }];
    const own = [
      { doctorId: first, date: '2027-01-04', hours: [hours] },
      { doctorId: first, date: '2027-01-06', hours: [] },
    ];
    const all = await listSpecialHours(admin, range);
    expect(all.holidays).toEqual(holidays);
    expect(all.overrides).toHaveLength(3);
    expect(all.overrides).toEqual(expect.arrayContaining(own));
    expect(all.blocks).toEqual([{ id: blockId, doctorId: second, ...span, label: 'Surgery' }]);
    const day = await daySchedule(admin, { date: '2027-01-06', doctorIds: [second] });
    expect(day.closed.map(({ kind, label, blockId: id }) => [kind, label, id])).toEqual([
      ['block', 'Surgery', blockId],
    ]);
    const mine = await listSpecialHours(doctor, range);
    expect(mine).toEqual({ overrides: own, holidays, blocks: [] });
    await expect(listSpecialHours(doctor, { ...range, doctorId: second })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(listSpecialHours(admin, { ...range, doctorId: theirs.doctorIds[0] })).rejects.toMatchObject({
      field: 'doctorId',
    });
    await expect(listSpecialHours(admin, { from: '2027-01-04', to: '2029-01-01' })).rejects.toMatchObject({
      field: 'to',
    });
    await expect(listSpecialHours(admin, { from: '2027-01-04', to: '2027-01-03' })).rejects.toMatchObject({
      field: 'to',
    });
  });
});
