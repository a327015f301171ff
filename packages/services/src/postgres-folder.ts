import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isOpenToOthers, sharedFolder } from './postgres-binaries.ts';

/**
 * Where Postgres' files go: into the state folder. Only where Vaani runs as root, Postgres runs as a user of its own, and that user may not be
 * let through to the state folder (a home or a temporary folder that is root's alone): then under /var/lib.
 * @param home the state folder, which is there.
 */
export async function postgresFolder(home: string): Promise<string> {
  if (process.getuid?.() !== 0 || (await isOpenToOthers(home))) return join(home, 'postgres');
  return join(sharedFolder, createHash('sha256').update(home).digest('hex').slice(0, 12), 'postgres');
}
