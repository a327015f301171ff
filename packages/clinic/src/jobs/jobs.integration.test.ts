// Guards the queue: written with what causes it or not at all, run, tried again, given up, and never told anything personal.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicContext } from '../context.ts';
import { localChannel } from '../messages/channel.ts';
import { sendMessage } from '../messages/send-message.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { addDays, localDate } from '../scheduling/civil-time.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { type DeadJob, type JobHandlers, type JobName, runJobs } from './index.ts';

// The queue goes by the clock of the database, so this house goes by the real one.
const now = new Date().toISOString();
const tomorrow = addDays(localDate(Date.parse(now), 'Asia/Kolkata'), 1);

let house: House;
let clinic: TestClinic;
let ctx: ClinicContext;
let patientId: string;

beforeAll(async () => {
  house = await startHouse(now);
  clinic = await testClinic(house, { domain: 'jobs.test' });
  ctx = house.as(clinic.clinicId);
  ({ id: patientId } = await registerPatient(ctx, {
    phone: '+916000888001',
    name: 'Vimla Rao',
    isToBeCompleted: false,
  }));
});
afterAll(() => house.close());

const one = async <T>(sql: string, values: unknown[] = []): Promise<T | undefined> =>
  (await house.owner.query(sql, values)).rows[0];
const jobsOf = async (name: JobName, key: string, id: string): Promise<number> =>
  (
    await one<{ count: number }>(`SELECT count(*)::int AS count FROM pgboss.job WHERE name = $1 AND data->>$2 = $3`, [
      name,
      key,
      id,
    ])
  )?.count ?? 0;
const statusOf = async (messageId: string): Promise<string | undefined> =>
  (await one<{ status: string }>('SELECT status::text FROM message_jobs WHERE id = $1', [messageId]))?.status;

const nothing: JobHandlers = {
  'message.send': async () => undefined,
  'call.summarise': async () => undefined,
  'call.reap': async () => undefined,
  'callback.place': async () => undefined,
  'analytics.roll-up': async () => undefined,
  'hold.sweep': async () => undefined,
  'webhook.deliver': async () => undefined,
  'waitlist.offer': async () => undefined,
  'waitlist.pass-on': async () => undefined,
  'import.run': async () => undefined,
  'appointment.no-show': async () => undefined,
  'calendar.fetch': async () => undefined,
  'clinic.tidy': async () => undefined,
};

let runner: { stop(): Promise<void> } | undefined;
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

const run = async (handlers: Partial<JobHandlers>, onDead: (job: DeadJob) => Promise<void> = async () => undefined) => {
  const errors: Error[] = [];
  runner = await runJobs({
    url: house.database.appUrl,
    handlers: { ...nothing, ...handlers },
    onSchedule: async () => undefined,
    onDead,
    onError: (error) => void errors.push(error),
  });
  return errors;
};

async function book(minutes: number): Promise<string> {
  const booked = await bookAppointment(house.as(clinic.clinicId, clinic.admin), {
    slot: clinic.slot(tomorrow, minutes),
    patientId,
    idempotencyKey: randomUUID(),
    isDespiteOwn: true,
  });
  if (!booked.ok) throw new Error(booked.reason);
  const booking = `SELECT id FROM message_jobs WHERE appointment_id = $1 AND kind = 'booking'`;
  const row = await one<{ id: string }>(booking, [booked.appointment.id]);
  return row?.id ?? '';
}

describe('a job', () => {
  it('comes to be with what causes it, or not at all', async () => {
    const messageId = randomUUID();
    const data = { clinicId: clinic.clinicId, messageId };
    const thrown = ctx.db.withTenant(clinic.clinicId, async (tenant) => {
      await ctx.jobs.enqueue(tenant, 'message.send', data);
      throw new Error('changed my mind');
    });
    await expect(thrown).rejects.toThrow('changed my mind');
    expect(await jobsOf('message.send', 'messageId', messageId)).toBe(0);
    await ctx.db.withTenant(clinic.clinicId, (tenant) => ctx.jobs.enqueue(tenant, 'message.send', data));
    expect(await jobsOf('message.send', 'messageId', messageId)).toBe(1);
  });

  it('is run: the confirmation of a booking is delivered', async () => {
    const messageId = await book(600);
    expect(await statusOf(messageId)).toBe('waiting');
    const errors = await run({
      'message.send': (data) =>
        sendMessage(house.as(data.clinicId), data.messageId, { channels: [localChannel], webUrl: 'http://desk.test' }),
    });
    await expect.poll(() => statusOf(messageId), { timeout: 15_000 }).toBe('done');
    const delivery = await one('SELECT channel::text, status::text FROM message_deliveries WHERE message_id = $1', [
      messageId,
    ]);
    expect(delivery).toEqual({ channel: 'local', status: 'delivered' });
    expect(errors).toEqual([]);
  });

  it('that fails is tried again, given up in the end, and leaves nothing of its error', async () => {
    const messageId = randomUUID();
    await ctx.db.withTenant(clinic.clinicId, (tenant) =>
      ctx.jobs.enqueue(tenant, 'message.send', { clinicId: clinic.clinicId, messageId }),
    );
    await house.owner.query(
      `UPDATE pgboss.job SET retry_limit = 1, retry_delay = 0, retry_backoff = false WHERE data->>'messageId' = $1`,
      [messageId],
    );
    const dead: DeadJob[] = [];
    let tries = 0;
    await run(
      {
        async 'message.send'(data) {
          if (data.messageId !== messageId) return;
          tries++;
          throw new TypeError('could not reach +916000888001 for Vimla Rao');
        },
      },
      async (job) => void dead.push(job),
    );
    await expect.poll(() => dead.length, { timeout: 20_000 }).toBe(1);
    expect(dead[0]).toEqual({ name: 'message.send', data: { clinicId: clinic.clinicId, messageId } });
    expect(tries).toBe(2);
    const { rows } = await house.owner.query<{ row: string }>('SELECT j::text AS row FROM pgboss.job j');
    const all = rows.map(({ row }) => row).join('\n');
    expect(all).toContain('TypeError');
    expect(all).not.toContain('Vimla');
    expect(all).not.toContain('6000888001');
  });
});
