// npm run eval: how good the receptionist is, by what is in the database after the call. See --help.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { modelAccount } from '@vaani/config';
import { loadSuite, SuiteError } from '../eval/format/load-suite.ts';
import { languages } from '../eval/format/schema.ts';
import { openEval } from '../eval/open-eval.ts';
import { reportOf, textOf } from '../eval/report/report.ts';
import { brains } from '../eval/run/brains.ts';
import { cellsOf } from '../eval/run/cells.ts';
import { runSuite } from '../eval/run/run-suite.ts';

const shipped = fileURLToPath(new URL('../eval/scenarios', import.meta.url));

const help = `npm run eval -- [--suite DIR] [--brain rules|llm] [--channel text|audio] [--noise none|asr|hard] [--repeat 5] [--seed N] [--json]

Calls the receptionist as the scenarios of a folder say, on a real database, and grades what is left there and what was said.

  --suite DIR      scenarios of one's own (docs/evaluation.md has the format); eval/attacks are those who try to do harm
  --brain NAME     rules; llm: the model of OPENAI_API_KEY, or without a key an emulated one behind the same library, whose mind are the rules
  --channel NAME   text; audio: callers speak with the local voices and are heard by the local recogniser; the scenarios that are constrained
  --noise NAME     none; asr: what recognisers mishear; hard: accents and voices in the background beside
  --repeat N       each scenario so many times, in other words each time (5; by voice 1)
  --seed N         of the words and the noise (1); the report repeats it
  --only WORD      scenarios whose name begins so
  --language NAME  en, hi or hi-en alone
  --json           one JSON object and nothing else
  --transcripts    every call that failed, word by word

Ends with 1 where a booking was made wrongly or a detail leaked, with 2 where the suite cannot be read.`;

class UsageError extends Error {}

function oneOf(name: string, value: string, known: readonly string[]): string {
  if (known.includes(value)) return value;
  throw new UsageError(`--${name} is ${known.join(' or ')}, not ${value}.`);
}

function whole(name: string, value: string, least: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= least) return number;
  throw new UsageError(`--${name} is a whole number from ${least} on, not ${value}.`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      suite: { type: 'string', default: shipped },
      brain: { type: 'string', default: 'rules' },
      channel: { type: 'string', default: 'text' },
      noise: { type: 'string', default: 'none' },
      repeat: { type: 'string' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      language: { type: 'string' },
      json: { type: 'boolean', default: false },
      transcripts: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const brain = oneOf('brain', values.brain, Object.keys(brains));
  const account = modelAccount(process.env);
  const channel = oneOf('channel', values.channel, ['text', 'audio']) as 'text' | 'audio';
  const noise = oneOf('noise', values.noise, ['none', 'asr', 'hard']) as 'none' | 'asr' | 'hard';
  if (channel === 'audio' && noise !== 'none')
    throw new UsageError('--noise is of written words: what is spoken is misheard by itself.');
  const repeat = whole('repeat', values.repeat ?? (channel === 'audio' ? '1' : '5'), 1);
  const seed = whole('seed', values.seed, 0);
  const folder = values.suite === shipped ? shipped : resolve(values.suite);
  const suite = await loadSuite(folder);
  const { only } = values;
  const language =
    values.language === undefined
      ? null
      : (oneOf('language', values.language, languages) as (typeof languages)[number]);
  const count = cellsOf(suite, { only, language, repeat, channel }).length;
  if (count === 0)
    throw new UsageError(`No scenario begins with "${only}"${channel === 'audio' ? ' and is constrained' : ''}.`);
  const { urls, stop } = await openEval(process.env);
  try {
    const began = performance.now();
    const isTold = !values.json && process.stderr.isTTY;
    const tell = (done: number) => {
      if (isTold) process.stderr.write(`\r${done} of ${count} calls`);
    };
    const results = await runSuite(
      { urls, folder, only, language, brain, account, noise, channel, seed, repeat },
      count,
      tell,
    );
    if (isTold) process.stderr.write('\r\u001b[K');
    const seconds = (performance.now() - began) / 1_000;
    const report = reportOf(results, { suite: suite.name, brain, channel, noise, seed, repeat, seconds });
    console.log(values.json ? JSON.stringify(report) : textOf(report, results, values.transcripts));
    return report.silentWrong > 0 || report.leaks > 0 ? 1 : 0;
  } finally {
    await stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const isTheirs = error instanceof SuiteError || error instanceof UsageError || error instanceof TypeError;
  console.error(error instanceof Error ? (isTheirs ? error.message : error.stack) : String(error));
  process.exitCode = 2;
}
