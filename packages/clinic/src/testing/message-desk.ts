import { randomUUID } from 'node:crypto';
import type { ClinicContext } from '../context.ts';
import { patience } from '../messages/plan-send.ts';
import { sendMessage } from '../messages/send-message.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { bookAppointment } from '../scheduling/book.ts';
import type { House, TestClinic } from './index.ts';
import type { MessageProviders } from './message-providers.ts';

/** What tests of messages do again and again: patients with addresses, bookings, and a look at what became of their messages. */
export function messageDesk(house: House, clinic: TestClinic, providers: MessageProviders) {
  const ctx: ClinicContext = house.as(clinic.clinicId);
  let booked = 0;
  const rows = async <T extends object>(sql: string, values: unknown[]): Promise<T[]> =>
    (await house.owner.query<T>(sql, values)).rows;

  return {
    ctx,

    /** @param phone E.164. */
    async patient(phone: string, options: { email?: string; language?: 'en' | 'hi' | 'hi-en' } = {}): Promise<string> {
      const { language = 'en' } = options;
      const { id } = await registerPatient(ctx, { phone, name: `Patient ${phone}`, language, isToBeCompleted: false });
      if (options.email !== undefined) {
        const { email } = options;
        await ctx.db.withTenant(clinic.clinicId, ({ tx, cipher }) =>
          tx.patient.update({
            where: { clinicId_id: { clinicId: clinic.clinicId, id } },
            data: { email: cipher.seal('patients', 'email', id, email) },
            select: { id: true },
          }),
        );
      }
      return id;
    },

    /** Books a quarter of an hour of a day that is still free; answers the appointment and its message. */
    async book(patientId: string, date: string): Promise<{ appointmentId: string; messageId: string }> {
      const [doctor, quarter] = [Math.floor(booked / 16) % 2, booked++ % 16];
      const result = await bookAppointment(house.as(clinic.clinicId, clinic.admin), {
        slot: clinic.slot(date, 540 + 15 * quarter, doctor),
        patientId,
        isDespiteOwn: true,
        idempotencyKey: randomUUID(),
      });
      if (!result.ok) throw new Error(`${date}, quarter ${quarter}: ${result.reason}`);
      const appointmentId = result.appointment.id;
      return { appointmentId, messageId: await this.messageOf(appointmentId, 'booking') };
    },

    async messageOf(appointmentId: string, kind: string): Promise<string> {
      const sql =
        'SELECT id FROM message_jobs WHERE appointment_id = $1 AND kind = $2::message_kind ORDER BY created_at DESC, id DESC';
      return (await rows<{ id: string }>(sql, [appointmentId, kind]))[0]?.id ?? '';
    },

    send: (messageId: string) => sendMessage(ctx, messageId, providers.sender),

    /** "done", or "dead: no-address". */
    async state(messageId: string): Promise<string> {
      const [row] = await rows<{ status: string; reason: string | null }>(
        'SELECT status::text, reason FROM message_jobs WHERE id = $1',
        [messageId],
      );
      return row === undefined ? 'none' : [row.status, row.reason].filter(Boolean).join(': ');
    },

    /** Each attempt as "sms failed 21211". */
    async attempts(messageId: string): Promise<string[]> {
      const found = await rows<{ channel: string; status: string; code: string | null }>(
        'SELECT channel::text, status::text, error_code AS code FROM message_deliveries WHERE message_id = $1 ORDER BY id',
        [messageId],
      );
      return found.map(({ channel, status, code }) => [channel, status, code].filter(Boolean).join(' '));
    },

    /** Seconds from the house's now to each job that will look at the message again. */
    async jobsIn(messageId: string): Promise<number[]> {
      const found = await rows<{ at: Date }>(
        `SELECT start_after AS at FROM pgboss.job WHERE name = 'message.send' AND data->>'messageId' = $1 ORDER BY created_on, id`,
        [messageId],
      );
      return found.map(({ at }) => Math.round((at.getTime() - house.deps.clock.now()) / 1_000));
    },

    /** What Twilio holds for a number. */
    held: (to: string) =>
      providers.twilio.messages().filter((message) => message.to === to && message.direction !== 'inbound'),

    /** Long enough for an attempt to be asked about. */
    settle(): void {
      house.setNow(new Date(house.deps.clock.now() + patience.settleMs + 1).toISOString());
    },

    async template(channel: 'sms' | 'whatsapp', templateId: string, kind = 'booking', language = 'en'): Promise<void> {
      await house.owner.query(
        `INSERT INTO message_templates (id, clinic_id, kind, channel, language, template_id)
         VALUES ($1, $2, $3::message_kind, $4::channel, $5::language, $6)`,
        [randomUUID(), clinic.clinicId, kind, channel, language, templateId],
      );
    },

    async route(channel: 'sms' | 'whatsapp' | 'email', order: number, sender: string | null = null): Promise<void> {
      await house.owner.query(
        `INSERT INTO message_routes (id, clinic_id, channel, "order", sender) VALUES ($1, $2, $3::channel, $4, $5)`,
        [randomUUID(), clinic.clinicId, channel, order, sender],
      );
    },
  };
}
