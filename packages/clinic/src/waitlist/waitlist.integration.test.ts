// Guards the waitlist: a freed time is offered in order, to one at a time, held for them, passed on, and never sold twice.
import { randomUUID } from 'node:crypto';
import { seededRandom } from '@vaani/config';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClinicContext } from '../context.ts';
import { applyDay } from '../day/apply-day.ts';
import { previewDay } from '../day/preview-day.ts';
import { rescheduleAppointment } from '../scheduling/appointments/reschedule.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { cancelAppointment } from '../scheduling/cancel.ts';
import { type House, makePeople, rawRows, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { acceptOffer, declineOffer } from './answer-offer.ts';
import { joinWaitlist } from './join.ts';
import { leaveWaitlist } from './leave.ts';
import { listWaitlist } from './list.ts';
import { offerTimes } from './offer-times.ts';
import { offerFreed, passOnOffer } from './pass-on.ts';

// Nine in the morning in Pune.
const now = '2026-11-24T03:30:00Z';
const today = '2026-11-24';
const tomorrow = '2026-11-25';
const later = (minutes: number) => house.setNow(new Date(Date.parse(now) + minutes * 60_000).toISOString());

let house: House;
let ours: TestClinic;
let theirs: TestClinic;
let ctx: ClinicContext;
let system: ClinicContext;

beforeAll(async () => {
  house = await startHouse(now);
  const people = (prefix: string) =>
    makePeople(seededRandom(9), { count: 40, today, prefix, phonePrefix: '+91600008', share: 0.2, callers: [] });
  ours = await testClinic(house, { domain: 'ours.test', people: people('O') });
  theirs = await testClinic(house, { domain: 'theirs.test', people: people('T') });
  ctx = house.as(ours.clinicId, ours.admin);
  system = house.as(ours.clinicId);
});
afterAll(() => house.close());

beforeEach(async () => {
  house.setNow(now);
  await house.owner.query(`DELETE FROM pgboss.job WHERE name LIKE 'waitlist%'`);
  for (const table of ['message_appointments', 'message_jobs', 'waitlist_offers', 'waitlist_entries', 'leaves'])
    await house.owner.query(`DELETE FROM ${table}`);
  await house.owner.query('UPDATE appointments SET rescheduled_to_id = NULL');
  for (const table of ['appointments', 'slot_claims']) await house.owner.query(`DELETE FROM ${table}`);
});

let next = 0;
const someone = (): string => ours.patients[next++ % ours.patients.length]?.id ?? '';
const key = () => randomUUID();

async function wait(over: object = {}) {
  const joined = await joinWaitlist(ctx, {
    patientId: someone(),
    doctorId: ours.doctorIds[0],
    from: today,
    to: '2026-11-30',
    idempotencyKey: key(),
    ...over,
  });
  if (!joined.ok) throw new Error(joined.reason);
  return joined.entry;
}
async function book(minutes: number, over: { date?: string; patientId?: string; doctor?: number } = {}) {
  const { date = tomorrow, patientId = someone(), doctor = 0 } = over;
  const slot = ours.slot(date, minutes, doctor);
  const booked = await bookAppointment(ctx, { slot, patientId, idempotencyKey: key() });
  if (!booked.ok) throw new Error(booked.reason);
  return booked.appointment;
}
/** Somebody books and cancels; the job that this causes is run as the worker would. */
async function free(minutes: number, over: { date?: string; doctor?: number } = {}) {
  const appointment = await book(minutes, over);
  await cancelAppointment(ctx, { appointmentId: appointment.id, by: 'patient' });
  await offerFreed(system, appointment.id);
  return appointment;
}
const entries = async () =>
  (await listWaitlist(ctx, { isWhole: true })).map(({ id, status, offer }) => ({ id, status, offer }));
const openOffer = async () => {
  const offer = (await entries()).find((entry) => entry.offer !== null)?.offer;
  if (!offer) throw new Error('nothing is offered');
  return offer;
};
const jobs = async (name: string): Promise<Record<string, string>[]> =>
  (await house.owner.query('SELECT data FROM pgboss.job WHERE name = $1 ORDER BY created_on', [name])).rows.map(
    ({ data }) => data,
  );
const count = async (from: string, values: unknown[] = []): Promise<number> =>
  (await house.owner.query(`SELECT count(*)::int AS count FROM ${from}`, values)).rows[0]?.count ?? 0;

describe('a time that came free', () => {
  it('is offered to the first who waits for doctor and day: held for them, and written to them', async () => {
    await wait({ from: '2026-11-26', to: '2026-11-27' });
    await wait({ doctorId: ours.doctorIds[1] });
    const first = await wait();
    await wait();
    const freed = await book(600);
    await cancelAppointment(ctx, { appointmentId: freed.id, by: 'patient' });
    expect(await jobs('waitlist.offer')).toEqual([{ clinicId: ours.clinicId, appointmentId: freed.id }]);
    await offerFreed(system, freed.id);
    expect((await entries()).map(({ status }) => status)).toEqual(['waiting', 'waiting', 'offered', 'waiting']);
    const offer = await openOffer();
    expect(offer).toMatchObject({
      entryId: first.id,
      startsAt: freed.startsAt,
      expiresAt: '2026-11-24T03:50:00Z',
      status: 'open',
    });
    expect(
      await count(`message_jobs WHERE kind = 'waitlist' AND offer_id = $1 AND patient_id = $2`, [
        offer.id,
        first.patientId,
      ]),
    ).toBe(1);
    expect(await jobs('waitlist.pass-on')).toEqual([{ clinicId: ours.clinicId, offerId: offer.id }]);
    // Nobody else gets it, by any way.
    const other = await bookAppointment(ctx, {
      slot: ours.slot(tomorrow, 600),
      patientId: someone(),
      idempotencyKey: key(),
    });
    expect(other).toMatchObject({ ok: false, reason: 'taken' });
    // The job run twice offers once.
    await offerFreed(system, freed.id);
    expect(await count('waitlist_offers')).toBe(1);
  });

  it('by a move is offered too; by a shift of the session it is not', async () => {
    await wait();
    const moved = await book(600);
    const slot = ours.slot(tomorrow, 660);
    await rescheduleAppointment(ctx, { appointmentId: moved.id, slot, by: 'patient', idempotencyKey: key() });
    expect(await jobs('waitlist.offer')).toEqual([{ clinicId: ours.clinicId, appointmentId: moved.id }]);
    const request = {
      kind: 'late' as const,
      doctorId: ours.doctorIds[0],
      minutes: 20,
      manner: 'shift' as const,
      date: tomorrow,
    };
    const { fingerprint } = await previewDay(ctx, request);
    expect(await applyDay(ctx, { request, fingerprint, idempotencyKey: key() })).toMatchObject({ ok: true });
    expect(await jobs('waitlist.offer')).toHaveLength(1);
  });

  it('suits who waits for the speciality or the service, and the part of the day', async () => {
    const afternoon = await wait({ part: 'afternoon' });
    const any = await wait({ doctorId: undefined, serviceId: ours.consultation });
    const general = await wait({ doctorId: undefined, speciality: 'general' });
    await wait({ doctorId: undefined, speciality: 'ent' });
    const offered = async () => (await entries()).filter(({ status }) => status === 'offered').map(({ id }) => id);
    await free(600);
    expect(await offered()).toEqual([any.id]);
    await free(615);
    expect(await offered()).toEqual([any.id, general.id]);
    await free(960);
    expect(await offered()).toEqual([any.id, general.id]);
    await free(855);
    expect(await offered()).toEqual([afternoon.id, any.id, general.id]);
  });

  it('is not offered to who has a time with this doctor that day, or sits elsewhere then', async () => {
    const [sameDay, elsewhere] = [await wait(), await wait()];
    const last = await wait();
    await book(900, { patientId: sameDay.patientId });
    await book(600, { patientId: elsewhere.patientId, doctor: 1 });
    await free(600);
    expect((await openOffer()).entryId).toBe(last.id);
  });

  it('is not offered where nobody waits, it begins too soon, or somebody took it at once', async () => {
    await free(600);
    expect(await jobs('waitlist.offer')).toEqual([]);
    await wait();
    // Twenty minutes to answer and half an hour of notice: ten to ten at the earliest.
    await free(585, { date: today });
    expect(await count('waitlist_offers')).toBe(0);
    await free(600, { date: today });
    expect(await count('waitlist_offers')).toBe(1);
    const taken = await book(660);
    await cancelAppointment(ctx, { appointmentId: taken.id, by: 'patient' });
    await book(660);
    await offerFreed(system, taken.id);
    expect(await count('waitlist_offers')).toBe(1);
  });

  it('at night is offered in the morning', async () => {
    await wait({ to: '2026-11-27' });
    const freed = await book(600, { date: '2026-11-26' });
    house.setNow('2026-11-24T18:00:00Z');
    await cancelAppointment(ctx, { appointmentId: freed.id, by: 'patient' });
    await offerFreed(system, freed.id);
    expect(await count('waitlist_offers')).toBe(0);
    const { rows } = await house.owner.query(
      `SELECT start_after FROM pgboss.job WHERE name = 'waitlist.offer' ORDER BY created_on DESC LIMIT 1`,
    );
    expect(rows[0].start_after).toEqual(new Date('2026-11-25T02:30:00Z'));
    house.setNow('2026-11-25T02:30:00Z');
    await offerFreed(system, freed.id);
    expect(await count('waitlist_offers')).toBe(1);
  });
});

describe('an offer', () => {
  it('accepted is booked, closed and off the list, once however often', async () => {
    const entry = await wait();
    await free(600);
    const offer = await openOffer();
    const results = await Promise.all(
      [ctx, { ...ctx, db: house.secondPool() }, system].map((as) => acceptOffer(as, { offerId: offer.id })),
    );
    expect(new Set(results.map((result) => result.ok && result.appointment.id)).size).toBe(1);
    expect(results.every(({ ok }) => ok)).toBe(true);
    const [after] = await listWaitlist(ctx, { isWhole: true });
    expect(after).toMatchObject({ id: entry.id, status: 'booked', offer: null });
    expect(results[0]?.ok && results[0].appointment).toMatchObject({
      id: after?.appointmentId,
      patientId: entry.patientId,
      startsAt: offer.startsAt,
    });
    expect(await count(`waitlist_offers WHERE status = 'accepted'`)).toBe(1);
    expect(await count(`message_jobs WHERE kind = 'waitlist' AND status = 'waiting'`)).toBe(0);
    expect(await declineOffer(ctx, { offerId: offer.id })).toEqual({ ok: false, reason: 'closed', status: 'accepted' });
    // What was accepted is not passed on.
    later(30);
    await passOnOffer(system, offer.id);
    expect(await count('waitlist_offers')).toBe(1);
  });

  it('declined goes to the next in the same moment, and is not offered to the same person again', async () => {
    const [first, second] = [await wait(), await wait()];
    await free(600);
    const offer = await openOffer();
    expect(await declineOffer(ctx, { offerId: offer.id })).toEqual({ ok: true });
    expect(await declineOffer(ctx, { offerId: offer.id })).toEqual({ ok: true });
    const passed = await openOffer();
    expect([offer.entryId, passed.entryId]).toEqual([first.id, second.id]);
    expect(await acceptOffer(ctx, { offerId: offer.id })).toEqual({ ok: false, reason: 'closed', status: 'declined' });
    await declineOffer(ctx, { offerId: passed.id });
    expect((await entries()).map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    expect(
      (await bookAppointment(ctx, { slot: ours.slot(tomorrow, 600), patientId: someone(), idempotencyKey: key() })).ok,
    ).toBe(true);
  });

  it('not answered in time goes to the next, in order, until nobody is left', async () => {
    const [first, second] = [await wait(), await wait()];
    await free(600);
    const offer = await openOffer();
    // Looked at too early it stays.
    later(19);
    await passOnOffer(system, offer.id);
    expect((await openOffer()).id).toBe(offer.id);
    later(20);
    expect(await acceptOffer(ctx, { offerId: offer.id })).toEqual({ ok: false, reason: 'closed', status: 'expired' });
    await passOnOffer(system, offer.id);
    await passOnOffer(system, offer.id);
    const passed = await openOffer();
    expect([offer.entryId, passed.entryId]).toEqual([first.id, second.id]);
    expect(passed.expiresAt).toBe('2026-11-24T04:10:00Z');
    later(40);
    await passOnOffer(system, passed.id);
    expect((await entries()).every(({ status, offer: held }) => status === 'waiting' && held === null)).toBe(true);
    expect(await count(`slot_claims WHERE kind = 'hold' AND released_at IS NULL`)).toBe(0);
  });

  it('accepted and passed on at the same moment is the one’s or the other’s, never both', {
    timeout: 90_000,
  }, async () => {
    await house.owner.query('UPDATE clinics SET waitlist_offer_min = 1 WHERE id = $1', [ours.clinicId]);
    for (let round = 0; round < 6; round++) {
      house.setNow(now);
      const date = `2026-12-0${1 + round}`;
      const [first, second] = [await wait({ from: date, to: date }), await wait({ from: date, to: date })];
      await free(600, { date });
      const offer = await openOffer();
      // Before the look of one, after the look of the other: the clock moves between.
      house.setNow(offer.expiresAt);
      const stale: ClinicContext = {
        ...ctx,
        db: house.secondPool(),
        clock: { ...ctx.clock, now: () => Date.parse(offer.expiresAt) - 1 },
      };
      const [accepted] = await Promise.all([acceptOffer(stale, { offerId: offer.id }), passOnOffer(system, offer.id)]);
      const after = (await listWaitlist(ctx, { isWhole: true })).filter(
        ({ id }) => id === first.id || id === second.id,
      );
      if (accepted.ok) expect(after.map(({ status }) => status)).toEqual(['booked', 'waiting']);
      else expect(after.map(({ status }) => status)).toEqual(['waiting', 'offered']);
      const taken = await count(`slot_claims WHERE released_at IS NULL AND resource_id = $1 AND starts_at = $2`, [
        offer.doctorId,
        offer.startsAt,
      ]);
      expect(taken).toBe(1);
      for (const { id } of after) await leaveWaitlist(ctx, { entryId: id });
    }
    await house.owner.query('UPDATE clinics SET waitlist_offer_min = 20 WHERE id = $1', [ours.clinicId]);
  });

  it('is taken back where its doctor is away after all, or its person leaves, and then goes on', async () => {
    const [first, second] = [await wait(), await wait()];
    await free(600);
    await leaveWaitlist(ctx, { entryId: first.id });
    expect(await leaveWaitlist(ctx, { entryId: first.id })).toMatchObject({ status: 'left' });
    const offer = await openOffer();
    expect(offer.entryId).toBe(second.id);
    const request = {
      kind: 'away' as const,
      doctorId: ours.doctorIds[0],
      days: { from: tomorrow, to: tomorrow },
      label: 'Ill',
      manner: 'cancel' as const,
    };
    const { fingerprint } = await previewDay(ctx, request);
    await applyDay(ctx, { request, fingerprint, idempotencyKey: key() });
    expect(await acceptOffer(ctx, { offerId: offer.id })).toEqual({ ok: false, reason: 'closed', status: 'withdrawn' });
    expect((await entries()).map(({ status }) => status)).toEqual(['left', 'waiting']);
    expect(await count(`slot_claims WHERE kind = 'hold' AND released_at IS NULL`)).toBe(0);
  });

  it('is closed where its time was booked for them by another way', async () => {
    const entry = await wait();
    await free(600);
    const offer = await openOffer();
    await declineOffer(ctx, { offerId: offer.id });
    await book(600, { patientId: entry.patientId });
    expect((await listWaitlist(ctx, { isWhole: true }))[0]).toMatchObject({ status: 'booked' });
  });

  it('goes on by itself: the worker’s queue knows of it', async () => {
    await wait();
    await free(600);
    const offer = await openOffer();
    const { rows } = await house.owner.query(`SELECT start_after FROM pgboss.job WHERE name = 'waitlist.pass-on'`);
    expect(rows[0].start_after.getTime()).toBeGreaterThanOrEqual(Date.parse(offer.expiresAt));
  });
});

describe('when an offer can be answered', () => {
  const quiet = { fromMin: 21 * 60, toMin: 8 * 60 };
  const clinic = { zone: 'Asia/Kolkata', waitlistOfferMin: 20, minimumNoticeMin: 30, quiet };
  const at = (iso: string) => Date.parse(iso);

  it('is as long as the clinic says, by day, and leaves its notice', () => {
    expect(offerTimes(at(now), at('2026-11-24T04:20:00Z'), clinic)).toEqual({ expiresAt: at('2026-11-24T03:50:00Z') });
    expect(offerTimes(at(now), at('2026-11-24T04:19:00Z'), clinic)).toBeNull();
  });

  it('is not at night, also where clocks change', () => {
    const night = at('2026-11-24T15:30:00Z');
    expect(offerTimes(night, at('2026-11-26T04:00:00Z'), clinic)).toEqual({ notBefore: at('2026-11-25T02:30:00Z') });
    expect(offerTimes(night, at('2026-11-25T03:19:00Z'), clinic)).toBeNull();
    const boston = { ...clinic, zone: 'America/New_York' };
    expect(offerTimes(at('2026-11-01T03:00:00Z'), at('2026-11-02T14:00:00Z'), boston)).toEqual({
      notBefore: at('2026-11-01T13:00:00Z'),
    });
  });
});

describe('the list', () => {
  it('takes a wish once, under one key or said again', async () => {
    const request = {
      patientId: someone(),
      doctorId: ours.doctorIds[0],
      from: today,
      to: tomorrow,
      idempotencyKey: key(),
    };
    const first = await joinWaitlist(ctx, request);
    expect(await joinWaitlist(ctx, request)).toEqual(first);
    const again = await Promise.all(
      [1, 2, 3].map(() => joinWaitlist(ctx, { ...request, to: '2026-11-26', idempotencyKey: key() })),
    );
    for (const result of again)
      expect(result).toMatchObject({ ok: false, reason: 'already-waiting', entryId: first.ok && first.entry.id });
  });

  it('keeps phones and notes sealed, and who read them', async () => {
    await wait({ phone: '98220 11122', notes: 'ghutne mein dard, jaldi chahiye' });
    const written = [...(await rawRows(house.owner)).values()].join('\n');
    expect(written).not.toContain('ghutne');
    expect(written).not.toContain('9822011122');
    expect(await listWaitlist(ctx, {})).toMatchObject([
      { phone: '+919822011122', notes: 'ghutne mein dard, jaldi chahiye' },
    ]);
    expect(
      await count(`audit_entries WHERE action = 'waitlist.read' AND actor_id = $1`, [ours.admin.userId]),
    ).toBeGreaterThan(0);
  });

  it('forgets whose days are past', async () => {
    await wait({ to: today });
    house.setNow('2026-11-25T03:30:00Z');
    expect(await listWaitlist(ctx, {})).toEqual([]);
  });

  it.each([
    [{ patientId: 'x' }, 'patientId'],
    [{ patientId: randomUUID() }, 'patientId'],
    [{ doctorId: randomUUID() }, 'doctorId'],
    [{ doctorId: undefined }, 'doctorId'],
    [{ doctorId: undefined, speciality: 'astrology' }, 'speciality'],
    [{ serviceId: randomUUID() }, 'serviceId'],
    [{ from: 'soon' }, 'from'],
    [{ from: '2026-11-26', to: '2026-11-25' }, 'to'],
    [{ from: '2026-11-01', to: '2026-11-20' }, 'to'],
    [{ to: '2027-11-20' }, 'to'],
    [{ part: 'noon' }, 'part'],
    [{ phone: 'none' }, 'phone'],
    [{ notes: 'x'.repeat(501) }, 'notes'],
    [{ callId: randomUUID() }, 'callId'],
  ])('names what is wrong: %j', async (over, field) => {
    await expect(wait(over)).rejects.toMatchObject({ field });
    expect(await count('waitlist_entries')).toBe(0);
  });

  it('does not take who cannot be seen there: the second doctor gives no vaccinations', async () => {
    await expect(wait({ doctorId: ours.doctorIds[1], serviceId: ours.vaccination })).rejects.toMatchObject({
      field: 'serviceId',
    });
  });

  it('is one clinic’s, and the desk’s', async () => {
    await expect(wait({ patientId: theirs.patients[0]?.id })).rejects.toMatchObject({ field: 'patientId' });
    await expect(wait({ doctorId: theirs.doctorIds[0] })).rejects.toMatchObject({ field: 'doctorId' });
    const entry = await wait();
    await free(600);
    const { id: offerId } = await openOffer();
    const there = house.as(theirs.clinicId, theirs.admin);
    await expect(acceptOffer(there, { offerId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(declineOffer(there, { offerId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(leaveWaitlist(there, { entryId: entry.id })).rejects.toMatchObject({ code: 'not-found' });
    await passOnOffer(house.as(theirs.clinicId), offerId);
    expect(await listWaitlist(there, {})).toEqual([]);
    const doctor = house.as(ours.clinicId, ours.doctor);
    await expect(listWaitlist(doctor, {})).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(acceptOffer(doctor, { offerId })).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await openOffer()).id).toBe(offerId);
  });
});
