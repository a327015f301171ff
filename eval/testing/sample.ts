import { fileURLToPath } from 'node:url';
import { testDatabase, testRedisUrl } from '@vaani/services/testing';
import { textExchange } from '../audio/line.ts';
import { openWorld } from '../clinic/world.ts';
import { loadSuite } from '../format/load-suite.ts';
import type { Language, Scenario } from '../format/schema.ts';
import { rules } from '../run/brains.ts';
import { type RunOptions, type RunResult, runScenario } from '../run/run-scenario.ts';

/** What a sample of the suites needs: a database of its own, and the scenarios by name. */
export interface Sample {
  scenario(name: string): Scenario;
  attack(name: string): Scenario;
  /** One run with the rules, in text and without noise, unless something else is said. */
  run(scenario: Scenario, language?: Language, over?: Partial<RunOptions>): Promise<RunResult>;
  close(): Promise<void>;
}

export async function openSample(): Promise<Sample> {
  const database = await testDatabase();
  const world = await openWorld({ ...database, redisUrl: testRedisUrl() });
  const load = (name: string) => loadSuite(fileURLToPath(new URL(`../${name}`, import.meta.url)));
  const [suite, attacks] = await Promise.all([load('scenarios'), load('attacks')]);
  const named = (from: typeof suite, name: string): Scenario => {
    const found = from.scenarios.find(({ scenario }) => scenario === name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  };
  return {
    scenario: (name) => named(suite, name),
    attack: (name) => named(attacks, name),
    run(scenario, language = 'en', over = {}) {
      const clinic = suite.clinics.get(scenario.clinic);
      if (clinic === undefined) throw new Error(`there is no clinic ${scenario.clinic}`);
      return runScenario(
        { scenario, clinic, language, repeat: 0 },
        { world, think: rules, noise: 'none', channel: 'text', exchange: textExchange, seed: 1, ...over },
      );
    },
    async close() {
      await world.close();
      await database.drop();
    },
  };
}
