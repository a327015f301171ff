import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { checkPorts } from './ports.ts';
import { embeddedBinaries, type PostgresUser, postgresUser } from './postgres-binaries.ts';
import { commandOf, type Ending, endChild, isAlive, isGoneWithin } from './processes.ts';

export interface PostgresServer {
  superuserUrl: string;
  /** The major version, as "18". */
  version: string;
  pid: number;
  /** Resolves when the server has ended, told to or not. */
  ended: Promise<Ending>;
  stop(): Promise<void>;
}

const START_DEADLINE_MS = 60_000;
/** A fast shutdown first (open transactions are rolled back), then at once (the log is replayed at the next start). */
const endings = [
  { signal: 'SIGINT', deadlineMs: 10_000 },
  { signal: 'SIGQUIT', deadlineMs: 3_000 },
  { signal: 'SIGKILL', deadlineMs: 1_000 },
] as const;

/**
 * Starts Postgres on loopback, making its files first where there are none. A server that a killed start left behind in the same folder is stopped
 * first, and a pid file without a process taken away.
 * @param options.bin the folder of another server's `initdb` and `postgres`; the embedded one by default.
 * @throws with the server's last lines where it does not come up.
 */
export async function startPostgres(options: {
  dir: string;
  port: number;
  password: string;
  bin?: string;
}): Promise<PostgresServer> {
  const { dir, port, password } = options;
  const bin = options.bin ?? (await embeddedBinaries());
  const user = await postgresUser();
  if (!existsSync(join(dir, 'PG_VERSION'))) await initialise({ bin, dir, password, user });
  await endLeftover(dir);
  await checkPorts({ postgres: port });
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    log_min_messages: 'warning',
  };
  const args = ['-D', dir, '-p', String(port), ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
  const server = start(join(bin, 'postgres'), args, user);
  const superuserUrl = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  try {
    await waitUntilReady(superuserUrl, server);
  } catch (cause) {
    await endChild(server.child, server.ended, endings);
    throw new Error(`Postgres did not start: ${server.lines.slice(-5).join(' / ') || String(cause)}`, { cause });
  }
  return {
    superuserUrl,
    version: (await readFile(join(dir, 'PG_VERSION'), 'utf8')).trim(),
    pid: server.child.pid ?? 0,
    ended: server.ended,
    stop: () => endChild(server.child, server.ended, endings),
  };
}

interface Started {
  child: ChildProcess;
  ended: Promise<Ending>;
  lines: string[];
}

/** A process group of its own: Ctrl-C reaches the supervisor alone, which stops Postgres after those who use it. */
function start(program: string, args: string[], user: PostgresUser | null): Started {
  const child = spawn(program, args, {
    detached: true,
    cwd: '/',
    // Where Next's types are loaded, as by tests of the desk, they want a NODE_ENV in every environment.
    env: { LC_ALL: 'C', TZ: 'UTC' } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user ?? {}),
  });
  const lines: string[] = [];
  const note = (data: Buffer) => {
    lines.push(...data.toString().trim().split('\n'));
    lines.splice(0, lines.length - 20);
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  child.once('error', (error) => lines.push(error.message));
  const ended = new Promise<Ending>((resolve) => child.once('close', (code) => resolve({ code, lastLines: lines })));
  return { child, lines, ended };
}

async function initialise(o: { bin: string; dir: string; password: string; user: PostgresUser | null }): Promise<void> {
  await mkdir(dirname(o.dir), { recursive: true });
  await mkdir(o.dir, { recursive: true, mode: 0o700 });
  if (o.user !== null) await chown(o.dir, o.user.uid, o.user.gid);
  // Read by initdb alone: beside the data folder, which must be empty, and gone right after.
  const passwordFile = `${o.dir}.password`;
  await writeFile(passwordFile, o.password, { mode: 0o600 });
  if (o.user !== null) await chown(passwordFile, o.user.uid, o.user.gid);
  try {
    const args = [`--pgdata=${o.dir}`, '--username=postgres', `--pwfile=${passwordFile}`];
    const settings = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'];
    const { child, ended, lines } = start(join(o.bin, 'initdb'), [...args, ...settings], o.user);
    await ended;
    if (child.exitCode !== 0) {
      await rm(o.dir, { recursive: true, force: true });
      throw new Error(`Postgres' files could not be made in ${o.dir}: ${lines.slice(-5).join(' / ')}`);
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The home lock is ours, so whatever still serves this folder was left by a start that was killed. */
async function endLeftover(dir: string): Promise<void> {
  const path = join(dir, 'postmaster.pid');
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
  if (isAlive(pid) && (await commandOf(pid))?.includes('postgres') !== false) {
    process.kill(pid, 'SIGINT');
    if (!(await isGoneWithin(pid, 10_000))) {
      throw new Error(`the server that was left in ${dir} (process ${pid}) does not stop`);
    }
  }
  await rm(path, { force: true });
}

async function waitUntilReady(url: string, server: Started): Promise<void> {
  const until = performance.now() + START_DEADLINE_MS;
  for (;;) {
    if (server.child.exitCode !== null || server.child.signalCode !== null) throw new Error('it ended');
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000, query_timeout: 1_000 });
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await delay(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
