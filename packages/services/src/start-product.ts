import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { machineSettings, productionSettings, systemClock } from '@vaani/config';
import { ensureRoles, migrate } from '@vaani/db/migrate';
import { isBuilt, noteBuilt, sourceHash } from './build-stamp.ts';
import { lockHome } from './home-lock.ts';
import { checkPorts } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { postgresFolder } from './postgres-folder.ts';
import { startRedis } from './redis.ts';
import { noteRunning } from './running.ts';
import { loadOrCreateSecrets } from './secrets.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';

export interface ProductOptions {
  /** The folder of the repository. */
  root: string;
  env: Record<string, string | undefined>;
  /** Told of each step as it ends, with how long it took. */
  onStep?: (step: string, tookMs: number) => void;
  /** Makes what the database needs beside the schema (job tables, demo data). Runs as soon as migrations are in. */
  prepareDatabase: (urls: { ownerUrl: string; appUrl: string; env: Record<string, string> }) => Promise<void>;
}

export interface Product {
  webUrl: string;
  voiceUrl: string;
  /** What a script needs to reach the same database and Redis. */
  env: Record<string, string>;
  redisKind: 'redis-server' | 'stand-in' | 'external';
  crashed: Supervisor['crashed'];
  pids(): Record<string, number>;
  stop(): Promise<void>;
}

const production = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'REDIS_URL',
  'VAANI_KEYS',
  'NEXTAUTH_SECRET',
  'VAANI_STREAM_SECRET',
  'TWILIO_AUTH_TOKEN',
] as const;

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
  const stop = async () => {
    for (let undo = stops.pop(); undo !== undefined; undo = stops.pop()) await undo();
  };
  const step = async <T>(name: string | ((value: T) => string), work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const value = await work();
    options.onStep?.(typeof name === 'string' ? name : name(value), performance.now() - began);
    return value;
  };
  try {
    stops.push(await lockHome(home));
    const { ports } = machine;
    await checkPorts({
      web: ports.web,
      voice: ports.voice,
      worker: ports.worker,
      ...(machine.databaseUrl === undefined ? { postgres: ports.postgres } : {}),
      ...(machine.redisUrl === undefined ? { redis: ports.redis } : {}),
    });
    const secrets = given === null ? await loadOrCreateSecrets(home) : null;
    const urls = await step(
      () => (machine.databaseUrl === undefined ? 'Postgres 18 (embedded)' : 'Postgres (yours)'),
      async () => {
        if (machine.databaseUrl !== undefined) {
          return { appUrl: machine.databaseUrl, ownerUrl: machine.databaseOwnerUrl ?? machine.databaseUrl };
        }
        if (secrets === null) throw new Error('DATABASE_URL is missing.');
        const server = await startPostgres({
          dir: `${home}/postgres`,
          port: ports.postgres,
          password: secrets.postgresPassword,
        });
        stops.push(server.stop);
        return ensureRoles({
          superuserUrl: server.superuserUrl,
          database: 'vaani',
          ownerPassword: secrets.ownerPassword,
          appPassword: secrets.appPassword,
        });
      },
    );
    const redis = await step(
      (server: { url: string; kind: Product['redisKind'] }) =>
        ({
          'redis-server': 'Redis (redis-server)',
          'stand-in': 'Redis (stand-in: no redis-server here)',
          external: 'Redis (yours)',
        })[server.kind],
      async () => {
        if (machine.redisUrl !== undefined) return { url: machine.redisUrl, kind: 'external' as const };
        const server = await startRedis({ dir: `${home}/redis`, port: ports.redis, path: options.env.PATH ?? '' });
        stops.push(server.stop);
        return server;
      },
    );
    const webUrl = options.env.VAANI_WEB_URL ?? `http://localhost:${ports.web}`;
    const voiceUrl = options.env.VAANI_VOICE_URL ?? `http://localhost:${ports.voice}`;
    const env: Record<string, string> = {
      VAANI_ENV: machine.isProduction ? 'production' : 'local',
      DATABASE_URL: urls.appUrl,
      REDIS_URL: redis.url,
      VAANI_KEYS: given?.VAANI_KEYS ?? secrets?.keys ?? '',
      NEXTAUTH_SECRET: given?.NEXTAUTH_SECRET ?? secrets?.authSecret ?? '',
      NEXTAUTH_URL: webUrl,
      VAANI_STREAM_SECRET: given?.VAANI_STREAM_SECRET ?? secrets?.streamSecret ?? '',
      TWILIO_AUTH_TOKEN: options.env.TWILIO_AUTH_TOKEN ?? given?.TWILIO_AUTH_TOKEN ?? secrets?.twilioAuthToken ?? '',
      VAANI_WEB_PORT: String(ports.web),
      VAANI_VOICE_PORT: String(ports.voice),
      VAANI_WORKER_PORT: String(ports.worker),
      VAANI_WEB_URL: webUrl,
      VAANI_VOICE_URL: voiceUrl,
    };
    await step(
      ({ applied }: { applied: string[] }) =>
        applied.length === 0 ? 'Database is up to date' : `Migrations (${applied.length})`,
      () => migrate({ ownerUrl: urls.ownerUrl }),
    );
    await options.prepareDatabase({ ...urls, env });
    await buildWeb(options, step);

    const supervisor = createSupervisor({ logs: `${home}/logs`, clock: systemClock });
    stops.push(supervisor.stop);
    const inherited = Object.fromEntries(
      Object.entries(options.env).filter(([name]) => !production.includes(name as never)),
    );
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
        }),
      );
    await Promise.all([
      app('voice', '.', ['apps/voice/src/main.ts'], `http://127.0.0.1:${ports.voice}/ready`),
      app('worker', '.', ['apps/worker/src/main.ts'], `http://127.0.0.1:${ports.worker}/ready`),
      app(
        'web',
        'apps/web',
        [
          resolve(options.root, 'node_modules/next/dist/bin/next'),
          'start',
          '--hostname',
          options.env.VAANI_HOST ?? '127.0.0.1',
          '--port',
          String(ports.web),
        ],
        `http://127.0.0.1:${ports.web}/api/ready`,
      ),
    ]);
    stops.push(await noteRunning(home, { pid: process.pid, webUrl, voiceUrl, env }));
    return { webUrl, voiceUrl, env, redisKind: redis.kind, crashed: supervisor.crashed, pids: supervisor.pids, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function buildWeb(
  options: ProductOptions,
  step: <T>(name: string | ((value: T) => string), work: () => Promise<T>) => Promise<T>,
): Promise<void> {
  const hash = await sourceHash(options.root);
  if (await isBuilt(options.root, hash)) return;
  await step('Desk built', async () => {
    const args = [resolve(options.root, 'node_modules/next/dist/bin/next'), 'build'];
    const env = { ...options.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
    const child = spawn(process.execPath, args, {
      cwd: resolve(options.root, 'apps/web'),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const note = (data: Buffer) => {
      output = (output + data.toString()).slice(-4_000);
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    const code = await new Promise<number | null>((done) => child.once('close', done));
    if (code !== 0) throw new Error(`the desk could not be built:\n${output}`);
    await noteBuilt(options.root, hash);
  });
}
