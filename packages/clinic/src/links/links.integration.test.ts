// Guards the patients' links: what they show, what they do, and that nobody else's does either.
import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { localChannel } from '../messages/channel.ts';
import { sendMessage } from '../messages/send-message.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { changeStatus } from '../scheduling/appointments/change-status.ts';
import { rescheduleAppointment } from '../scheduling/appointments/reschedule.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { cancelAppointment } from '../scheduling/cancel.ts';
import { type House, rawRows, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { type LinkedAppointment, readAppointmentLink } from './appointment-link.ts';
import { actOnAppointmentLink, type LinkAction } from './appointment-link-actions.ts';
import { readLinkCalendar } from './link-calendar.ts';
import { readLinkSlots } from './link-slots.ts';
import { signLink } from './link-token.ts';

const start = '2026-11-24T04:00:00Z';
const day = '2026-12-01';

let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'links.test' });
  other = await testClinic(house, { domain: 'strangers.test' });
});
afterAll(() => house.close());
afterEach(() => house.setNow(start));

let minutes = 540;
let people = 0;
/** A patient who has no other appointment. */
async function somebody(): Promise<string> {
  const entry = { phone: `+91600055${5_000 + ++people}`, name: 'Kamala Devi Nair', isToBeCompleted: false };
  return (await registerPatient(house.as(clinic.clinicId), entry)).id;
}

interface Sent {
  token: string;
  patientId: string;
  messageId: string;
  appointmentId: string;
  startsAt: string;
}

/** A booking whose message has gone out, and the token of its link. */
async function sent(patientId?: string): Promise<Sent> {
  const whose = patientId ?? (await somebody());
  const slot = clinic.slot(day, minutes);
  minutes += minutes === 765 ? 75 : 15;
  const booked = await bookAppointment(house.as(clinic.clinicId, clinic.admin), {
    slot,
    patientId: whose,
    isDespiteOwn: true,
    reason: 'knee pain for years',
    idempotencyKey: randomUUID(),
  });
  if (!booked.ok) throw new Error(booked.reason);
  const { id: appointmentId, startsAt } = booked.appointment;
  const { rows } = await house.owner.query<{ id: string }>(
    `SELECT id FROM message_jobs WHERE appointment_id = $1 AND kind = 'booking'`,
    [appointmentId],
  );
  const messageId = rows[0]?.id ?? '';
  await sendMessage(house.as(clinic.clinicId), messageId, { channels: [localChannel], webUrl: 'http://desk.test' });
  const body = await house.db.withTenant(clinic.clinicId, async ({ tx, cipher }) => {
    const row = await tx.messageJob.findUniqueOrThrow({ where: { id: messageId }, select: { body: true } });
    return cipher.open('message_jobs', 'body', messageId, row.body ?? '');
  });
  return { token: body.split('/a/')[1] ?? '', messageId, appointmentId, startsAt, patientId: whose };
}

const from = (token: string) => ({ token, address: `10.0.0.${Math.ceil(minutes / 15)}` });
async function see(token: string): Promise<LinkedAppointment> {
  const seen = await readAppointmentLink(house.deps, from(token));
  if (seen.state !== 'open') throw new Error(seen.state);
  return seen;
}
const press = (token: string, action: LinkAction) => actOnAppointmentLink(house.deps, from(token), action);
const statusOf = async (appointmentId: string) =>
  (await house.owner.query<{ status: string }>('SELECT status::text FROM appointments WHERE id = $1', [appointmentId]))
    .rows[0]?.status;

