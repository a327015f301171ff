// Guards the worker as a process: it comes up, does the clinic's jobs, says nothing of patients, and stops when told.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  bookAppointment,
  type ClinicContext,
  cancelAppointment,
  endCall,
  getCall,
  joinWaitlist,
  recordTurns,
  registerPatient,
  startCall,
} from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { systemClock } from '@vaani/config';
import { receptionist, startOpenai } from '@vaani/sandbox';
import { freePort } from '@vaani/services';
import { testRedisUrl } from '@vaani/services/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
// The queue goes by the clock of the database, so this house goes by the real one.
const now = new Date().toISOString();
const dayAfterTomorrow = new Date(Date.parse(now) + 2 * 86_400_000).toISOString().slice(0, 10);

let house: House;
let clinic: TestClinic;
let ctx: ClinicContext;
beforeAll(async () => {
  house = await startHouse(now);
  clinic = await testClinic(house, { domain: 'worker.test' });
  ctx = house.as(clinic.clinicId);
});
afterAll(() => house.close());

interface Worker {
  child: ChildProcess;
  url: string;
  /** What it logs: its standard output. */
  logs: () => string;
  errors: () => string;
}

let running: Worker | undefined;
afterEach(() => {
  running?.child.kill('SIGKILL');
  running = undefined;
});

async function startWorker(over: Record<string, string> = {}): Promise<Worker> {
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH ?? '',
      VAANI_ENV: 'local',
      DATABASE_URL: house.database.appUrl,
      REDIS_URL: testRedisUrl(),
      VAANI_KEYS: house.keys,
      VAANI_WORKER_PORT: String(port),
      ...over,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { logs: '', errors: '' };
  child.stdout?.on('data', (chunk) => {
    output.logs += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    output.errors += String(chunk);
  });
  running = { child, url: `http://127.0.0.1:${port}`, logs: () => output.logs, errors: () => output.errors };
  return running;
}

const answerOf = (url: string): Promise<number> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.status,
    () => 0,
  );
const valueIn = async (sql: string, id: string): Promise<unknown> =>
  (await house.owner.query<{ value: unknown }>(sql, [id])).rows[0]?.value;

