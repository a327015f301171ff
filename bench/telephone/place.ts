import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type ClinicDeps, connectClinic } from '@vaani/clinic';
import { parseKeyRing, systemClock } from '@vaani/config';
import { ensureRoles, migrate } from '@vaani/db/migrate';
import { createLogger } from '@vaani/observability';
import { freePort } from '@vaani/services';
import pg from 'pg';
import { prepareDatabase } from '../../scripts/prepare-database.ts';
import { rolePasswords, startBenchServers } from '../servers.ts';

const main = fileURLToPath(new URL('../../apps/voice/src/main.ts', import.meta.url));
const database = 'bench_turn';
const START_MS = 90_000;

export interface VoiceWorker {
  voiceUrl: string;
  pid: number;
  stop(): Promise<void>;
}

/** A clinic to ring, and voice workers as they are run: each a process of its own. */
export interface TurnPlace {
  clinic: ClinicDeps;
  authToken: string;
  /** @param core pins it there, where the system can (`taskset`). */
  startWorker(env: Record<string, string>, core?: number): Promise<VoiceWorker>;
  readonly redisKind: string;
  close(): Promise<void>;
}

export async function openTurnPlace(signal: AbortSignal): Promise<TurnPlace> {
  const servers = await startBenchServers(signal);
  const stops: (() => Promise<unknown>)[] = [servers.stop];
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    const client = new pg.Client({ connectionString: servers.superuserUrl });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await client.end();
    const { ownerUrl, appUrl } = await ensureRoles({
      ...{ superuserUrl: servers.superuserUrl, database },
      ...rolePasswords,
    });
    await migrate({ ownerUrl });
    const keys = `bench:${randomBytes(32).toString('base64')}`;
    await prepareDatabase({ ownerUrl, appUrl, keys, seed: 'demo', onStep: () => undefined });
    const clinic = await connectClinic({
      ...{ databaseUrl: appUrl, redisUrl: servers.redisUrl, keyRing: parseKeyRing(keys), clock: systemClock },
      ...{ logger: createLogger({ service: 'bench', level: 'silent' }), poolSize: 3 },
    });
    stops.push(clinic.close);
    const authToken = randomBytes(16).toString('hex');
    const common = {
      ...{ DATABASE_URL: appUrl, REDIS_URL: servers.redisUrl, VAANI_KEYS: keys, TWILIO_AUTH_TOKEN: authToken },
      ...{ VAANI_STREAM_SECRET: randomBytes(24).toString('hex'), LOG_LEVEL: 'warn' },
    };
    return {
      ...{ clinic, authToken, close },
      redisKind: servers.redisKind,
      async startWorker(env, core) {
        const port = await freePort();
        const voiceUrl = `http://127.0.0.1:${port}`;
        const [command = '', ...args] = [
          ...(core === undefined ? [] : ['taskset', '--cpu-list', String(core)]),
          ...[process.execPath, main],
        ];
        const child = spawn(command, args, {
          env: { PATH: process.env.PATH, ...env, ...common, VAANI_VOICE_PORT: String(port), VAANI_VOICE_URL: voiceUrl },
          stdio: ['ignore', 'ignore', 'inherit'],
        });
        const stop = () => ended(child);
        stops.push(stop);
        await untilReady(voiceUrl, child, signal);
        return { voiceUrl, pid: child.pid ?? 0, stop };
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

async function untilReady(voiceUrl: string, child: ChildProcess, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + START_MS;
  for (;;) {
    signal.throwIfAborted();
    const isReady = await fetch(`${voiceUrl}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    if (child.exitCode !== null || performance.now() > deadline) throw new Error('the voice worker did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
