// Guards moving: it fails whole or succeeds whole, into its own time too, and two who cross wait for nobody.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CalendarWorld, calendarWorld } from '../../testing/calendar-world.ts';
import { cancelAppointment } from '../cancel.ts';
import { holdSlot } from '../hold.ts';
import { listAppointments } from '../list.ts';
import { type RescheduleRequest, rescheduleAppointment } from './reschedule.ts';

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld({ now: '2026-11-24T03:00:00Z' });
});
afterAll(() => world.house.close());

const move = (
  appointmentId: string,
  slot: RescheduleRequest['slot'],
  over: Partial<RescheduleRequest> = {},
): RescheduleRequest => ({ appointmentId, slot, by: 'patient', idempotencyKey: randomUUID(), ...over });
const row = async (id: string) =>
  (
    await world.house.owner.query<Record<string, unknown>>(
      'SELECT status, claim_id, rescheduled_to_id, reason, call_id FROM appointments WHERE id = $1',
      [id],
    )
  ).rows[0];
const totals = () =>
  Promise.all(
    ['appointments', 'slot_claims WHERE released_at IS NULL', 'message_jobs', 'audit_entries', 'idempotency_keys'].map(
      (table) => world.count(table),
    ),
  );

describe('moving an appointment', () => {
  it('gives it the new time, lets go of the old one, and links the two', async () => {
    const { ours, admin, patient, booked, claims } = world;
    const old = await booked(ours.slot('2026-11-26', 600), patient(0), { reason: 'knee' });
    const result = await rescheduleAppointment(
      admin,
      move(old.id, ours.slot('2026-11-27', 660, 1), { by: 'clinic', reason: 'doctor asked' }),
    );
    if (!result.ok) throw new Error(result.reason);
    expect(result).toMatchObject({
      previousId: old.id,
      appointment: { doctorId: ours.doctorIds[1], startsAt: '2026-11-27T05:30:00Z', status: 'scheduled' },
    });
    expect(await row(old.id)).toMatchObject({
      status: 'rescheduled',
      claim_id: null,
      rescheduled_to_id: result.appointment.id,
    });
    expect(await claims(ours.doctorIds[0])).toEqual([]);
    expect(await claims(ours.doctorIds[1])).toEqual(['0 2026-11-27T05:30–05:45']);
    const cipher = await world.house.db.cipherFor(ours.clinicId);
    const sealed = String((await row(result.appointment.id))?.reason);
    expect(cipher.open('appointments', 'reason', result.appointment.id, sealed)).toBe('knee');
    const told = `message_jobs WHERE status = 'waiting' AND kind <> 'reminder' AND appointment_id = ANY($1)`;
    expect(await world.count(told, [[old.id, result.appointment.id]])).toBe(1);
    expect(await world.count(`${told} AND kind = 'move'`, [[result.appointment.id]])).toBe(1);
    const audited = await world.house.owner.query(
      `SELECT action, object_id FROM audit_entries WHERE object_id = ANY($1) AND action <> 'appointment.book' OR object_id = $2 ORDER BY id`,
      [[old.id], result.appointment.id],
    );
    expect(audited.rows).toEqual([
      { action: 'appointment.move', object_id: old.id },
      { action: 'appointment.book', object_id: result.appointment.id },
    ]);
    const shown = await listAppointments(admin, { from: '2026-11-26T00:00:00Z', to: '2026-11-28T00:00:00Z' });
    expect(shown.map(({ id }) => id)).toEqual([result.appointment.id]);
  });

  it('goes into its own time, and the rest of that is free', async () => {
    const { ours, admin, patient, booked, claims, house } = world;
    await house.owner.query('UPDATE doctor_services SET duration_min = 30 WHERE doctor_id = $1', [ours.doctorIds[1]]);
    const old = await booked(ours.slot('2026-11-28', 600, 1), patient(1));
    expect(old.endsAt).toBe('2026-11-28T05:00:00Z');
    const later = await rescheduleAppointment(admin, move(old.id, ours.slot('2026-11-28', 615, 1)));
    if (!later.ok) throw new Error(later.reason);
    const sooner = await rescheduleAppointment(admin, move(later.appointment.id, ours.slot('2026-11-28', 585, 1)));
    expect(sooner.ok).toBe(true);
    expect((await claims(ours.doctorIds[1])).at(-1)).toBe('0 2026-11-28T04:15–04:45');
    expect((await booked(ours.slot('2026-11-28', 615, 1), patient(2))).startsAt).toBe('2026-11-28T04:45:00Z');
    await house.owner.query('UPDATE doctor_services SET duration_min = NULL WHERE doctor_id = $1', [ours.doctorIds[1]]);
  });

  it('changes nothing where the new time is taken, and names others, its own not among them', async () => {
    const { ours, admin, patient, booked } = world;
    const mine = await booked(ours.slot('2026-11-30', 600), patient(3));
    await booked(ours.slot('2026-11-30', 615), patient(4));
    const before = await totals();
    const refused = await rescheduleAppointment(admin, move(mine.id, ours.slot('2026-11-30', 615)));
    expect(refused).toMatchObject({ ok: false, reason: 'taken' });
    if (refused.ok) return;
    expect(refused.alternatives.length).toBeGreaterThan(0);
    expect(refused.alternatives.map(({ startsAt }) => startsAt)).not.toContain(mine.startsAt);
    for (const minutes of [607, 780, 1_020]) {
      const outside = await rescheduleAppointment(admin, move(mine.id, ours.slot('2026-11-30', minutes)));
      expect(outside).toMatchObject({ ok: false, reason: 'outside' });
    }
    expect(await rescheduleAppointment(admin, move(mine.id, ours.slot('2026-11-23', 600)))).toMatchObject({
      reason: 'outside',
    });
    expect(await totals()).toEqual(before);
    expect(await row(mine.id)).toMatchObject({ status: 'scheduled' });
  });

  it('looks at the patient’s other appointments, but not at the one that is moved', async () => {
    const { ours, admin, patient, booked } = world;
    const who = patient(5);
    const mine = await booked(ours.slot('2026-12-01', 600), who);
    const other = await booked(ours.slot('2026-12-02', 600, 1), who);
    expect((await rescheduleAppointment(admin, move(mine.id, ours.slot('2026-12-02', 600)))).ok).toBe(false);
    expect(await rescheduleAppointment(admin, move(mine.id, ours.slot('2026-12-02', 600)))).toMatchObject({
      reason: 'same-time',
    });
    expect(await rescheduleAppointment(admin, move(mine.id, ours.slot('2026-12-02', 700, 1)))).toMatchObject({
      reason: 'outside',
    });
    expect(await rescheduleAppointment(admin, move(mine.id, ours.slot('2026-12-02', 720, 1)))).toMatchObject({
      reason: 'same-day',
    });
    // The same day with the same doctor is its own.
    expect((await rescheduleAppointment(admin, move(other.id, ours.slot('2026-12-02', 660, 1)))).ok).toBe(true);
    const asked = move(mine.id, ours.slot('2026-12-02', 720, 1), { isDespiteOwn: true });
    expect((await rescheduleAppointment(admin, asked)).ok).toBe(true);
  });

  it('takes the hold of a call, and ends it', async () => {
    const { ours, ctx, patient, booked, count } = world;
    const mine = await booked(ours.slot('2026-12-03', 600), patient(6));
    const slot = ours.slot('2026-12-03', 660);
    const ownerToken = `call-${randomUUID()}`;
    expect((await holdSlot(ctx, { slot, ownerToken })).ok).toBe(true);
    expect(await rescheduleAppointment(ctx, move(mine.id, slot))).toMatchObject({ reason: 'taken' });
    expect((await rescheduleAppointment(ctx, move(mine.id, slot, { ownerToken }))).ok).toBe(true);
    expect(await count('slot_claims WHERE hold_owner = $1', [ownerToken])).toBe(0);
  });

  it('repeated under its key answers the same, once', async () => {
    const { ours, admin, patient, booked, count } = world;
    const mine = await booked(ours.slot('2026-12-04', 600), patient(7));
    const request = move(mine.id, ours.slot('2026-12-04', 660));
    const [first, ...others] = await Promise.all(
      [request, request, request].map((r) => rescheduleAppointment(admin, r)),
    );
    expect(first?.ok).toBe(true);
    for (const other of others) expect(other).toEqual(first);
    expect(await count('appointments WHERE patient_id = $1', [patient(7)])).toBe(2);
    await expect(
      rescheduleAppointment(admin, { ...request, slot: ours.slot('2026-12-04', 720) }),
    ).rejects.toMatchObject({ code: 'conflict', field: 'idempotencyKey' });
  });
});

