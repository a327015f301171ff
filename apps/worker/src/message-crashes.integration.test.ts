// Guards against a message lost or sent twice when the worker that sends it is killed: real processes, at every step. The bench does the same for longer.

import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { ownRedis } from '@vaani/services/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { crashHouse } from './testing/crash-house.ts';
import { type CrashReport, runCrashes } from './testing/crash-run.ts';
import { crashSteps } from './testing/crashing-workers.ts';

const now = new Date().toISOString();

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse(now);
  clinic = await testClinic(house, { domain: 'crashes.test' });
});
afterAll(() => house.close());

it('none is lost and none is sent twice, whoever dies when', async () => {
  const first = await ownRedis();
  const port = Number(new URL(first.url).port);
  let redis = first;
  const report: CrashReport = await runCrashes(await crashHouse(house, clinic, first.url), {
    seed: 4_711,
    kills: 10,
    atOnce: 2,
    due: 10,
    outageMs: 1_500,
    redis: {
      stop: () => redis.stop(),
      async start() {
        redis = await ownRedis(port);
      },
    },
    tell: () => undefined,
  });
  await redis.stop();
  expect(report).toMatchObject({ lost: 0, doubled: 0, dead: 0 });
  expect(Object.values(report.kills)).toEqual(crashSteps.map(() => 2));
  // The kills left something to ask the provider about, or nothing was proved.
  expect(report.found).toBeGreaterThan(0);
  expect(report.notTaken).toBeGreaterThan(0);
}, 600_000);