describe('a link', () => {
  it('shows what the message says, and no name, complaint or service', async () => {
    const { token, startsAt } = await sent();
    const seen = await see(token);
    expect(seen).toEqual({
      state: 'open',
      language: 'hi',
      zone: 'Asia/Kolkata',
      clinic: { name: 'Clinic of links.test', nameHindi: 'परीक्षा क्लिनिक', phone: null },
      branch: { name: 'Main', nameHindi: 'मुख्य', address: '1 Test Road' },
      doctor: { name: 'Dr Meera Pillai', nameHindi: 'डॉ मीरा पिल्लई' },
      startsAt,
      endsAt: expect.any(String),
      status: 'booked',
      cancelledBy: null,
      may: { confirm: true, cancel: true, undo: false, move: true },
    });
  });

  it('changes nothing by being looked at, but the audit', async () => {
    const { token } = await sent();
    const before = await rawRows(house.owner);
    await see(token);
    await readLinkSlots(house.deps, from(token), {});
    await readLinkCalendar(house.deps, from(token), 'en');
    const after = await rawRows(house.owner);
    const changed = [...after.keys()].filter((table) => after.get(table) !== before.get(table));
    expect(changed).toEqual(['public.audit_entries']);
  });

  it('confirms, cancels, thinks again and confirms anew, each once, and says who did it', async () => {
    const { token, appointmentId, startsAt: seen } = await sent();
    for (const action of [
      'confirm',
      'confirm',
      'cancel',
      'cancel',
      'undo',
      'undo',
      'cancel',
      'undo',
      'confirm',
    ] as const) {
      house.setNow(new Date(house.deps.clock.now() + 5_000).toISOString());
      expect(await press(token, { action, seen }), action).toBe('done');
    }
    expect(await statusOf(appointmentId)).toBe('confirmed');
    const { rows } = await house.owner.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE object_id = $1 AND actor_kind = 'patient' AND actor_id = 'link' AND action <> 'appointment.read' ORDER BY id`,
      [appointmentId],
    );
    expect(rows.map(({ action }) => action.replace('appointment.', ''))).toEqual([
      'confirm',
      'cancel',
      'restore',
      'cancel',
      'restore',
      'confirm',
    ]);
  });

  it('moves to a free time in one press, and leads on to where it went', async () => {
    const { token, appointmentId, startsAt: seen, patientId } = await sent();
    const offered = await readLinkSlots(house.deps, from(token), { day: '2026-12-03' });
    if (offered.state !== 'open') throw new Error(offered.state);
    expect(offered.day).toBe('2026-12-03');
    expect(offered.days.map(({ date }) => date)).toContain('2026-11-24');
    const to = offered.times[3] ?? '';
    expect(await press(token, { action: 'move', seen, to })).toBe('done');
    expect(await press(token, { action: 'move', seen, to })).toBe('done');
    expect(await statusOf(appointmentId)).toBe('rescheduled');
    expect(await see(token)).toMatchObject({ startsAt: to, status: 'booked', may: { confirm: true } });
    expect(await press(token, { action: 'confirm', seen })).toBe('changed');
    expect(await press(token, { action: 'confirm', seen: to })).toBe('done');
    const { rows } = await house.owner.query(`SELECT 1 FROM appointments WHERE patient_id = $1 AND starts_at = $2`, [
      patientId,
      to,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('offers no time that is taken, past, or its own, and takes none that is gone', async () => {
    const first = await sent();
    const second = await sent();
    const offered = await readLinkSlots(house.deps, from(first.token), { day });
    if (offered.state !== 'open') throw new Error(offered.state);
    expect(offered.times).not.toContain(first.startsAt);
    expect(offered.times).not.toContain(second.startsAt);
    for (const to of [second.startsAt, '2026-11-20T05:00:00Z', '2026-12-01T18:00:00Z', '2027-12-01T05:00:00Z']) {
      expect(await press(first.token, { action: 'move', seen: first.startsAt, to }), to).toBe('taken');
    }
    expect(await statusOf(first.appointmentId)).toBe('scheduled');
  });

  it('does not bring back what the clinic called off, nor a time that somebody else has', async () => {
    const byClinic = await sent();
    await cancelAppointment(house.as(clinic.clinicId, clinic.admin), {
      appointmentId: byClinic.appointmentId,
      by: 'clinic',
    });
    expect(await see(byClinic.token)).toMatchObject({
      status: 'cancelled',
      cancelledBy: 'clinic',
      may: { undo: false },
    });
    expect(await press(byClinic.token, { action: 'undo', seen: byClinic.startsAt })).toBe('not-possible');

    const own = await sent();
    await press(own.token, { action: 'cancel', seen: own.startsAt });
    const slot = {
      ...clinic.slot(day, 0),
      startsAt: own.startsAt,
      endsAt: new Date(Date.parse(own.startsAt) + 900_000).toISOString().replace('.000Z', 'Z'),
    };
    const taken = await bookAppointment(house.as(clinic.clinicId, clinic.admin), {
      slot,
      patientId: await somebody(),
      idempotencyKey: randomUUID(),
    });
    expect(taken.ok).toBe(true);
    expect(await press(own.token, { action: 'undo', seen: own.startsAt })).toBe('taken');
  });

  it('asks at the desk who would see the same doctor twice that day', async () => {
    const first = await sent();
    await press(first.token, { action: 'cancel', seen: first.startsAt });
    await sent(first.patientId);
    expect(await press(first.token, { action: 'undo', seen: first.startsAt })).toBe('own');
  });

  it('does nothing any more once the patient is there, or the time is over', async () => {
    const { token, appointmentId, startsAt: seen } = await sent();
    house.setNow(new Date(Date.parse(seen) - 3_600_000).toISOString());
    await changeStatus(house.as(clinic.clinicId, clinic.admin), { appointmentId, to: 'checked_in' });
    for (const action of ['confirm', 'cancel'] as const)
      expect(await press(token, { action, seen })).toBe('not-possible');
    expect(await see(token)).toMatchObject({
      status: 'over',
      may: { confirm: false, cancel: false, undo: false, move: false },
    });
    const past = await sent();
    house.setNow(new Date(Date.parse(past.startsAt) + 1_000).toISOString());
    expect(await press(past.token, { action: 'cancel', seen: past.startsAt })).toBe('not-possible');
  });

  it('follows the desk: what was moved there is what it shows', async () => {
    const { token, appointmentId } = await sent();
    const moved = await rescheduleAppointment(house.as(clinic.clinicId, clinic.admin), {
      appointmentId,
      slot: clinic.slot('2026-12-04', 600, 1),
      by: 'clinic',
      idempotencyKey: randomUUID(),
    });
    if (!moved.ok) throw new Error(moved.reason);
    expect(await see(token)).toMatchObject({
      doctor: { name: 'Dr Joseph Kurien' },
      startsAt: moved.appointment.startsAt,
    });
  });

  it('gives a calendar entry that calendars read, without the link in it', async () => {
    const { token, startsAt, appointmentId } = await sent();
    const file = await readLinkCalendar(house.deps, from(token), 'hi');
    if (file.state !== 'open') throw new Error(file.state);
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file.text)).getFirstSubcomponent('vevent') ?? undefined);
    expect(event.uid).toBe(`${appointmentId}@vaani`);
    expect(event.startDate.toJSDate()).toEqual(new Date(startsAt));
    expect(event.endDate.toJSDate().getTime() - event.startDate.toJSDate().getTime()).toBe(900_000);
    expect(event.summary).toContain('डॉ मीरा पिल्लई');
    expect(event.location).toBe('मुख्य, 1 Test Road');
    expect(file.text).not.toContain(token);
    expect(file.text).not.toMatch(/Kamala|knee/);
  });
});

describe('what is no good link', () => {
  const claims = async (over: object) => {
    const { messageId } = await sent();
    const cipher = await house.db.cipherFor(clinic.clinicId);
    const base = { purpose: 'appointment' as const, clinicId: clinic.clinicId, messageId, language: 'en' as const };
    return signLink(cipher, { ...base, expiresAt: Date.parse('2026-12-02T00:00:00Z'), ...over });
  };
  const stateOf = async (token: string) => (await readAppointmentLink(house.deps, from(token))).state;

  it('was made up, or put together from two', async () => {
    const { token } = await sent();
    const others = await house.db.cipherFor(other.clinicId);
    const { messageId } = await sent();
    const borrowed = { purpose: 'appointment' as const, clinicId: clinic.clinicId, messageId, language: 'en' as const };
    const forged = [
      '',
      'x',
      `${token.slice(0, -2)}AA`,
      `e${'A'.repeat(71)}`,
      signLink(others, { ...borrowed, expiresAt: Date.parse('2026-12-02T00:00:00Z') }),
      await claims({ messageId: randomUUID() }),
      await claims({ clinicId: other.clinicId }),
      await claims({ clinicId: randomUUID() }),
      await claims({ purpose: 'offer' }),
    ];
    for (const text of forged) {
      expect(await stateOf(text), text).toBe('forged');
      expect(await press(text, { action: 'cancel', seen: start })).toBe('forged');
    }
  });

  it('has lapsed: it says of which clinic it was, and does nothing', async () => {
    const { token, appointmentId, startsAt: seen } = await sent();
    house.setNow('2026-12-02T12:00:00Z');
    expect(await readAppointmentLink(house.deps, from(token))).toEqual({
      state: 'expired',
      language: 'hi',
      clinic: { name: 'Clinic of links.test', nameHindi: 'परीक्षा क्लिनिक', phone: null },
    });
    expect(await press(token, { action: 'cancel', seen })).toBe('expired');
    expect(await statusOf(appointmentId)).toBe('scheduled');
  });

  it('is pressed with what is no press', async () => {
    const { token } = await sent();
    await expect(press(token, { action: 'cancel', seen: 'now' })).rejects.toMatchObject({
      code: 'bad-input',
      field: 'seen',
    });
    await expect(press(token, { action: 'move', seen: start, to: 'soon' })).rejects.toMatchObject({ field: 'to' });
    await expect(press(token, { action: 'delete' } as unknown as LinkAction)).rejects.toMatchObject({
      code: 'bad-input',
    });
    await expect(readLinkSlots(house.deps, from(token), { day: 'tomorrow' })).rejects.toMatchObject({ field: 'day' });
  });

  it('is tried too often: guessing ends, and so does playing', async () => {
    const guess = () => readAppointmentLink(house.deps, { token: `e${'B'.repeat(71)}`, address: '192.0.2.1' });
    const states = new Set<string>();
    for (let tries = 0; tries < 40; tries++) states.add((await guess()).state);
    expect([...states]).toEqual(['forged', 'busy']);
    const { token, startsAt: seen } = await sent();
    const answers = new Set<string>();
    for (let presses = 0; presses < 40; presses++) answers.add(await press(token, { action: 'confirm', seen }));
    expect([...answers]).toEqual(['done', 'busy']);
  });
});
