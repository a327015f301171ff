import type { Suite } from '../format/load-suite.ts';
import type { Cell } from './run-scenario.ts';

/** Every scenario in each of its languages, so many times, in the order of the suite. @param wanted.only begin of the scenario's name */
export function cellsOf(suite: Suite, wanted: { only: string; repeat: number }): Cell[] {
  return suite.scenarios
    .filter(({ scenario }) => scenario.startsWith(wanted.only))
    .flatMap((scenario) => {
      const clinic = suite.clinics.get(scenario.clinic);
      if (clinic === undefined) throw new RangeError(`there is no clinic ${scenario.clinic}`);
      return scenario.languages.flatMap((language) =>
        Array.from({ length: wanted.repeat }, (_, repeat): Cell => ({ scenario, clinic, language, repeat })),
      );
    });
}
