import { resolve } from 'node:path';
import { type MachineSettings, machineSettings, productionSettings, systemClock } from '@vaani/config';
import { migrate } from '@vaani/db/migrate';
import { buildWeb } from './build-web.ts';
import { lockHome } from './home-lock.ts';
import { endLeftovers, forgetChildren, noteChildren } from './leftovers.ts';
import { type DatabaseUrls, openPostgres } from './open-database.ts';
import { checkPorts } from './ports.ts';
import { startRedis } from './redis.ts';
import { noteRunning } from './running.ts';
import { loadOrCreateSecrets, type Secrets } from './secrets.ts';
import { type Crash, createSupervisor, type Supervisor } from './supervisor.ts';

export interface ProductOptions {
  /** The folder of the repository. */
  root: string;
  env: Record<string, string | undefined>;
  /** Told of each step as it ends, with how long it took. */
  onStep?: (step: string, tookMs: number) => void;
  /** Told of a step that takes long, as it begins. */
  onLongStep?: (step: string) => void;
  /** Makes what the database needs beside the schema (job tables, demo data). Runs as soon as migrations are in. */
  prepareDatabase: (urls: DatabaseUrls & { env: Record<string, string> }) => Promise<void>;
  /** Stops what is starting; what was started is stopped again. */
  signal?: AbortSignal;
}

export interface Product {
  webUrl: string;
  voiceUrl: string;
  /** What a script needs to reach the same database and Redis. */
  env: Record<string, string>;
  redisKind: 'redis-server' | 'stand-in' | 'external';
  /** Resolves with the first process that ended without being told to: stop the product then. */
  crashed: Promise<Crash>;
  /** Of the apps. */
  pids(): Record<string, number>;
  /** Null where Redis is no process of its own. */
  redisPid: number | null;
  /** Apps first, then Redis, then Postgres. Idempotent. */
  stop(): Promise<void>;
}

type Step = <T>(name: string | ((value: T) => string), work: () => Promise<T>) => Promise<T>;

/** A killed process's port is given back when the last of its threads is gone. */
const RELEASE_MS = 3_000;

/** Kept from the children unless given on purpose: what an app is told is put together here. */
const ours = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'REDIS_URL',
  'VAANI_KEYS',
  'NEXTAUTH_SECRET',
  'VAANI_STREAM_SECRET',
  'TWILIO_AUTH_TOKEN',
];

