import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Where Postgres' files go: into the state folder. Only where Vaani runs as root, Postgres runs as a user of its own, and that user may not be
 * let through to the state folder (a home or a temporary folder that is root's alone): then under /var/lib.
 */
export async function postgresFolder(home: string): Promise<string> {
  if (process.getuid?.() !== 0 || (await isOpenToOthers(dirname(home)))) return join(home, 'postgres');
  return join('/var/lib/vaani', createHash('sha256').update(home).digest('hex').slice(0, 12), 'postgres');
}

async function isOpenToOthers(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isOpenToOthers(dirname(folder));
}
