import type { Suite } from '../format/load-suite.ts';
import type { Language } from '../format/schema.ts';
import type { Cell } from './run-scenario.ts';

/**
 * Every scenario in each of its languages, so many times, in the order of the suite; by voice those that are fit for local speech.
 * @param wanted.only begin of the scenario's name
 */
export function cellsOf(
  suite: Suite,
  wanted: { only: string; language: Language | null; repeat: number; channel: 'text' | 'audio' },
): Cell[] {
  return suite.scenarios
    .filter(
      ({ scenario, constrained }) => scenario.startsWith(wanted.only) && (wanted.channel === 'text' || constrained),
    )
    .flatMap((scenario) => {
      const clinic = suite.clinics.get(scenario.clinic);
      if (clinic === undefined) throw new RangeError(`there is no clinic ${scenario.clinic}`);
      const languages = scenario.languages.filter((one) => wanted.language === null || one === wanted.language);
      return languages.flatMap((language) =>
        Array.from({ length: wanted.repeat }, (_, repeat): Cell => ({ scenario, clinic, language, repeat })),
      );
    });
}
