// Guards that a message reaches its patient once or is listed for the desk, whatever the provider does: real libraries, a sandbox of the providers.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cancelAppointment } from '../scheduling/cancel.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { messageDesk } from '../testing/message-desk.ts';
import { type MessageProviders, startMessageProviders } from '../testing/message-providers.ts';
import { getMessage } from './list-messages.ts';
import { queueMessage } from './queue-message.ts';
import { giveUpMessage, type SendStep, sendMessage } from './send-message.ts';

const start = '2026-11-24T04:00:00Z';
const day = '2026-12-01';

let house: House;
let clinic: TestClinic;
let providers: MessageProviders;
let desk: ReturnType<typeof messageDesk>;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'messages.test' });
  providers = await startMessageProviders(house);
  desk = messageDesk(house, clinic, providers);
  await desk.template('sms', '1107161234567890123');
  await desk.template('sms', '1107161234567890124', 'cancellation');
});
afterAll(async () => {
  await providers.close();
  await house.close();
});
afterEach(() => {
  house.setNow(start);
  providers.fault.set(null);
  providers.mailFault.set(null);
});

let line = 1_000;
/** A mobile of its own for each test. */
const mobile = (): string => `+91982000${++line}`;

describe('a message', () => {
  it('leaves once, with a link, and is left alone afterwards', async () => {
    const phone = mobile();
    const { messageId } = await desk.book(await desk.patient(phone), day);
    await desk.send(messageId);
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('done');
    expect(await desk.attempts(messageId)).toEqual(['sms accepted']);
    expect(desk.held(phone).map(({ body }) => body)).toEqual([
      expect.stringMatching(
        /^Clinic of messages\.test: your appointment with Dr Meera Pillai .* http:\/\/desk\.test\/a\/e[\w-]{71}$/,
      ),
    ]);
    const { rows } = await house.owner.query(
      `SELECT 1 FROM audit_entries WHERE action = 'message.send' AND object_id = $1 AND actor_kind = 'system'`,
      [messageId],
    );
    expect(rows).toHaveLength(1);
  });

  it('goes in Hindi to who is spoken to in Hinglish', async () => {
    await desk.template('sms', '1107161234567890125', 'booking', 'hi');
    const phone = mobile();
    const { messageId } = await desk.book(await desk.patient(phone, { language: 'hi-en' }), day);
    await desk.send(messageId);
    expect(desk.held(phone)[0]?.body).toMatch(/^परीक्षा क्लिनिक: .*\/a\/h[\w-]{71}$/);
  });

  it('of a cancellation takes back what had not left', async () => {
    const phone = mobile();
    const { appointmentId, messageId } = await desk.book(await desk.patient(phone), day);
    const reminder = await desk.messageOf(appointmentId, 'reminder');
    await cancelAppointment(desk.ctx, { appointmentId, by: 'clinic' });
    const cancellation = await desk.messageOf(appointmentId, 'cancellation');
    for (const id of [messageId, reminder, cancellation]) await desk.send(id);
    expect(await Promise.all([messageId, reminder, cancellation].map(desk.state))).toEqual([
      'cancelled: superseded',
      'cancelled: superseded',
      'done',
    ]);
    expect(desk.held(phone)).toHaveLength(1);
  });

  it('is not sent where its appointment was cancelled while it waited to be tried again', async () => {
    const phone = mobile();
    const { appointmentId, messageId } = await desk.book(await desk.patient(phone), day);
    providers.fault.set({ kind: 'close', isTaken: false });
    await desk.send(messageId);
    await cancelAppointment(desk.ctx, { appointmentId, by: 'patient' });
    providers.fault.set(null);
    desk.settle();
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('cancelled: superseded');
    expect(desk.held(phone)).toEqual([]);
  });

  it('is not sent once it makes no sense', async () => {
    const phone = mobile();
    const { appointmentId, messageId } = await desk.book(await desk.patient(phone), day);
    const reminder = await desk.messageOf(appointmentId, 'reminder');
    house.setNow('2026-12-01T18:00:00Z');
    await desk.send(messageId);
    await desk.send(reminder);
    expect([await desk.state(messageId), await desk.state(reminder)]).toEqual(['cancelled: late', 'cancelled: late']);
    expect(desk.held(phone)).toEqual([]);
  });

  it('that comes too early comes back when it is due', async () => {
    const { appointmentId } = await desk.book(await desk.patient(mobile()), day);
    const reminder = await desk.messageOf(appointmentId, 'reminder');
    await desk.send(reminder);
    expect(await desk.state(reminder)).toBe('waiting');
    const [first, again] = await desk.jobsIn(reminder);
    expect(again).toBe(first);
  });
});