/**
 * Brings up the whole product on one machine: Postgres and Redis (or those the environment names), roles, migrations, the web build, and the three
 * apps as child processes. What was started is stopped again where a later step fails.
 * @throws {SettingsError | Error} with a sentence for a person.
 */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const machine = machineSettings(options.env);
  const given = machine.isProduction ? productionSettings(options.env) : null;
  const home = resolve(options.root, machine.home);
  const stops: (() => Promise<void>)[] = [];
  const stop = once(async () => {
    for (let undo = stops.pop(); undo !== undefined; undo = stops.pop()) await undo();
  });
  const step: Step = async (name, work) => {
    options.signal?.throwIfAborted();
    const began = performance.now();
    const value = await work();
    options.onStep?.(typeof name === 'string' ? name : name(value), performance.now() - began);
    return value;
  };
  try {
    stops.push(await lockHome(home));
    const leftovers = await endLeftovers(home);
    if (leftovers.length > 0) options.onStep?.(`Ended what an earlier start left behind: ${leftovers.join(', ')}`, 0);
    stops.push(() => forgetChildren(home));
    const secrets = given === null ? await loadOrCreateSecrets(home) : null;
    const { ports } = machine;
    // Postgres checks its own: it must first end what a killed start left in its folder, and on its port.
    const { web, voice, worker, redis: redisPort } = ports;
    const wanted = { web, voice, worker, ...(machine.redisUrl === undefined ? { redis: redisPort } : {}) };
    await checkPorts(wanted, leftovers.length > 0 ? RELEASE_MS : 0);
    const pids: Record<string, number> = {};

    const urls = await step(machine.databaseUrl === undefined ? 'Postgres 18 (embedded)' : 'Postgres (yours)', () =>
      openPostgres(machine, home, secrets),
    );
    stops.push(urls.stop);
    const redis = await step(
      (server: { kind: Product['redisKind'] }) => redisNames[server.kind],
      async () => {
        if (machine.redisUrl !== undefined) {
          return { url: machine.redisUrl, kind: 'external' as const, ended: new Promise<never>(() => undefined) };
        }
        const server = await startRedis({ dir: `${home}/redis`, port: ports.redis, path: options.env.PATH ?? '' });
        stops.push(server.stop);
        if (server.pid > 0) pids.redis = server.pid;
        return server;
      },
    );
    await noteChildren(home, pids);

    const env = appEnvironment(options.env, machine, urls.appUrl, redis.url, given ?? localSecrets(secrets));
    await step(
      ({ applied }: { applied: string[] }) =>
        applied.length === 0 ? 'Database is up to date' : `Migrations (${applied.length})`,
      () => migrate({ ownerUrl: urls.ownerUrl }),
    );
    await options.prepareDatabase({ ownerUrl: urls.ownerUrl, appUrl: urls.appUrl, env });
    await step(
      (isNew: boolean) => (isNew ? 'Desk built' : 'Desk is built'),
      () =>
        buildWeb({
          root: options.root,
          env: options.env,
          ...(options.signal === undefined ? {} : { signal: options.signal }),
          onStart: () => options.onLongStep?.('Building the desk: its sources changed'),
        }),
    );

    const supervisor = createSupervisor({ logs: `${home}/logs`, clock: systemClock });
    stops.push(supervisor.stop);
    await startApps(options, machine, supervisor, env, step);
    await noteChildren(home, { ...pids, ...supervisor.pids() });
    const { VAANI_WEB_URL: webUrl = '', VAANI_VOICE_URL: voiceUrl = '' } = env;
    stops.push(await noteRunning(home, { pid: process.pid, webUrl, voiceUrl, env }));
    options.signal?.throwIfAborted();
    const crashed = Promise.race([
      supervisor.crashed,
      urls.ended.then((ending) => ({ name: 'Postgres', ...ending })),
      redis.ended.then((ending) => ({ name: 'Redis', ...ending })),
    ]);
    return {
      webUrl,
      voiceUrl,
      env,
      redisKind: redis.kind,
      crashed,
      pids: supervisor.pids,
      redisPid: pids.redis ?? null,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const redisNames: Record<Product['redisKind'], string> = {
  'redis-server': 'Redis (redis-server)',
  'stand-in': 'Redis (stand-in: no redis-server here)',
  external: 'Redis (yours)',
};

type AppSecrets = Record<'VAANI_KEYS' | 'NEXTAUTH_SECRET' | 'VAANI_STREAM_SECRET' | 'TWILIO_AUTH_TOKEN', string>;

function localSecrets(secrets: Secrets | null): AppSecrets {
  if (secrets === null) throw new Error('production makes up no secrets');
  return {
    VAANI_KEYS: secrets.keys,
    NEXTAUTH_SECRET: secrets.authSecret,
    VAANI_STREAM_SECRET: secrets.streamSecret,
    TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
  };
}

/** What the apps are told, and nothing of it twice: what the environment gives goes before what this machine made up. */
function appEnvironment(
  env: Record<string, string | undefined>,
  { ports, isProduction }: MachineSettings,
  databaseUrl: string,
  redisUrl: string,
  secrets: AppSecrets,
): Record<string, string> {
  const webUrl = env.VAANI_WEB_URL || `http://localhost:${ports.web}`;
  return {
    VAANI_ENV: isProduction ? 'production' : 'local',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    VAANI_KEYS: env.VAANI_KEYS || secrets.VAANI_KEYS,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET || secrets.NEXTAUTH_SECRET,
    NEXTAUTH_URL: webUrl,
    VAANI_STREAM_SECRET: env.VAANI_STREAM_SECRET || secrets.VAANI_STREAM_SECRET,
    TWILIO_AUTH_TOKEN: env.TWILIO_AUTH_TOKEN || secrets.TWILIO_AUTH_TOKEN,
    VAANI_WEB_PORT: String(ports.web),
    VAANI_VOICE_PORT: String(ports.voice),
    VAANI_WORKER_PORT: String(ports.worker),
    VAANI_WEB_URL: webUrl,
    VAANI_VOICE_URL: env.VAANI_VOICE_URL || `http://localhost:${ports.voice}`,
    // Where simulated callers say what they are about to say, where the providers are emulated.
    ...(env.VAANI_SANDBOX_URL ? { VAANI_SANDBOX_URL: env.VAANI_SANDBOX_URL } : {}),
  };
}

async function startApps(
  options: ProductOptions,
  { ports }: MachineSettings,
  supervisor: Supervisor,
  env: Record<string, string>,
  step: Step,
): Promise<void> {
  const inherited = Object.fromEntries(Object.entries(options.env).filter(([name]) => !ours.includes(name)));
  const childEnv = { ...inherited, ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const app = (name: string, cwd: string, args: string[], readyUrl: string) =>
    step(name, () =>
      supervisor.start({
        name,
        command: process.execPath,
        args,
        cwd: resolve(options.root, cwd),
        env: childEnv,
        readyUrl,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      }),
    );
  const next = resolve(options.root, 'node_modules/next/dist/bin/next');
  const host = options.env.VAANI_HOST || '127.0.0.1';
  await Promise.all([
    app('voice', '.', ['apps/voice/src/main.ts'], `http://127.0.0.1:${ports.voice}/ready`),
    app('worker', '.', ['apps/worker/src/main.ts'], `http://127.0.0.1:${ports.worker}/ready`),
    app(
      'web',
      'apps/web',
      [next, 'start', '--hostname', host, '--port', String(ports.web)],
      `http://127.0.0.1:${ports.web}/api/ready`,
    ),
  ]);
}

/** The same promise for everybody who asks. */
function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
