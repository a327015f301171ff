// Guards what is done again and again: once for all workers together, for every clinic, and nothing is deleted too early.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addOutsideCalendar } from '../calendars/outside-calendars.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { type JobHandlers, runJobs, type ScheduleName, scheduleNames } from './index.ts';
import { jobNames } from './kinds.ts';
import { queueForAll } from './queue-for-all.ts';
import { tidyClinic } from './tidy-clinic.ts';

const start = '2026-11-24T06:00:00Z';
let house: House;
let clinics: TestClinic[];
beforeAll(async () => {
  house = await startHouse(start);
  clinics = [await testClinic(house, { domain: 'one.test' }), await testClinic(house, { domain: 'two.test' })];
});
afterAll(() => house.close());

const handlers = Object.fromEntries(jobNames.map((name) => [name, async () => undefined])) as unknown as JobHandlers;

it('comes once for several workers, under the app role', async () => {
  const fired: ScheduleName[] = [];
  const errors: Error[] = [];
  const workers = await Promise.all(
    [1, 2, 3].map(() =>
      runJobs({
        url: house.database.appUrl,
        handlers,
        onSchedule: async (name) => void fired.push(name),
        onDead: async () => undefined,
        onError: (error) => void errors.push(error),
      }),
    ),
  );
  // The hour has come just now, as far as each of them can tell.
  await house.owner.query(`UPDATE pgboss.schedule SET cron = '* * * * *'`);
  await house.owner.query('UPDATE pgboss.version SET cron_on = NULL');
  const late = await runJobs({
    url: house.database.appUrl,
    handlers,
    onSchedule: async (name) => void fired.push(name),
    onDead: async () => undefined,
    onError: (error) => void errors.push(error),
  });
  await expect.poll(() => fired.length, { timeout: 45_000 }).toBeGreaterThan(0);
  const { rows } = await house.owner.query<{ name: string; count: number }>(
    `SELECT name, count(*)::int AS count FROM pgboss.job WHERE name = ANY($1) GROUP BY name, date_trunc('minute', singleton_on)`,
    [scheduleNames],
  );
  for (const row of rows) expect(row.count, row.name).toBe(1);
  expect(errors).toEqual([]);
  await Promise.all([...workers, late].map((worker) => worker.stop()));
}, 90_000);

it('gives every clinic its jobs', async () => {
  for (const clinic of clinics)
    await addOutsideCalendar(
      house.as(clinic.clinicId, clinic.admin),
      { doctorId: clinic.doctorIds[0], label: 'Own', url: 'webcal://calendar.example.org/x.ics' },
      { isLocal: false },
    );
  await house.owner.query('DELETE FROM pgboss.job');
  for (const name of scheduleNames) await queueForAll(house.deps, name);
  const { rows } = await house.owner.query<{ name: string; count: number }>(
    `SELECT name, count(DISTINCT data->>'clinicId')::int AS count FROM pgboss.job GROUP BY name ORDER BY name`,
  );
  expect(rows).toEqual([
    { name: 'analytics.roll-up', count: 2 },
    { name: 'calendar.fetch', count: 2 },
    { name: 'clinic.tidy', count: 2 },
  ]);
});

it('keeps the answer of a write for a day, and no longer', async () => {
  const [clinic] = clinics;
  if (clinic === undefined) throw new Error('no clinic');
  const ctx = house.as(clinic.clinicId, clinic.admin);
  const request = { phone: '+916000700077', name: 'Meena Iyer', isToBeCompleted: false, idempotencyKey: randomUUID() };
  const first = await registerPatient(ctx, request);
  // The key's age goes by the database's clock.
  const { rows } = await house.owner.query<{ at: Date }>(
    'SELECT created_at AS at FROM idempotency_keys WHERE key = $1',
    [request.idempotencyKey],
  );
  const made = rows[0]?.at.getTime() ?? 0;
  house.setNow(new Date(made + 86_400_000).toISOString());
  await tidyClinic(house.as(clinic.clinicId));
  expect(await registerPatient(ctx, request)).toEqual(first);
  house.setNow(new Date(made + 86_400_001).toISOString());
  await tidyClinic(house.as(clinic.clinicId));
  expect(await registerPatient(ctx, request)).not.toEqual(first);
  house.setNow(start);
});
