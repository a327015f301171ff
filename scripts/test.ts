// npm test: everything that proves the product, in the order in which it is cheapest to fail. See --help.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Step {
  name: string;
  what: string;
  commands: string[][];
  /** Runs only when it is named. */
  isExtra?: boolean;
}

const vitest = ['vitest', 'run'];
const playwright = ['playwright', 'test', '--config', 'e2e/playwright.config.ts'];
const integrationOnly = ['--exclude', '**/!(*.integration).test.ts'];
/** Calls whose ears and voices are stand-ins, or providers of the sandbox: they wait more than they work, and two at once do not disturb each other. */
const calmCalls = [
  ...['answering', 'browser-calls', 'call-back-outage', 'desk', 'desk-calls', 'desk-outage', 'greetings', 'hang-ups'],
  ...[
    'limits',
    'lost-worker',
    'outbound',
    'provider-deaths',
    'provider-order',
    'providers',
    'tracing',
    'transfer-faults',
  ],
  'transfers',
].map((name) => `apps/voice/src/${name}.integration.test.ts`);
const steps: Step[] = [
  { name: 'generate', what: 'the database client is made', commands: [['node', 'scripts/generate.ts']] },
  {
    name: 'typecheck',
    what: 'types of everything',
    // Packages are read from source: one program for all that has the same options reads each file once, where one a package reads most of them ten times.
    commands: ['.', 'apps/web', 'apps/web/server/rest', 'apps/web/server/messages'].map((project) => [
      ...['tsc', '--noEmit', '--project', project],
    ]),
  },
  { name: 'lint', what: 'format and lint', commands: [['biome', 'ci', '.']] },
  {
    name: 'arrows',
    what: 'which room imports which',
    commands: [['depcruise', 'apps', 'packages', 'prisma', 'scripts', 'e2e', 'bench', 'eval']],
  },
  {
    name: 'containers',
    what: 'the compose file and the Dockerfile',
    commands: [
      ['dclint', 'docker-compose.yml'],
      ['dockerfile-utils', 'lint', 'deploy/Dockerfile'],
    ],
  },
  { name: 'unit', what: 'tests without a server', commands: [[...vitest, '--exclude', '**/*.integration.test.ts']] },
  {
    name: 'integration',
    what: 'tests on a real Postgres and Redis',
    commands: [
      [...vitest, 'integration.test', '--exclude', 'apps/voice/**'],
      [...vitest, ...calmCalls],
      // Calls are spoken in real time: where this machine hears and speaks in them, nothing else takes the processor.
      [
        ...vitest,
        'apps/voice',
        ...integrationOnly,
        ...calmCalls.flatMap((file) => ['--exclude', file]),
        '--no-file-parallelism',
      ],
    ],
  },
  {
    name: 'database',
    what: 'of these what hangs by Postgres, for another version of it; only when named',
    commands: [
      [
        ...[...vitest, 'packages/clinic', 'packages/db', 'apps/web', ...integrationOnly],
        // Plans of a small table are those of the version that ships: an older planner may read all of it, and be right.
        ...['--exclude', '**/queries.integration.test.ts'],
      ],
    ],
    isExtra: true,
  },
  {
    name: 'e2e',
    what: 'the product in a browser',
    commands: [
      [...playwright, '--project', 'pages', '--project', 'looks'],
      // As above: nothing beside calls.
      [...playwright, '--project', 'calls'],
    ],
  },
];

const help = `npm test [-- STEP...] [-- --postgres DIR]

Runs, in this order, all steps or those named:

${steps.map(({ name, what }) => `  ${name.padEnd(12)} ${what}`).join('\n')}

  --postgres DIR   uses the initdb and postgres in DIR instead of the embedded server
  --help           this text

Nothing needs to be installed beside npm's packages: a redis-server, another Postgres and a browser are used where they are found.`;

/** Runs one command with its output streaming through. @returns whether it ended well. */
async function run([program = '', ...args]: string[], env: Record<string, string | undefined>): Promise<boolean> {
  const child = spawn(program === 'node' ? process.execPath : join(root, 'node_modules/.bin', program), args, {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  try {
    const [code] = await once(child, 'close');
    return code === 0;
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
  }
}

async function main(parent: NodeJS.ProcessEnv): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { postgres: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const unknown = positionals.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`There is no step ${unknown.join(', ')}.\n\n${help}`);
    return 2;
  }
  const env = {
    ...parent,
    PATH: `${join(root, 'node_modules/.bin')}${delimiter}${parent.PATH ?? ''}`,
    NEXT_TELEMETRY_DISABLED: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    ...(values.postgres === undefined ? {} : { VAANI_TEST_POSTGRES_BIN: values.postgres }),
  };
  const chosen =
    positionals.length === 0
      ? steps.filter(({ isExtra }) => isExtra !== true)
      : steps.filter((step) => positionals.includes(step.name));
  const results: { name: string; state: 'passed' | 'failed' | 'not run'; tookMs: number }[] = [];
  let isFailed = false;
  for (const { name, what, commands } of chosen) {
    const began = performance.now();
    if (!isFailed) {
      console.log(`\n── ${name}: ${what}`);
      for (const command of commands) {
        if (!isFailed) isFailed = !(await run(command, env));
      }
      results.push({ name, state: isFailed ? 'failed' : 'passed', tookMs: performance.now() - began });
    } else {
      results.push({ name, state: 'not run', tookMs: 0 });
    }
  }
  console.log('');
  for (const { name, state, tookMs } of results) {
    const seconds = state === 'not run' ? '' : `${(tookMs / 1_000).toFixed(1)} s`;
    console.log(
      `${state === 'passed' ? '✓' : state === 'failed' ? '✗' : '·'} ${name.padEnd(12)} ${state.padEnd(8)} ${seconds}`,
    );
  }
  return isFailed ? 1 : 0;
}

try {
  process.exitCode = await main(process.env);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
