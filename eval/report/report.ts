import type { Noise } from '../caller/noise.ts';
import { jobs, languages } from '../format/schema.ts';
import type { RunResult } from '../run/run-scenario.ts';
import { passAll, wilson } from './wilson.ts';

export interface ReportCell {
  language: string;
  job: string;
  /** Runs. */
  n: number;
  pass1: number;
  pass5: number;
  /** Wilson's interval of `pass1`. */
  low: number;
  high: number;
  /** Of the caller, on average. */
  turns: number;
  clarifications: number;
}

export interface Report {
  suite: string;
  brain: string;
  channel: string;
  noise: Noise;
  seed: number;
  repeat: number;
  seconds: number;
  cells: ReportCell[];
  silentWrong: number;
  leaks: number;
  failures: { scenario: string; language: string; seed: number; repeat: number; why: string[]; transcript: string[] }[];
}

const round = (value: number, digits = 3): number => Number(value.toFixed(digits));

export function cellOf(language: string, job: string, runs: readonly RunResult[]): ReportCell {
  const passed = runs.filter(({ isPassed }) => isPassed).length;
  const byScenario = Map.groupBy(runs, ({ scenario, language: one }) => `${scenario}/${one}`);
  const alls = [...byScenario.values()].map((tries) =>
    passAll(tries.filter(({ isPassed }) => isPassed).length, tries.length, 5),
  );
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const { low, high } = wilson(passed, runs.length);
  return {
    language,
    job,
    n: runs.length,
    pass1: round(passed / Math.max(1, runs.length)),
    pass5: round(mean(alls)),
    low: round(low),
    high: round(high),
    turns: round(mean(runs.map(({ turns }) => turns)), 1),
    clarifications: round(mean(runs.map(({ clarifications }) => clarifications)), 2),
  };
}

/** Cells by language and job, what went wrong, and with which seed it can be had again. */
export function reportOf(
  results: readonly RunResult[],
  about: Pick<Report, 'suite' | 'brain' | 'channel' | 'noise' | 'seed' | 'repeat' | 'seconds'>,
): Report {
  const cells = languages.flatMap((language) =>
    jobs.flatMap((job) => {
      const runs = results.filter((one) => one.language === language && one.job === job);
      return runs.length === 0 ? [] : [cellOf(language, job, runs)];
    }),
  );
  const sum = (of: (run: RunResult) => number) => results.reduce((total, run) => total + of(run), 0);
  return {
    ...about,
    seconds: round(about.seconds, 1),
    cells,
    silentWrong: sum(({ silentWrong }) => silentWrong),
    leaks: sum(({ leaks }) => leaks),
    failures: results
      .filter(({ isPassed }) => !isPassed)
      .map(({ scenario, language, seed, repeat, why, transcript }) => ({
        scenario,
        language,
        seed,
        repeat,
        why,
        transcript,
      })),
  };
}

const percent = (value: number): string => `${(value * 100).toFixed(1)}%`.padStart(7);

/** The report as a person reads it. */
export function textOf(report: Report, results: readonly RunResult[], isWhole: boolean): string {
  const { suite, brain, channel, noise, seed, repeat, seconds } = report;
  const all = languages.flatMap((language) => {
    const runs = results.filter((one) => one.language === language);
    return runs.length === 0 ? [] : [cellOf(language, 'all', runs)];
  });
  const rows = [...report.cells, ...all].map(
    (cell) =>
      `${`${cell.language.padEnd(6)} ${cell.job.padEnd(16)} ${String(cell.n).padStart(5)} ${percent(cell.pass1)} ${percent(cell.pass5)}  [${percent(cell.low).trim()}, ${percent(cell.high).trim()}]`.padEnd(
        70,
      )}${cell.turns.toFixed(1).padStart(6)} ${cell.clarifications.toFixed(2).padStart(6)}`,
  );
  const failures = report.failures
    .slice(0, isWhole ? undefined : 20)
    .flatMap((failure) => [
      '',
      `✗ ${failure.scenario} (${failure.language}, repeat ${failure.repeat}): ${failure.why.join('; ')}`,
      ...(isWhole ? failure.transcript.map((line) => `    ${line}`) : []),
    ]);
  const more = report.failures.length - 20;
  return [
    `${suite}: brain ${brain}, channel ${channel}, noise ${noise}, seed ${seed}, repeat ${repeat}, ${seconds.toFixed(0)} s`,
    '',
    'language job               runs  pass^1  pass^5  95% interval             turns clarif.',
    ...rows,
    '',
    `wrong bookings made silently: ${report.silentWrong}    leaks: ${report.leaks}    failed runs: ${report.failures.length}`,
    ...failures,
    ...(more > 0 && !isWhole ? ['', `… and ${more} more: --transcripts shows all, --json has all.`] : []),
  ].join('\n');
}
