// Guards what becomes of an appointment: only what the table of moves allows, when its time has come, with its claim kept or let go of.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CalendarWorld, calendarWorld } from '../../testing/calendar-world.ts';
import { cancelAppointment } from '../cancel.ts';
import type { AppointmentView } from '../types.ts';
import { changeStatus, type StatusResult } from './change-status.ts';

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld({ now: '2026-11-24T03:00:00Z' });
});
afterAll(() => world.house.close());

type Target = Parameters<typeof changeStatus>[1]['to'];
const to = (appointmentId: string, target: Target): Promise<StatusResult> =>
  changeStatus(world.admin, { appointmentId, to: target });
const at = async <T>(iso: string, work: () => Promise<T>): Promise<T> => {
  world.house.setNow(iso);
  try {
    return await work();
  } finally {
    world.house.setNow('2026-11-24T03:00:00Z');
  }
};
const hasClaim = async ({ id }: AppointmentView): Promise<boolean> =>
  (await world.count(
    'appointments a JOIN slot_claims c ON c.id = a.claim_id AND c.released_at IS NULL WHERE a.id = $1',
    [id],
  )) === 1;

describe('the day of an appointment', () => {
  it('goes from confirmed to completed, and then has no time any more', async () => {
    const { ours, booked, patient } = world;
    const mine = await booked(ours.slot('2026-11-25', 600), patient(0));
    expect(await to(mine.id, 'confirmed')).toMatchObject({ ok: true, appointment: { status: 'confirmed' } });
    await at('2026-11-25T04:20:00Z', async () => {
      for (const target of ['checked_in', 'in_consultation'] as const) {
        expect(await to(mine.id, target)).toMatchObject({ ok: true, appointment: { status: target } });
        expect(await hasClaim(mine)).toBe(true);
      }
      expect((await to(mine.id, 'completed')).ok).toBe(true);
    });
    expect(await hasClaim(mine)).toBe(false);
    const audited = await world.house.owner.query<{ action: string }>(
      'SELECT action FROM audit_entries WHERE object_id = $1 ORDER BY id',
      [mine.id],
    );
    expect(audited.rows.map(({ action }) => action)).toEqual([
      'appointment.book',
      'appointment.confirm',
      'appointment.check-in',
      'appointment.start',
      'appointment.complete',
    ]);
  });

  it('asked twice is done once, and told once', async () => {
    const { ours, booked, patient, admin, count, house } = world;
    const mine = await booked(ours.slot('2026-11-26', 600), patient(1));
    const request = { appointmentId: mine.id, to: 'confirmed' as const, idempotencyKey: randomUUID() };
    const [first, second] = await Promise.all([changeStatus(admin, request), changeStatus(admin, request)]);
    expect(first).toEqual(second);
    expect((await to(mine.id, 'confirmed')).ok).toBe(true);
    expect(await count(`audit_entries WHERE object_id = $1 AND action = 'appointment.confirm'`, [mine.id])).toBe(1);
    await expect(changeStatus(admin, { ...request, to: 'no_show' })).rejects.toMatchObject({ code: 'conflict' });
    const stop = new AbortController();
    const told = (async () => {
      for await (const item of house.live.subscribe(ours.clinicId, { signal: stop.signal })) {
        const text = JSON.stringify(item);
        if (text.includes('"change":"status"') && text.includes(mine.id)) return text.includes('checked_in');
      }
      return false;
    })();
    await at('2026-11-26T04:00:00Z', () => to(mine.id, 'checked_in'));
    expect(await told).toBe(true);
    stop.abort();
  });

  it('does not come before the day, nor a no-show before the time', async () => {
    const { ours, booked, patient } = world;
    const mine = await booked(ours.slot('2026-11-27', 600), patient(2));
    for (const target of ['checked_in', 'no_show'] as const)
      expect(await to(mine.id, target)).toEqual({ ok: false, reason: 'too-early' });
    // Half past midnight in Pune, still the day before by UTC.
    expect(await at('2026-11-26T19:00:00Z', () => to(mine.id, 'no_show'))).toEqual({ ok: false, reason: 'too-early' });
    expect((await at('2026-11-26T19:00:00Z', () => to(mine.id, 'checked_in'))).ok).toBe(true);
    expect((await at('2026-11-27T04:30:00Z', () => to(mine.id, 'no_show'))).ok).toBe(true);
  });

  it('is refused what the table does not allow', async () => {
    const { ours, booked, patient, admin } = world;
    const mine = await booked(ours.slot('2026-11-28', 600), patient(3));
    for (const target of ['in_consultation', 'completed'] as const)
      expect(await to(mine.id, target)).toEqual({ ok: false, reason: 'not-allowed' });
    await cancelAppointment(admin, { appointmentId: mine.id, by: 'patient' });
    for (const target of ['confirmed', 'checked_in', 'no_show'] as const)
      expect(await to(mine.id, target)).toEqual({ ok: false, reason: 'not-allowed' });
  });
});

