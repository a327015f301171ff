// Guards the link of an offered time: it is shown, taken or left by its patient alone, in time, and once.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { localChannel } from '../messages/channel.ts';
import { sendMessage } from '../messages/send-message.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { cancelAppointment } from '../scheduling/cancel.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { joinWaitlist } from '../waitlist/join.ts';
import { offerFreed } from '../waitlist/pass-on.ts';
import { readAppointmentLink } from './appointment-link.ts';
import { answerOfferLink, readOfferLink } from './offer-link.ts';

const start = '2026-11-24T04:00:00Z';

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'offers.test' });
});
afterAll(() => house.close());
afterEach(() => house.setNow(start));

let people = 0;
const somebody = async () => {
  const entry = { phone: `+91600066${6_000 + ++people}`, name: 'Kamala Devi Nair', isToBeCompleted: false };
  return (await registerPatient(house.as(clinic.clinicId), entry)).id;
};

let days = 0;
/** A time that came free and is offered to somebody who waits: the token of the link they were sent. */
async function offered(options: { phone?: string } = {}) {
  const ctx = house.as(clinic.clinicId, clinic.admin);
  // Another day each time: whoever left an offer still waits on theirs.
  const day = `2026-12-${String(++days).padStart(2, '0')}`;
  const slot = clinic.slot(day, 600);
  const booked = await bookAppointment(ctx, { slot, patientId: await somebody(), idempotencyKey: randomUUID() });
  if (!booked.ok) throw new Error(booked.reason);
  const patientId = await somebody();
  const joined = await joinWaitlist(ctx, {
    patientId,
    doctorId: slot.doctorId,
    from: day,
    to: day,
    idempotencyKey: randomUUID(),
    ...options,
  });
  if (!joined.ok) throw new Error(joined.reason);
  const appointmentId = booked.appointment.id;
  await cancelAppointment(ctx, { appointmentId, by: 'patient' });
  await offerFreed(house.as(clinic.clinicId), appointmentId);
  const { rows } = await house.owner.query<{ id: string }>(
    `SELECT m.id FROM message_jobs m JOIN waitlist_offers o ON o.id = m.offer_id WHERE m.patient_id = $1`,
    [patientId],
  );
  const messageId = rows[0]?.id ?? '';
  await sendMessage(house.as(clinic.clinicId), messageId, { channels: [localChannel], webUrl: 'http://desk.test' });
  const sent = await house.db.withTenant(clinic.clinicId, async ({ tx, cipher }) => {
    const row = await tx.messageJob.findUniqueOrThrow({
      where: { id: messageId },
      select: { body: true, recipient: true },
    });
    const open = (column: 'body' | 'recipient') => cipher.open('message_jobs', column, messageId, row[column] ?? '');
    return { body: open('body'), recipient: open('recipient') };
  });
  return { ...sent, token: sent.body.split('/a/')[1] ?? '', patientId, startsAt: slot.startsAt };
}

const from = (token: string) => ({ token, address: '10.0.0.1' });
const statusOf = async (token: string) => {
  const seen = await readOfferLink(house.deps, from(token));
  return seen.state === 'open' ? seen.status : seen.state;
};
const appointmentsOf = async (patientId: string) =>
  (await house.owner.query('SELECT 1 FROM appointments WHERE patient_id = $1', [patientId])).rows.length;

it('shows the time and until when it is held, and no name', async () => {
  const { token, body, startsAt } = await offered();
  expect(body).toMatch(/^परीक्षा क्लिनिक: डॉ मीरा पिल्लई के साथ .* खाली हुआ है/);
  const seen = await readOfferLink(house.deps, from(token));
  expect(seen).toMatchObject({ state: 'open', status: 'open', startsAt, doctor: { name: 'Dr Meera Pillai' } });
  expect(JSON.stringify(seen)).not.toContain('Kamala');
});

it('is taken once, however often it is pressed', async () => {
  const { token, patientId } = await offered();
  expect(await answerOfferLink(house.deps, from(token), 'accept')).toBe('done');
  expect(await answerOfferLink(house.deps, from(token), 'accept')).toBe('done');
  expect(await statusOf(token)).toBe('accepted');
  expect(await appointmentsOf(patientId)).toBe(1);
  expect(await answerOfferLink(house.deps, from(token), 'decline')).toBe('not-possible');
});

it('is left, and cannot be taken any more', async () => {
  const { token, patientId } = await offered();
  expect(await answerOfferLink(house.deps, from(token), 'decline')).toBe('done');
  expect(await statusOf(token)).toBe('declined');
  expect(await answerOfferLink(house.deps, from(token), 'accept')).toBe('gone');
  expect(await appointmentsOf(patientId)).toBe(0);
});

it('is gone when its time is over, and expires as a link does', async () => {
  const { token, patientId } = await offered();
  house.setNow('2026-11-24T05:00:00Z');
  expect(await statusOf(token)).toBe('gone');
  expect(await answerOfferLink(house.deps, from(token), 'accept')).toBe('gone');
  house.setNow('2026-11-25T05:00:00Z');
  expect(await statusOf(token)).toBe('expired');
  expect(await appointmentsOf(patientId)).toBe(0);
});

it('opens no appointment: each link is for what it was made for', async () => {
  const { token } = await offered();
  expect(await readAppointmentLink(house.deps, from(token))).toEqual({ state: 'forged' });
});

it('goes to where whoever waits said they can be reached', async () => {
  const { recipient } = await offered({ phone: '+91 60007 77888' });
  expect(recipient).toBe('+916000777888');
});