describe('many who move at once', () => {
  it('two who cross do not wait for each other, in one process or two', async () => {
    const { ours, admin, patient, booked, house, overlaps, count } = world;
    const second = { ...admin, db: house.secondPool() };
    for (let round = 0; round < 6; round++) {
      const minutes = 540 + round * 30;
      const [a, b] = await Promise.all([
        booked(ours.slot('2026-12-05', minutes), patient(8), { isDespiteOwn: true }),
        booked(ours.slot('2026-12-06', minutes, 1), patient(9), { isDespiteOwn: true }),
      ]);
      const [there, back] = await Promise.all([
        rescheduleAppointment(admin, move(a.id, ours.slot('2026-12-06', minutes + 15, 1), { isDespiteOwn: true })),
        rescheduleAppointment(second, move(b.id, ours.slot('2026-12-05', minutes + 15), { isDespiteOwn: true })),
      ]);
      expect([there.ok, back.ok]).toEqual([true, true]);
    }
    expect(await overlaps()).toBe(0);
    expect(await count('pg_stat_database WHERE datname = current_database() AND deadlocks > 0')).toBe(0);
  });

  it('one of many who want the same time gets it, and nobody loses their own', async () => {
    const { ours, admin, patient, booked, overlaps, count } = world;
    const all = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((n) => booked(ours.slot('2026-12-07', 540 + n * 15), patient(10 + n))),
    );
    const wanted = ours.slot('2026-12-07', 900);
    const results = await Promise.all(all.map(({ id }) => rescheduleAppointment(admin, move(id, wanted))));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(['taken', 'busy']).toContain(result.reason);
    const active = `appointments WHERE status = 'scheduled' AND patient_id = ANY($1)`;
    expect(await count(active, [[10, 11, 12, 13, 14, 15].map(patient)])).toBe(6);
    expect(await overlaps()).toBe(0);
  });

  it('moving and cancelling at once ends in one of the two', async () => {
    const { ours, admin, patient, booked, count } = world;
    for (let round = 0; round < 5; round++) {
      const mine = await booked(ours.slot('2026-12-08', 540 + round * 45), patient(20 + round));
      const [moved, cancelled] = await Promise.all([
        rescheduleAppointment(admin, move(mine.id, ours.slot('2026-12-09', 540 + round * 45))),
        cancelAppointment(admin, { appointmentId: mine.id, by: 'patient' }),
      ]);
      expect([moved.ok, cancelled.ok].filter(Boolean)).toHaveLength(1);
      const active = await count(`appointments WHERE status = 'scheduled' AND patient_id = $1`, [patient(20 + round)]);
      expect(active).toBe(moved.ok ? 1 : 0);
    }
  });
});

