// What the schedule page draws: a day of eight doctors, in a calendar of a million appointments.
import { type ClinicContext, daySchedule } from '@vaani/clinic';
import { seededRandom } from '@vaani/config';
import { between } from '../prisma/factories/chance.ts';
import { dayOf, FUTURE_DAYS, PAST_DAYS } from './big-clinic/calendar.ts';
import { openBigClinic } from './big-clinic/index.ts';
import { findSequentialScans, recordQueries } from './queries.ts';
import type { Row, RunOptions } from './report.ts';
import { latencyRows, loadRow, timeRuns } from './timing.ts';

const LIMIT_MS = 25;
const DOCTORS = 8;

export async function benchSchedule(tell: (line: string) => void, { signal, isSmall }: RunOptions): Promise<Row[]> {
  const clinic = await openBigClinic({ tell, signal, isSmall });
  try {
    const { ctx, appUrl } = clinic;
    const { doctors } = await daySchedule(ctx, { date: dayOf(0).date });
    const ids = doctors.map(({ id }) => id);
    const random = seededRandom(5);
    const someDoctors = () => {
      const first = between(random, 0, ids.length - DOCTORS);
      return ids.slice(first, first + DOCTORS);
    };
    const timing = { runs: isSmall ? 20 : 400, warmUps: isSmall ? 5 : 50, signal };
    const look = (from: number, to: number) =>
      timeRuns(timing, () =>
        daySchedule(ctx, { date: dayOf(between(random, from, to)).date, doctorIds: someDoctors() }),
      );
    return [
      ...latencyRows(`${DOCTORS} doctors, a day of these weeks`, await look(-7, 21), LIMIT_MS),
      ...latencyRows(`${DOCTORS} doctors, a day of three years`, await look(-PAST_DAYS, FUTURE_DAYS - 1), LIMIT_MS),
      loadRow(),
      ...(await queryRows(tell, ctx, appUrl, ids)),
    ];
  } finally {
    await clinic.close();
  }
}

async function queryRows(
  tell: (line: string) => void,
  ctx: ClinicContext,
  appUrl: string,
  ids: string[],
): Promise<Row[]> {
  const record = (doctors: number, days = 1) =>
    recordQueries(() => daySchedule(ctx, { date: dayOf(1).date, days, doctorIds: ids.slice(0, doctors) }));
  const [one, eight, all, week] = [
    await record(1),
    await record(DOCTORS),
    await record(ids.length),
    await record(ids.length, 7),
  ];
  const { scans } = await findSequentialScans(appUrl, ctx.clinicId, [...one, ...eight, ...all]);
  for (const scan of scans) tell(`✗ read from end to end: ${scan}`);
  const growth = Math.max(...[eight, all, week].map((queries) => queries.length)) - one.length;
  return [
    { name: 'queries of a page', value: eight.length, unit: '', limit: null },
    { name: `more of them for ${ids.length} doctors and a week`, value: growth, unit: '', limit: 0, bound: 'exactly' },
    { name: 'large tables read from end to end', value: scans.length, unit: '', limit: 0, bound: 'exactly' },
  ];
}