describe('the worker', () => {
  it('does the jobs of a call and a booking, is seen at its door, and stops when told', async () => {
    const { callId } = await startCall(ctx, {
      direction: 'inbound',
      from: '+916000444001',
      to: '+912066000001',
      language: 'en',
    });
    const { id: patientId } = await registerPatient(ctx, {
      phone: '+916000444001',
      name: 'Zubeida Contractor',
      isToBeCompleted: false,
      callId,
    });
    const turn = { turnId: randomUUID(), index: 0, who: 'caller' as const, language: 'en' as const };
    await recordTurns(ctx, callId, [{ ...turn, text: 'Thanks, for Zubeida please', startedMs: 0, endedMs: 900 }]);
    const booked = await bookAppointment(ctx, {
      slot: clinic.slot(dayAfterTomorrow, 600),
      patientId,
      callId,
      idempotencyKey: randomUUID(),
    });
    if (!booked.ok) throw new Error(booked.reason);
    await endCall(ctx, callId, { outcome: 'booked', durationMs: 9_000, language: 'en' });

    const worker = await startWorker();
    await expect.poll(() => answerOf(`${worker.url}/ready`), { timeout: 60_000 }).toBe(200);
    expect(await answerOf(`${worker.url}/health`)).toBe(200);
    // The reminders wait for their time.
    const message = `SELECT status::text AS value FROM message_jobs WHERE appointment_id = $1 AND kind = 'booking'`;
    await expect.poll(() => valueIn(message, booked.appointment.id), { timeout: 60_000 }).toBe('done');
    const mood = 'SELECT sentiment::text AS value FROM call_logs WHERE id = $1';
    await expect.poll(() => valueIn(mood, callId), { timeout: 60_000 }).toBe('positive');
    const readMetrics = async () => (await fetch(`${worker.url}/metrics`)).text();
    await expect.poll(readMetrics).toMatch(/worker_jobs_total\{[^}]*job="message\.send"[^}]*\} 1/);
    const metrics = await readMetrics();

    const exited = once(worker.child, 'exit');
    const began = performance.now();
    worker.child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - began).toBeLessThan(5_000);
    for (const line of worker.logs().trim().split('\n')) expect(() => JSON.parse(line), line).not.toThrow();
    expect(worker.logs()).not.toMatch(/"level":("(warn|error|fatal)"|[456]0)/);
    for (const secret of ['Zubeida', '6000444001', 'Thanks']) {
      expect(worker.logs() + worker.errors()).not.toContain(secret);
      expect(metrics).not.toContain(secret);
    }
  });

  it('offers a time that came free to who waits for it', async () => {
    // By this clinic's clock it is about noon: nobody is offered anything at night.
    const offset = 12 - new Date(now).getUTCHours();
    const zone = offset === 0 ? 'Etc/UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
    const noon = await testClinic(house, { domain: 'noon.test', zone });
    const there = house.as(noon.clinicId, noon.admin);
    const ids = [];
    for (const phone of ['+916000444002', '+916000444003'])
      ids.push((await registerPatient(there, { phone, name: 'Zubeida', isToBeCompleted: false })).id);
    const [leaves = '', waits = ''] = ids;
    const day = { from: dayAfterTomorrow, to: dayAfterTomorrow };
    const wish = { patientId: waits, doctorId: noon.doctorIds[0], ...day };
    const joined = await joinWaitlist(there, { ...wish, idempotencyKey: randomUUID() });
    const slot = noon.slot(dayAfterTomorrow, 600);
    const booked = await bookAppointment(there, { slot, patientId: leaves, idempotencyKey: randomUUID() });
    if (!booked.ok || !joined.ok) throw new Error('not booked, or not waiting');
    await cancelAppointment(there, { appointmentId: booked.appointment.id, by: 'patient' });
    await startWorker();
    const offered = `SELECT o.status::text AS value FROM waitlist_offers o WHERE o.entry_id = $1`;
    await expect.poll(() => valueIn(offered, joined.entry.id), { timeout: 60_000 }).toBe('open');
    const written = `SELECT m.status::text AS value FROM message_jobs m JOIN waitlist_offers o ON o.id = m.offer_id WHERE o.entry_id = $1`;
    await expect.poll(() => valueIn(written, joined.entry.id), { timeout: 60_000 }).toBe('done');
  });

  it('has the model that is set write the summary of a call', async () => {
    const openai = await startOpenai({ apiKey: 'sk-of-a-test', clock: systemClock, policy: receptionist });
    try {
      const { callId } = await startCall(ctx, {
        ...{ direction: 'inbound', from: '+916000444009', to: '+912066000001', language: 'en' },
      });
      const turn = { turnId: randomUUID(), index: 0, who: 'caller' as const, language: 'en' as const };
      await recordTurns(ctx, callId, [{ ...turn, text: 'My knee hurts on the stairs', startedMs: 0, endedMs: 900 }]);
      const usage = { phoneMs: 9_000, heardMs: {}, spokenCharacters: {}, tokens: {} };
      await endCall(ctx, callId, { outcome: 'informed', durationMs: 9_000, language: 'en', usage, costPaise: 50 });
      const prices = 'openai.prompt=100,openai.cached=100,openai.completion=100';
      const worker = await startWorker({
        ...{ OPENAI_API_KEY: 'sk-of-a-test', VAANI_OPENAI_URL: openai.url, VAANI_PRICES: prices },
      });
      const read = () => getCall(house.as(clinic.clinicId, clinic.admin), callId);
      await expect.poll(async () => (await read()).summary, { timeout: 60_000 }).toContain('My knee hurts');
      expect((await read()).costPaise).toBeGreaterThan(50);
      const metrics = await (await fetch(`${worker.url}/metrics`)).text();
      expect(metrics).toMatch(/worker_summaries_total\{[^}]*by="model"[^}]*\} 1/);
      expect(worker.logs() + worker.errors() + metrics).not.toContain('knee');
    } finally {
      await openai.close();
    }
  });

  it('names the setting that is missing', async () => {
    const worker = await startWorker({ VAANI_KEYS: '' });
    expect(await once(worker.child, 'exit')).toEqual([1, null]);
    expect(worker.logs() + worker.errors()).toContain('VAANI_KEYS');
  });
});