describe('a refusal', () => {
  it('for good leads to the next channel', async () => {
    const phone = mobile();
    const { messageId } = await desk.book(await desk.patient(phone, { email: 'ila@example.org' }), day);
    providers.fault.set({ kind: 'refuse', status: 400, code: 21211 });
    await desk.send(messageId);
    expect(await desk.attempts(messageId)).toEqual(['sms failed 21211', 'email accepted']);
    expect(await desk.state(messageId)).toBe('done');
    const mail = providers.sendgrid.mails().at(-1)?.mail;
    expect(mail?.personalizations[0]?.to).toEqual([{ email: 'ila@example.org' }]);
    expect(mail?.subject).toMatch(/^Your appointment on /);
  });

  it('for good by all channels is listed for the desk', async () => {
    const { messageId } = await desk.book(await desk.patient(mobile()), day);
    providers.fault.set({ kind: 'refuse', status: 400, code: 21211 });
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('dead: refused');
  });

  it('that may pass is tried again later and later, after as long as the provider asks', async () => {
    const { messageId } = await desk.book(await desk.patient(mobile()), day);
    providers.fault.set({ kind: 'busy', retryAfterS: 90 });
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('waiting');
    expect((await desk.jobsIn(messageId)).slice(1)).toEqual([90]);
    providers.fault.set({ kind: 'refuse', status: 401, code: 20003 });
    const waits: number[] = [];
    for (let index = 0; index < 5; index++) {
      house.setNow(new Date(house.deps.clock.now() + 600_000).toISOString());
      await desk.send(messageId);
      waits.push((await desk.jobsIn(messageId)).at(-1) ?? 0);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480]);
    providers.fault.set(null);
    house.setNow(new Date(house.deps.clock.now() + 600_000).toISOString());
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('done');
  });

  it('because somebody said stop is remembered, and that channel is not tried again', async () => {
    const phone = mobile();
    const patientId = await desk.patient(phone);
    providers.twilio.unsubscribe('VAANIC', phone);
    const first = await desk.book(patientId, day);
    await desk.send(first.messageId);
    expect(await desk.attempts(first.messageId)).toEqual(['sms failed 21610']);
    const second = await desk.book(patientId, day);
    await desk.send(second.messageId);
    expect(await desk.attempts(second.messageId)).toEqual([]);
    expect(await desk.state(second.messageId)).toBe('dead: opted-out');
  });
});

describe('where there is no way', () => {
  it('a landline is not written to: its patient is rung, or gets an e-mail', async () => {
    const without = await desk.book(await desk.patient('+912266000701'), day);
    const mailed = await desk.book(await desk.patient('+912266000702', { email: 'dev@example.org' }), day);
    await desk.send(without.messageId);
    await desk.send(mailed.messageId);
    expect(await desk.state(without.messageId)).toBe('dead: no-address');
    expect(await desk.attempts(mailed.messageId)).toEqual(['email accepted']);
  });

  it('a text message to India without its template does not leave, and says why', async () => {
    const phone = mobile();
    const { appointmentId } = await desk.book(await desk.patient(phone), day);
    const reminder = await desk.messageOf(appointmentId, 'reminder');
    house.setNow('2026-11-30T04:20:00Z');
    await house.owner.query('UPDATE message_jobs SET send_after = $2 WHERE id = $1', [
      reminder,
      '2026-11-30T04:00:00Z',
    ]);
    await desk.send(reminder);
    expect(await desk.state(reminder)).toBe('dead: no-template');
    expect(desk.held(phone)).toEqual([]);
  });

  it('a message of a demo stays in the house', async () => {
    await house.owner.query('UPDATE clinics SET demo_seeded_at = now() WHERE id = $1', [clinic.clinicId]);
    const phone = mobile();
    const { messageId } = await desk.book(await desk.patient(phone), day);
    await desk.send(messageId);
    await house.owner.query('UPDATE clinics SET demo_seeded_at = NULL WHERE id = $1', [clinic.clinicId]);
    expect(await desk.attempts(messageId)).toEqual(['local delivered']);
    expect(desk.held(phone)).toEqual([]);
  });
});

