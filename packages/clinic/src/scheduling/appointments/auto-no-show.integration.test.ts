// Guards the job that marks who did not come: once the grace is over, by the system, and harmless whatever happened meanwhile.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CalendarWorld, calendarWorld } from '../../testing/calendar-world.ts';
import { cancelAppointment } from '../cancel.ts';
import type { AppointmentView } from '../types.ts';
import { markNoShow, setNoShowGrace } from './auto-no-show.ts';
import { changeStatus } from './change-status.ts';
import { rescheduleAppointment } from './reschedule.ts';
import { restoreAppointment } from './restore.ts';

const now = '2026-11-24T03:00:00Z';
let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld({ now });
});
beforeEach(async () => {
  world.house.setNow(now);
  await setNoShowGrace(world.admin, { graceMin: 20 });
});
afterAll(() => world.house.close());

/** When the jobs of an appointment are due, ISO-8601 to the minute. */
const jobs = async ({ id }: AppointmentView): Promise<string[]> => {
  const { rows } = await world.house.owner.query<{ start_after: Date }>(
    `SELECT start_after FROM pgboss.job WHERE name = 'appointment.no-show' AND data = $1 ORDER BY start_after`,
    [{ clinicId: world.ours.clinicId, appointmentId: id }],
  );
  return rows.map((row) => row.start_after.toISOString().slice(0, 16));
};
const status = async ({ id }: AppointmentView): Promise<string> =>
  (await world.house.owner.query('SELECT status FROM appointments WHERE id = $1', [id])).rows[0].status;

describe('the job', () => {
  it('is queued with the booking, the move and the restoration, with ids only', async () => {
    const { ours, booked, patient, admin } = world;
    const mine = await booked(ours.slot('2026-11-25', 600), patient(0));
    expect(await jobs(mine)).toEqual(['2026-11-25T04:50']);
    const moved = await rescheduleAppointment(admin, {
      appointmentId: mine.id,
      slot: ours.slot('2026-11-25', 660),
      by: 'patient',
      idempotencyKey: randomUUID(),
    });
    if (!moved.ok) throw new Error(moved.reason);
    expect(await jobs(moved.appointment)).toEqual(['2026-11-25T05:50']);
    await cancelAppointment(admin, { appointmentId: moved.appointment.id, by: 'patient' });
    await restoreAppointment(admin, { appointmentId: moved.appointment.id, idempotencyKey: randomUUID() });
    expect(await jobs(moved.appointment)).toHaveLength(2);
  });

  it('marks who did not come, as the system, and their time is free', async () => {
    const { ours, booked, patient, ctx, house, count, claims } = world;
    const mine = await booked(ours.slot('2026-11-26', 600), patient(1));
    const waits = await booked(ours.slot('2026-11-26', 600), patient(2), { isOverbooked: true });
    house.setNow('2026-11-26T04:50:00Z');
    await markNoShow(ctx, mine.id);
    await markNoShow(ctx, mine.id);
    expect(await status(mine)).toBe('no_show');
    const audited = `audit_entries WHERE object_id = $1 AND action = 'appointment.no-show' AND actor_kind = 'system'`;
    expect(await count(audited, [mine.id])).toBe(1);
    // Who was booked on top has it now.
    expect((await claims(ours.doctorIds[0])).at(-1)).toBe('0 2026-11-26T04:30–04:45');
    expect(await count('appointments WHERE id = $1 AND NOT is_overbooked', [waits.id])).toBe(1);
  });

  it('leaves alone who came, what was cancelled or moved, and what there is not', async () => {
    const { ours, booked, patient, ctx, admin, house } = world;
    const day = '2026-11-27';
    const [came, gone, moved] = [
      await booked(ours.slot(day, 600), patient(3)),
      await booked(ours.slot(day, 615), patient(4)),
      await booked(ours.slot(day, 630), patient(5)),
    ];
    await cancelAppointment(admin, { appointmentId: gone.id, by: 'patient' });
    const successor = await rescheduleAppointment(admin, {
      appointmentId: moved.id,
      slot: ours.slot(day, 960),
      by: 'patient',
      idempotencyKey: randomUUID(),
    });
    house.setNow('2026-11-27T04:31:00Z');
    await changeStatus(admin, { appointmentId: came.id, to: 'checked_in' });
    house.setNow('2026-11-27T06:00:00Z');
    for (const { id } of [came, gone, moved]) await markNoShow(ctx, id);
    expect([await status(came), await status(gone), await status(moved)]).toEqual([
      'checked_in',
      'cancelled',
      'rescheduled',
    ]);
    expect(successor.ok && (await status(successor.appointment))).toBe('scheduled');
    await markNoShow(ctx, randomUUID());
    await markNoShow(house.as(world.theirs.clinicId), came.id);
    expect(await status(came)).toBe('checked_in');
  });

  it('goes by the grace that is set when it runs', async () => {
    const { ours, booked, patient, ctx, admin, house } = world;
    const mine = await booked(ours.slot('2026-11-30', 600), patient(6));
    await setNoShowGrace(admin, { graceMin: 45 });
    house.setNow('2026-11-30T04:50:00Z');
    await markNoShow(ctx, mine.id);
    expect(await status(mine)).toBe('scheduled');
    expect(await jobs(mine)).toEqual(['2026-11-30T04:50', '2026-11-30T05:15']);
    await setNoShowGrace(admin, { graceMin: null });
    house.setNow('2026-11-30T05:15:00Z');
    await markNoShow(ctx, mine.id);
    expect(await status(mine)).toBe('scheduled');
    // Booked while it was off, and found once it is on.
    house.setNow(now);
    const early = await booked(ours.slot('2026-11-30', 660), patient(7));
    expect(await jobs(early)).toEqual(['2026-11-30T06:00']);
    await setNoShowGrace(admin, { graceMin: 10 });
    house.setNow('2026-11-30T06:00:00Z');
    await markNoShow(ctx, early.id);
    expect(await status(early)).toBe('no_show');
  });

  it('and a check-in at once: never both', async () => {
    const { ours, booked, patient, ctx, admin, house } = world;
    for (let round = 0; round < 5; round++) {
      house.setNow(now);
      const mine = await booked(ours.slot('2026-12-01', 540 + 30 * round), patient(10 + round));
      house.setNow('2026-12-01T08:00:00Z');
      const [, checkIn] = await Promise.all([
        markNoShow(ctx, mine.id),
        changeStatus(admin, { appointmentId: mine.id, to: 'checked_in' }),
      ]);
      // Whoever is second finds what the first did: a no-show that is there is corrected, who is there is no no-show.
      expect([checkIn.ok, await status(mine)]).toEqual([true, 'checked_in']);
    }
    expect(await world.overlaps()).toBe(0);
  });
});

describe('the grace', () => {
  it('is the admin’s to set, within a day, and audited', async () => {
    const { admin, doctor, house, ours, count } = world;
    for (const graceMin of [-1, 1_441, 1.5])
      await expect(setNoShowGrace(admin, { graceMin })).rejects.toMatchObject({ code: 'bad-input', field: 'graceMin' });
    const receptionist = house.as(ours.clinicId, { ...ours.admin, role: 'receptionist' });
    for (const who of [doctor, receptionist])
      await expect(setNoShowGrace(who, { graceMin: 10 })).rejects.toMatchObject({ code: 'not-allowed' });
    const audits = await count(`audit_entries WHERE action = 'clinic.no-show-grace'`);
    await setNoShowGrace(admin, { graceMin: 15 });
    expect(await count(`audit_entries WHERE action = 'clinic.no-show-grace'`)).toBe(audits + 1);
  });
});