describe('a patient who was there after all', () => {
  it('has their time again where it is free', async () => {
    const { ours, booked, patient } = world;
    const mine = await booked(ours.slot('2026-11-30', 600), patient(4));
    await at('2026-11-30T04:40:00Z', async () => {
      expect((await to(mine.id, 'no_show')).ok).toBe(true);
      expect(await hasClaim(mine)).toBe(false);
      expect(await to(mine.id, 'checked_in')).toMatchObject({ ok: true, appointment: { isOverbooked: false } });
    });
    expect(await hasClaim(mine)).toBe(true);
  });

  it('is put on top of who got the time meanwhile', async () => {
    const { ours, booked, patient, overlaps } = world;
    const slot = ours.slot('2026-11-30', 660);
    const mine = await booked(slot, patient(5));
    await at('2026-11-30T05:31:00Z', async () => {
      expect((await to(mine.id, 'no_show')).ok).toBe(true);
      const other = await booked(slot, patient(6));
      expect(await to(mine.id, 'checked_in')).toMatchObject({ ok: true, appointment: { isOverbooked: true } });
      expect([await hasClaim(mine), await hasClaim(other)]).toEqual([false, true]);
    });
    expect(await overlaps()).toBe(0);
  });
});

describe('what is refused', () => {
  it('names the field; others’ appointments are not there', async () => {
    const { ours, theirs, booked, patient, house, doctor } = world;
    const mine = await booked(ours.slot('2026-12-01', 600), patient(7));
    for (const [field, request] of [
      ['appointmentId', { appointmentId: 'x', to: 'confirmed' }],
      ['to', { appointmentId: mine.id, to: 'cancelled' }],
      ['to', { appointmentId: mine.id, to: 'rescheduled' }],
      ['idempotencyKey', { appointmentId: mine.id, to: 'confirmed', idempotencyKey: 'short' }],
    ] as const) {
      await expect(changeStatus(world.admin, request as Parameters<typeof changeStatus>[1])).rejects.toMatchObject({
        code: 'bad-input',
        field,
      });
    }
    const nothing = { ok: false, reason: 'not-found' };
    expect(await to(randomUUID(), 'confirmed')).toEqual(nothing);
    const stranger = house.as(theirs.clinicId, theirs.admin);
    expect(await changeStatus(stranger, { appointmentId: mine.id, to: 'confirmed' })).toEqual(nothing);
    await expect(changeStatus(doctor, { appointmentId: mine.id, to: 'confirmed' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe('cancelling', () => {
  it('under a key is done once, and the key is for nothing else', async () => {
    const { ours, booked, patient, admin, count } = world;
    const mine = await booked(ours.slot('2026-12-02', 600), patient(8));
    const request = { appointmentId: mine.id, by: 'patient' as const, reason: 'better', idempotencyKey: randomUUID() };
    const first = await cancelAppointment(admin, request);
    expect(await cancelAppointment(admin, request)).toEqual(first);
    expect(await count(`audit_entries WHERE object_id = $1 AND action = 'appointment.cancel'`, [mine.id])).toBe(1);
    await expect(cancelAppointment(admin, { ...request, by: 'clinic' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(cancelAppointment(admin, { ...request, reason: 'x'.repeat(501) })).rejects.toMatchObject({
      field: 'reason',
    });
    await expect(cancelAppointment(world.doctor, request)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('records who and why, sealed', async () => {
    const { ours, booked, patient, admin, house } = world;
    const mine = await booked(ours.slot('2026-12-03', 600), patient(9));
    await cancelAppointment(admin, { appointmentId: mine.id, by: 'clinic', reason: 'doctor ill' });
    const { rows } = await house.owner.query(
      'SELECT cancelled_by, cancel_reason, cancelled_at FROM appointments WHERE id = $1',
      [mine.id],
    );
    expect(rows[0]).toMatchObject({ cancelled_by: 'clinic', cancelled_at: new Date('2026-11-24T03:00:00Z') });
    const cipher = await house.db.cipherFor(ours.clinicId);
    expect(cipher.open('appointments', 'cancel_reason', mine.id, rows[0].cancel_reason)).toBe('doctor ill');
    const audit = await house.owner.query(
      `SELECT actor_id, fields FROM audit_entries WHERE object_id = $1 AND action = 'appointment.cancel'`,
      [mine.id],
    );
    expect(audit.rows).toEqual([{ actor_id: ours.admin.userId, fields: ['status', 'by', 'reason'] }]);
  });
});