describe('an outcome that nobody knows', () => {
  it.each([true, false])('is asked about before anything is sent again (taken: %s)', async (isTaken) => {
    const phone = mobile();
    const { messageId } = await desk.book(await desk.patient(phone), day);
    providers.fault.set({ kind: 'close', isTaken });
    await desk.send(messageId);
    providers.fault.set(null);
    expect(await desk.state(messageId)).toBe('sending');
    expect((await desk.jobsIn(messageId)).at(-1)).toBe(30);
    // Too early: the attempt may still be under way.
    await desk.send(messageId);
    expect(desk.held(phone)).toHaveLength(isTaken ? 1 : 0);
    desk.settle();
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('done');
    expect(desk.held(phone)).toHaveLength(1);
    expect(await desk.attempts(messageId)).toEqual(
      isTaken ? ['sms accepted'] : ['sms failed not-taken', 'sms accepted'],
    );
  });

  it('is not settled while the provider cannot be asked', async () => {
    const phone = mobile();
    const { messageId } = await desk.book(await desk.patient(phone), day);
    providers.fault.set({ kind: 'close', isTaken: true });
    await desk.send(messageId);
    desk.settle();
    providers.fault.set({ kind: 'server-error', status: 503, isTaken: false });
    await expect(desk.send(messageId)).rejects.toThrow();
    expect(await desk.state(messageId)).toBe('sending');
    providers.fault.set(null);
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('done');
    expect(desk.held(phone)).toHaveLength(1);
  });

  it('of an e-mail is never followed by another: a report settles it, or the desk does', async () => {
    const patientId = await desk.patient('+912266000703', { email: 'una@example.org' });
    const { messageId } = await desk.book(patientId, day);
    providers.mailFault.set({ kind: 'close', isTaken: true });
    await desk.send(messageId);
    providers.mailFault.set(null);
    desk.settle();
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('sending');
    house.setNow(new Date(Date.parse(start) + 16 * 60_000).toISOString());
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('dead: unknown');
    const toHer = providers.sendgrid.mails().filter(({ mail }) => JSON.stringify(mail).includes('una@example.org'));
    expect(toHer).toHaveLength(1);
  });
});

describe('a sender that dies', () => {
  const steps: SendStep[] = ['before-attempt', 'after-attempt', 'after-send', 'after-note'];

  it.each(steps)('%s leaves a message that the next one sends once', async (dying) => {
    const phone = mobile();
    const { messageId } = await desk.book(await desk.patient(phone), day);
    const died = sendMessage(desk.ctx, messageId, {
      ...providers.sender,
      onStep: (step) => {
        if (step === dying) throw new Error('died');
      },
    });
    await expect(died).rejects.toThrow('died');
    desk.settle();
    await desk.send(messageId);
    expect(await desk.state(messageId)).toBe('done');
    expect(desk.held(phone)).toHaveLength(1);
  });

  it('and one that only slept does not send what another has sent meanwhile', async () => {
    const phone = mobile();
    const { messageId } = await desk.book(await desk.patient(phone), day);
    let slept = 0;
    const { clock } = desk.ctx;
    const sleepy = { ...desk.ctx, clock: { ...clock, monotonic: () => clock.monotonic() + slept } };
    await sendMessage(sleepy, messageId, {
      ...providers.sender,
      async onStep(step) {
        if (step !== 'after-attempt' || slept > 0) return;
        slept = 40_000;
        desk.settle();
        await desk.send(messageId);
      },
    });
    expect(desk.held(phone)).toHaveLength(1);
    expect(await desk.state(messageId)).toBe('done');
  });

  it('leaves nothing to two that come at once', async () => {
    const phone = mobile();
    const { messageId } = await desk.book(await desk.patient(phone), day);
    await Promise.all([1, 2, 3, 4].map(() => desk.send(messageId)));
    expect(desk.held(phone)).toHaveLength(1);
    expect(await desk.state(messageId)).toBe('done');
  });

  it('for good leaves the message to the desk, unless it was sent', async () => {
    const { messageId } = await desk.book(await desk.patient(mobile()), day);
    await giveUpMessage(desk.ctx, messageId);
    expect(await desk.state(messageId)).toBe('dead: gave-up');
    const sent = await desk.book(await desk.patient(mobile()), day);
    await desk.send(sent.messageId);
    await giveUpMessage(desk.ctx, sent.messageId);
    expect(await desk.state(sent.messageId)).toBe('done');
  });
});

