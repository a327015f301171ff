// npm start: the whole product on one machine. See --help.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Product, startProduct } from '@vaani/services';
import { demoSignIns } from '../prisma/factories/callers.ts';
import { type Clinics, prepareDatabase } from './prepare-database.ts';
import { describeProviders } from './providers.ts';

const help = `npm start [-- --empty]

Brings up Vaani on this machine: Postgres, Redis, the voice service, the worker and the desk.

  --empty   without demo data, for a real clinic; npm run create-admin makes its first admin
  --help    this text

State is kept in .vaani (VAANI_HOME); npm run reset clears it. Settings: .env.example says what each does.`;

/** A demo older than this has its appointments behind it. */
const DEMO_DAYS = 14;
const root = fileURLToPath(new URL('..', import.meta.url));
const isTerminal = process.stdout.isTTY === true;
const green = (text: string) => (isTerminal ? `\x1b[32m${text}\x1b[0m` : text);
const bold = (text: string) => (isTerminal ? `\x1b[1m${text}\x1b[0m` : text);

function readArguments(): { isEmpty: boolean } | null {
  const { values } = parseArgs({
    options: { empty: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
  });
  return values.help ? null : { isEmpty: values.empty };
}

function onStep(step: string, tookMs: number): void {
  const seconds = tookMs < 50 ? '' : `  ${(tookMs / 1_000).toFixed(1)} s`;
  console.log(`${green('✓')} ${step}${seconds}`);
}

async function main(): Promise<number> {
  const wanted = readArguments();
  if (wanted === null) {
    console.log(help);
    return 0;
  }
  const stopping = new AbortController();
  const stopped = Promise.withResolvers<'stopped'>();
  let product: Product | undefined;
  const onSignal = () => {
    if (stopping.signal.aborted) {
      console.log('Stopping at once.');
      for (const pid of Object.values(product?.pids() ?? {})) killGroup(pid);
      process.exit(1);
    }
    console.log(isTerminal ? '\nStopping… (once more: at once)' : 'Stopping…');
    stopping.abort(new Error('Stopped while starting.'));
    stopped.resolve('stopped');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

  let clinics: Clinics = { count: 0, demoSeededAt: null, real: [] };
  try {
    product = await startProduct({
      root,
      env: process.env,
      onStep,
      onLongStep: (step) => console.log(`… ${step}`),
      signal: stopping.signal,
      prepareDatabase: async ({ ownerUrl, appUrl, env }) => {
        const keys = env.VAANI_KEYS ?? '';
        const seed = wanted.isEmpty || env.VAANI_ENV === 'production' ? 'empty' : 'demo';
        clinics = await prepareDatabase({ ownerUrl, appUrl, keys, seed, onStep });
      },
    });
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  await tellReady(product, clinics);
  const end = await Promise.race([stopped.promise, product.crashed]);
  if (end !== 'stopped') {
    console.error(`\n${end.name} ended unexpectedly (${end.code ?? 'by a signal'}). Its last lines:\n`);
    console.error(end.lastLines.map((line) => `  ${line}`).join('\n'));
    console.error('\nStopping the rest.');
  }
  await product.stop();
  return end === 'stopped' ? 0 : 1;
}

async function tellReady({ webUrl, voiceUrl }: Product, clinics: Clinics): Promise<void> {
  console.log(`\n${bold('Vaani is ready:')} ${webUrl}\n`);
  if (clinics.demoSeededAt !== null) {
    const width = Math.max(...demoSignIns.map(({ label }) => label.length));
    console.log('Sign in to the demo as');
    for (const { label, email, password } of demoSignIns) {
      console.log(`  ${label.padEnd(width)}  ${email}  ${password}`);
    }
    console.log('');
  }
  if (clinics.count === 0) {
    console.log(
      'There is no clinic yet: npm run create-admin -- --clinic "Your clinic" --email you@example.org --name You\n',
    );
  }
  for (const line of await describeProviders(voiceUrl)) console.log(line);
  if (clinics.demoSeededAt !== null) {
    console.log('\nTry a call:  npm run call -- --scenario book-english');
    const days = Math.floor((Date.now() - clinics.demoSeededAt.getTime()) / 86_400_000);
    if (days >= DEMO_DAYS) {
      console.log(`The demo is ${days} days old, and its calendar lies behind it: npm run reset makes a fresh one.`);
    }
  }
  console.log(`\n${isTerminal ? 'Ctrl-C stops everything.' : 'SIGTERM stops everything.'}`);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Gone already, between the list and the kill.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