describe('what is refused', () => {
  it('names the field, and nothing is half written', async () => {
    const { ours, theirs, admin, patient, booked, house } = world;
    const mine = await booked(ours.slot('2026-12-10', 600), patient(30));
    const slot = ours.slot('2026-12-10', 660);
    const good = move(mine.id, slot);
    const before = await totals();
    const wrong: [string, unknown, string][] = [
      ['appointmentId', { ...good, appointmentId: 'mine' }, 'bad-input'],
      ['by', { ...good, by: 'nobody' }, 'bad-input'],
      ['slot.startsAt', { ...good, slot: { ...slot, startsAt: 'later' } }, 'bad-input'],
      ['slot.startsAt', { ...good, slot: ours.slot('2026-12-10', 600) }, 'bad-input'],
      ['doctorId', { ...good, slot: { ...slot, doctorId: theirs.doctorIds[0] } }, 'not-found'],
      ['serviceId', { ...good, slot: { ...slot, serviceId: theirs.consultation } }, 'not-found'],
      ['callId', { ...good, callId: randomUUID() }, 'not-found'],
      ['reason', { ...good, reason: '🙂'.repeat(501) }, 'bad-input'],
      ['ownerToken', { ...good, ownerToken: 'x' }, 'bad-input'],
      ['idempotencyKey', { ...good, idempotencyKey: '' }, 'bad-input'],
    ];
    for (const [field, request, code] of wrong) {
      await expect(rescheduleAppointment(admin, request as RescheduleRequest), field).rejects.toMatchObject({
        name: 'ClinicError',
        field,
        code,
      });
    }
    expect(await rescheduleAppointment(admin, { ...good, appointmentId: randomUUID() })).toMatchObject({
      reason: 'not-found',
    });
    const stranger = house.as(theirs.clinicId, theirs.admin);
    const foreign = move(mine.id, theirs.slot('2026-12-10', 660));
    expect(await rescheduleAppointment(stranger, foreign)).toMatchObject({ reason: 'not-found' });
    await expect(rescheduleAppointment(world.doctor, good)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await totals()).toEqual(before);
  });

  it('is a move of what is over, under way, cancelled or moved already', async () => {
    const { ours, admin, patient, booked, house } = world;
    for (const [index, status] of ['checked_in', 'in_consultation'].entries()) {
      const mine = await booked(ours.slot('2026-12-11', 600 + index * 15), patient(31 + index));
      await house.owner.query('UPDATE appointments SET status = $1::appointment_status WHERE id = $2', [
        status,
        mine.id,
      ]);
      expect(await rescheduleAppointment(admin, move(mine.id, ours.slot('2026-12-11', 900)))).toMatchObject({
        reason: 'not-allowed',
      });
    }
    const gone = await booked(ours.slot('2026-12-11', 660), patient(33));
    await cancelAppointment(admin, { appointmentId: gone.id, by: 'clinic' });
    expect(await rescheduleAppointment(admin, move(gone.id, ours.slot('2026-12-11', 900)))).toMatchObject({
      reason: 'not-allowed',
    });
    const first = await booked(ours.slot('2026-12-11', 690), patient(34));
    const moved = await rescheduleAppointment(admin, move(first.id, ours.slot('2026-12-11', 705)));
    expect(moved.ok).toBe(true);
    expect(await rescheduleAppointment(admin, move(first.id, ours.slot('2026-12-11', 900)))).toMatchObject({
      reason: 'not-allowed',
    });
  });
});
