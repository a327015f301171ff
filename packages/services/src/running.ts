import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive } from './processes.ts';

const schema = z.object({
  pid: z.int(),
  webUrl: z.string(),
  voiceUrl: z.string(),
  /** The environment that scripts need to reach the same database and Redis. */
  env: z.record(z.string(), z.string()),
});
/** How to reach a product that runs from a state folder. */
export type Running = z.infer<typeof schema>;

const pathOf = (home: string) => join(home, 'running.json');

/** Written once all is ready, for its owner's eyes only: it holds secrets. @returns what takes it away again. */
export async function noteRunning(home: string, running: Running): Promise<() => Promise<void>> {
  await writeFile(pathOf(home), JSON.stringify(running), { mode: 0o600 });
  return () => rm(pathOf(home), { force: true });
}

/** The product that runs from a state folder, or null. */
export async function findRunning(home: string): Promise<Running | null> {
  let running: Running;
  try {
    running = schema.parse(JSON.parse(await readFile(pathOf(home), 'utf8')));
  } catch {
    // No such file, or one that a crash cut short: nothing runs that could be found.
    return null;
  }
  return isAlive(running.pid) ? running : null;
}
