import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { postgresFolder } from './postgres-folder.ts';

/** All that a start writes. */
const names = ['postgres', 'redis', 'logs', 'secrets.json', 'running.json', 'children.json', 'lock'];

/** Takes away what Vaani wrote to a state folder, and the folder where nothing else is in it. Nothing must be running there. */
export async function clearHome(home: string): Promise<void> {
  const data = await postgresFolder(home);
  if (!data.startsWith(home)) await rm(dirname(data), { recursive: true, force: true });
  for (const name of names) await rm(join(home, name), { recursive: true, force: true });
  await rmdir(home).catch((error: NodeJS.ErrnoException) => {
    // Something that is not ours lies in it: it stays.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'ENOENT') throw error;
  });
}