describe('reminders', () => {
  it('are written with the booking, and not for one made within their lead', async () => {
    const patientId = await desk.patient(mobile());
    const ahead = await desk.book(patientId, day);
    const { rows } = await house.owner.query<{ lead: number }>(
      `SELECT lead_min AS lead FROM message_jobs WHERE appointment_id = $1 AND kind = 'reminder' ORDER BY lead_min`,
      [ahead.appointmentId],
    );
    expect(rows.map(({ lead }) => lead)).toEqual([120, 1_440]);
    house.setNow('2026-11-30T11:00:00Z');
    const soon = await desk.book(patientId, day);
    expect(
      (
        await house.owner.query(`SELECT lead_min FROM message_jobs WHERE appointment_id = $1 AND kind = 'reminder'`, [
          soon.appointmentId,
        ])
      ).rows,
    ).toEqual([{ lead_min: 120 }]);
  });
});

describe('a clinic', () => {
  it('has its own order and its own sender', async () => {
    const other = await testClinic(house, { domain: 'ordered.test' });
    const theirs = messageDesk(house, other, providers);
    await theirs.template('sms', '110799');
    await theirs.route('email', 0);
    await theirs.route('sms', 1, '+14155550101');
    const phone = mobile();
    const mailed = await theirs.book(await theirs.patient(mobile(), { email: 'esha@example.org' }), day);
    const texted = await theirs.book(await theirs.patient(phone), day);
    await theirs.send(mailed.messageId);
    await theirs.send(texted.messageId);
    expect(await theirs.attempts(mailed.messageId)).toEqual(['email accepted']);
    expect(theirs.held(phone)).toMatchObject([{ from: '+14155550101' }]);
  });
});

describe('a message about several appointments', () => {
  async function moved(domain: string) {
    const own = await testClinic(house, { domain });
    const theirs = messageDesk(house, own, providers);
    const phone = mobile();
    const patientId = await theirs.patient(phone);
    const first = await theirs.book(patientId, day);
    const second = await theirs.book(patientId, '2026-12-02');
    await cancelAppointment(theirs.ctx, { appointmentId: second.appointmentId, by: 'clinic' });
    await house.owner.query(`UPDATE message_jobs SET status = 'cancelled' WHERE clinic_id = $1`, [own.clinicId]);
    const messageId = await house.db.withTenant(own.clinicId, (tenant) =>
      queueMessage(tenant, theirs.ctx, {
        kind: 'move',
        appointmentId: first.appointmentId,
        alsoAppointmentIds: [second.appointmentId],
        patientId,
        language: 'en',
        notAfter: new Date('2026-12-03T00:00:00Z'),
      }),
    );
    return { theirs, phone, messageId, secondId: second.appointmentId };
  }

  it('is one where its wording is ours', async () => {
    const { theirs, messageId } = await moved('several.test');
    await house.owner.query(`UPDATE clinics SET demo_seeded_at = now() WHERE id = $1`, [theirs.ctx.clinicId]);
    await theirs.send(messageId);
    const { body } = await getMessage(house.as(theirs.ctx.clinicId), messageId);
    expect(body).toMatch(/is now on .* Also: Dr \w+ \w+, .*, is cancelled\.$/);
  });

  it('is two where it is registered', async () => {
    const { theirs, phone, messageId, secondId } = await moved('registered.test');
    await theirs.template('sms', '110701', 'move');
    await theirs.template('sms', '110702', 'cancellation');
    await theirs.send(messageId);
    await theirs.send(await theirs.messageOf(secondId, 'cancellation'));
    expect(theirs.held(phone).map(({ body }) => /now on|is cancelled/.exec(body)?.[0])).toEqual([
      'now on',
      'is cancelled',
    ]);
  });

  it('still tells of the others where the first is no longer true', async () => {
    const { theirs, messageId, secondId } = await moved('untrue.test');
    await house.owner.query(
      `UPDATE appointments SET status = 'cancelled', claim_id = NULL WHERE id = (SELECT appointment_id FROM message_jobs WHERE id = $1)`,
      [messageId],
    );
    await theirs.send(messageId);
    expect(await theirs.state(messageId)).toBe('cancelled: superseded');
    expect(await theirs.state(await theirs.messageOf(secondId, 'cancellation'))).toBe('waiting');
  });
});
