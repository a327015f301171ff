// A search for free time: a speciality of 20 doctors over 30 days, in a calendar of a million appointments.
import { type ClinicContext, searchSlots } from '@vaani/clinic';
import { seededRandom } from '@vaani/config';
import { between } from '../prisma/factories/chance.ts';
import { SPECIALITY } from './big-clinic/build.ts';
import { dayOf } from './big-clinic/calendar.ts';
import { openBigClinic } from './big-clinic/index.ts';
import { findSequentialScans, recordQueries } from './queries.ts';
import type { Row, RunOptions } from './report.ts';
import { latencyRows, loadRow, timeRuns } from './timing.ts';

const LIMIT_MS = 25;
const DAYS = 30;

/** A receptionist's question; that of an API; and one that nothing answers, so that all 30 days are read. */
const questions = {
  'three slots to choose from': {},
  'the first 500 slots': { isWhole: true, limit: 500 },
  'no slot in all the days': { part: 'night' as const },
};

export async function benchSlots(tell: (line: string) => void, { signal, isSmall }: RunOptions): Promise<Row[]> {
  const clinic = await openBigClinic({ tell, signal, isSmall });
  try {
    const { ctx, appUrl } = clinic;
    const random = seededRandom(3);
    const range = () => {
      const first = between(random, 0, 60);
      return { from: dayOf(first).date, to: dayOf(first + DAYS - 1).date };
    };
    const timing = { runs: isSmall ? 20 : 400, warmUps: isSmall ? 5 : 50, signal };
    const rows: Row[] = [];
    for (const [name, question] of Object.entries(questions)) {
      const times = await timeRuns(timing, () => searchSlots(ctx, { speciality: SPECIALITY, ...question, ...range() }));
      rows.push(...latencyRows(name, times, LIMIT_MS));
    }
    rows.push(loadRow());
    return [...rows, ...(await planRows(tell, ctx, appUrl)), ...(await queryRows(ctx))];
  } finally {
    await clinic.close();
  }
}

const month = { from: dayOf(1).date, to: dayOf(DAYS).date };

async function planRows(tell: (line: string) => void, ctx: ClinicContext, appUrl: string): Promise<Row[]> {
  const queries = await recordQueries(async () => {
    for (const question of Object.values(questions))
      await searchSlots(ctx, { speciality: SPECIALITY, ...question, ...month });
  });
  const { scans } = await findSequentialScans(appUrl, ctx.clinicId, queries);
  for (const scan of scans) tell(`✗ read from end to end: ${scan}`);
  return [{ name: 'large tables read from end to end', value: scans.length, unit: '', limit: 0, bound: 'exactly' }];
}

/** One doctor, one day, against all doctors, 30 days. */
async function queryRows(ctx: ClinicContext): Promise<Row[]> {
  const count = async (query: Parameters<typeof searchSlots>[1]) =>
    (await recordQueries(() => searchSlots(ctx, { part: 'night', ...query }))).length;
  const [slot] = await searchSlots(ctx, { speciality: SPECIALITY, ...month });
  const one = await count({ ...(slot === undefined ? {} : { doctorId: slot.doctorId }), ...month });
  const twenty = await count({ speciality: SPECIALITY, ...month });
  const all = await count(month);
  return [
    { name: 'queries of a search over 30 days', value: twenty, unit: '', limit: null },
    { name: 'more of them for 50 doctors than for one', value: all - one, unit: '', limit: 0, bound: 'exactly' },
  ];
}
