import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { type Ending, endChild } from './processes.ts';
import { type RedisServer, startRedisStandIn } from './redis-stand-in.ts';

const endings = [
  { signal: 'SIGTERM', deadlineMs: 3_000 },
  { signal: 'SIGKILL', deadlineMs: 1_000 },
] as const;

/** Where `redis-server` is on this machine, or null. */
export function findRedisServer(path: string): string | null {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, 'redis-server');
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder: the next one.
    }
  }
  return null;
}

/** `redis-server` where it is on the path, else the stand-in; on loopback, keeping nothing on disk. */
export async function startRedis(options: { dir: string; port: number; path: string }): Promise<RedisServer> {
  const program = findRedisServer(options.path);
  return program === null ? startRedisStandIn(options) : startRedisServer({ ...options, program });
}

/** Starts a real server and waits until it answers. */
export async function startRedisServer(options: { program: string; dir: string; port: number }): Promise<RedisServer> {
  await mkdir(options.dir, { recursive: true });
  const args = [
    '--bind',
    '127.0.0.1',
    '--port',
    String(options.port),
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    options.dir,
    '--daemonize',
    'no',
  ];
  const child = spawn(options.program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  const note = (data: Buffer) => {
    output = (output + data.toString()).slice(-2_000);
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  child.once('error', (error) => note(Buffer.from(error.message)));
  const ended = new Promise<Ending>((resolve) =>
    child.once('close', (code) => resolve({ code, lastLines: output.trim().split('\n').slice(-10) })),
  );
  const url = `redis://127.0.0.1:${options.port}`;
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => 50 });
  redis.on('error', (error) => note(Buffer.from(`${error.message}\n`)));
  const failed = ended.then(() => {
    throw new Error(`redis-server did not start: ${output.trim().split('\n').slice(-3).join(' / ')}`);
  });
  try {
    await Promise.race([redis.ping(), failed]);
  } finally {
    redis.disconnect();
  }
  return {
    url,
    kind: 'redis-server',
    pid: child.pid ?? 0,
    ended,
    stop: () => endChild(child, ended, endings),
  };
}
