// npm start: the whole product on one machine. See --help.
import { randomBytes, randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock, systemRandom } from '@vaani/config';
import { delayProfiles, isLatencyName, type LatencyName, startSandbox } from '@vaani/sandbox';
import { type Product, startProduct } from '@vaani/services';
import { createVoice } from '@vaani/speech';
import { demoNumbers, demoSignIns } from '../prisma/factories/callers.ts';
import { type Clinics, prepareDatabase } from './prepare-database.ts';
import { describeProviders } from './providers.ts';

const latencies = Object.keys(delayProfiles);

const help = `npm start [-- OPTIONS]

Brings up Vaani on this machine: Postgres, Redis, the voice service, the worker and the desk.

  --empty         without demo data, for a real clinic; it prints the code with which /setup makes the first admin
  --sandbox       with every provider emulated on this machine, in its own protocol, instead of the real ones
  --latency NAME  how long the emulated providers take: ${latencies.join(', ')} (none by default)
  --help          this text

State is kept in .vaani (VAANI_HOME); npm run reset clears it. Settings: .env.example says what each does.`;

/** A demo older than this has its appointments behind it. */
const DEMO_DAYS = 14;
const root = fileURLToPath(new URL('..', import.meta.url));
const isTerminal = process.stdout.isTTY === true;
const green = (text: string) => (isTerminal ? `\x1b[32m${text}\x1b[0m` : text);
const bold = (text: string) => (isTerminal ? `\x1b[1m${text}\x1b[0m` : text);

interface Wanted {
  isEmpty: boolean;
  /** How long the emulated providers take; null where none are. */
  sandbox: LatencyName | null;
}

/** @throws with a sentence where an argument is none. */
function readArguments(): Wanted | null {
  const { values } = parseArgs({
    options: {
      empty: { type: 'boolean', default: false },
      sandbox: { type: 'boolean', default: false },
      latency: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const { latency = 'none' } = values;
  if (!isLatencyName(latency)) throw new Error(`There is no latency ${latency}: ${latencies.join(', ')}.`);
  if (values.latency !== undefined && !values.sandbox) throw new Error('--latency is for --sandbox.');
  if (values.sandbox && process.env.VAANI_ENV === 'production')
    throw new Error('--sandbox emulates the providers: it is not for VAANI_ENV=production.');
  return { isEmpty: values.empty, sandbox: values.sandbox ? latency : null };
}

/** Every provider on free ports of this machine. */
async function emulateProviders(latency: LatencyName) {
  const voice = createVoice();
  const sandbox = await startSandbox({
    ...{ clock: systemClock, random: systemRandom, latency, voice, numbers: Object.values(demoNumbers) },
    twilioAuthToken: randomBytes(16).toString('hex'),
  });
  return {
    env: Object.assign({}, ...Object.values(sandbox.env)) as Record<string, string>,
    async close() {
      await sandbox.close();
      await voice.close();
    },
  };
}

/** Shown where Vaani is started, so that whoever makes the first admin is whoever runs the machine. No letters that look like others. */
function newSetupCode(): string {
  const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return `${group()}-${group()}-${group()}`;
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

  const emulated = wanted.sandbox === null ? null : await emulateProviders(wanted.sandbox);
  const setupCode = process.env.VAANI_SETUP_CODE || newSetupCode();
  let clinics: Clinics = { count: 0, demoSeededAt: null, real: [] };
  try {
    product = await startProduct({
      root,
      env: { ...process.env, VAANI_SETUP_CODE: setupCode, ...emulated?.env },
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
    await emulated?.close();
    if (stopping.signal.aborted) return 0;
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  await tellReady(product, clinics, setupCode);
  if (emulated !== null)
    console.log(
      '\nEvery provider is emulated on this machine: no real one is asked, and nobody is rung or written to.',
    );
  const end = await Promise.race([stopped.promise, product.crashed]);
  if (end !== 'stopped') {
    console.error(`\n${end.name} ended unexpectedly (${end.code ?? 'by a signal'}). Its last lines:\n`);
    console.error(end.lastLines.map((line) => `  ${line}`).join('\n'));
    console.error('\nStopping the rest.');
  }
  await product.stop();
  await emulated?.close();
  return end === 'stopped' ? 0 : 1;
}

async function tellReady({ webUrl, voiceUrl }: Product, clinics: Clinics, setupCode: string): Promise<void> {
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
    console.log(`There is no clinic yet. Open ${webUrl}/setup in a browser and make it with this code:\n`);
    console.log(`  ${bold(setupCode)}\n`);
    console.log('Or: npm run create-admin -- --clinic "Your clinic" --email you@example.org --name You\n');
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
