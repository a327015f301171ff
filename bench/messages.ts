// Messages while their senders die: workers killed at every step around the send, the provider and Redis away for a while, and then the provider's own list.
import { installJobs } from '@vaani/clinic/jobs';
import { openHouse, testClinic } from '@vaani/clinic/testing';
import { ensureRoles, migrate } from '@vaani/db/migrate';
import { freePort, startRedis } from '@vaani/services';
import pg from 'pg';
import { crashHouse } from '../apps/worker/src/testing/crash-house.ts';
import { runCrashes } from '../apps/worker/src/testing/crash-run.ts';
import type { Bench } from './report.ts';
import { benchHome, rolePasswords, startBenchServers } from './servers.ts';

const SEED = 20_261_124;
const KILLS = 200;
const SMALL = 10;
const database = 'messages';

export const benchMessages: Bench = async (tell, { signal, isSmall }) => {
  const planned = isSmall ? SMALL : KILLS;
  const servers = await startBenchServers(signal);
  // Of its own, because it is taken away for a while.
  const place = { dir: `${benchHome()}/redis-of-messages`, port: await freePort(), path: process.env.PATH ?? '' };
  let redis = await startRedis(place);
  try {
    const urls = await freshDatabase(servers.superuserUrl);
    const house = await openHouse({ ...urls, drop: async () => undefined }, redis.url, new Date().toISOString());
    try {
      const clinic = await testClinic(house, { domain: 'bench.test' });
      const { kills, ...report } = await runCrashes(await crashHouse(house, clinic, redis.url), {
        seed: SEED,
        kills: planned,
        atOnce: 2,
        due: 40,
        outageMs: 6_000,
        redis: {
          stop: () => redis.stop(),
          async start() {
            redis = await startRedis(place);
          },
        },
        tell,
        signal,
      });
      const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
      return [
        { name: 'workers killed', value: total, unit: 'times', limit: planned, bound: 'at least' },
        ...Object.entries(kills).map(([step, count]) => ({
          name: `  ${step}`,
          value: count,
          unit: 'times',
          limit: null,
        })),
        { name: 'messages to be sent', value: report.messages, unit: '', limit: null },
        { name: 'lost', value: report.lost, unit: 'messages', limit: 0, bound: 'exactly' },
        {
          name: 'sent twice, by the provider’s own list',
          value: report.doubled,
          unit: 'messages',
          limit: 0,
          bound: 'exactly',
        },
        { name: 'given up and listed for the desk', value: report.dead, unit: 'messages', limit: 0, bound: 'exactly' },
        { name: 'asked about and found', value: report.found, unit: 'attempts', limit: null },
        { name: 'asked about and not there', value: report.notTaken, unit: 'attempts', limit: null },
        { name: 'refused while the provider was down', value: report.refused, unit: 'attempts', limit: null },
        { name: 'the whole', value: report.tookMs / 1_000, unit: 's', limit: null },
      ];
    } finally {
      await house.close();
    }
  } finally {
    await redis.stop();
    await servers.stop();
  }
};

async function freshDatabase(superuserUrl: string): Promise<{ ownerUrl: string; appUrl: string }> {
  const server = new pg.Client({ connectionString: superuserUrl });
  await server.connect();
  await server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await server.end();
  const urls = await ensureRoles({ superuserUrl, database, ...rolePasswords });
  await migrate(urls);
  await installJobs(urls.ownerUrl);
  return urls;
}
