// Guards how the two readings that everybody waits for grow: not with doctors or days, and never through a whole table. The plans are those of the app role
// behind row-level security, on a calendar large enough to have any.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBigClinic } from '../../../../bench/big-clinic/build.ts';
import { dayOf, NOW } from '../../../../bench/big-clinic/calendar.ts';
import { findSequentialScans, recordQueries } from '../../../../bench/queries.ts';
import type { ClinicContext } from '../context.ts';
import { type House, startHouse } from '../testing/index.ts';
import { daySchedule } from './day-schedule.ts';
import { searchSlots } from './search-slots.ts';

const size = { doctors: 12, patients: 12_000, appointments: 30_000 };

let house: House;
let ctx: ClinicContext;
let doctorIds: string[];

beforeAll(async () => {
  house = await startHouse(new Date(NOW).toISOString());
  await buildBigClinic({ db: house.db, ownerUrl: house.database.ownerUrl, size, tell: () => undefined });
  const { rows } = await house.owner.query<{ id: string; clinic_id: string }>(
    'SELECT id, clinic_id FROM doctors ORDER BY id',
  );
  ctx = house.as(rows[0]?.clinic_id ?? '');
  doctorIds = rows.map(({ id }) => id);
  // The clinic's key is read once a process, and is no query of either.
  await daySchedule(ctx, { date: dayOf(1).date, days: 7, doctorIds });
}, 120_000);
afterAll(() => house.close());

const scansOf = async (work: () => Promise<unknown>) =>
  findSequentialScans(house.database.appUrl, ctx.clinicId, await recordQueries(work));

describe('a search for free time', () => {
  const month = { from: dayOf(1).date, to: dayOf(30).date };
  // Nothing suits, so that all days are read.
  const search = (query: Parameters<typeof searchSlots>[1]) => searchSlots(ctx, { part: 'night', ...query });

  it('asks as often for twelve doctors as for one, and for three weeks as for two', async () => {
    const count = async (query: Parameters<typeof searchSlots>[1]) => (await recordQueries(() => search(query))).length;
    const [doctorId = ''] = doctorIds;
    expect(await count({ doctorId, ...month })).toBe(await count(month));
    expect(await count({ from: dayOf(1).date, to: dayOf(14).date })).toBe(
      await count({ from: dayOf(1).date, to: dayOf(21).date }),
    );
  });

  it('reads no large table from end to end', async () => {
    const { scans, byIndex } = await scansOf(async () => {
      await search({ speciality: 'general', ...month });
      await searchSlots(ctx, { speciality: 'general', ...month });
    });
    expect(scans).toEqual([]);
    expect(byIndex).toEqual(expect.arrayContaining(['appointments', 'slot_claims']));
  });
});

describe('a page of the schedule', () => {
  const page = (doctors: number, days: number) =>
    daySchedule(ctx, { date: dayOf(1).date, days, doctorIds: doctorIds.slice(0, doctors) });

  it('asks as often for twelve doctors and a week as for one and a day', async () => {
    const counts: number[] = [];
    for (const [doctors, days] of [
      [1, 1],
      [8, 1],
      [12, 1],
      [12, 7],
    ] as const) {
      counts.push((await recordQueries(() => page(doctors, days))).length);
    }
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeLessThanOrEqual(10);
  });

  it('reads no large table from end to end', async () => {
    const { scans, byIndex } = await scansOf(() => page(8, 1));
    expect(scans).toEqual([]);
    expect(byIndex).toEqual(expect.arrayContaining(['appointments', 'patients', 'slot_claims']));
  });
});

it('a reading from end to end would be seen', async () => {
  const { scans } = await scansOf(() =>
    ctx.db.withTenant(
      ctx.clinicId,
      ({ tx }) => tx.$queryRaw`SELECT count(*)::int FROM appointments WHERE notes IS NOT NULL`,
    ),
  );
  expect(scans).toEqual([expect.stringMatching(/^appointments: SELECT count/)]);
});
