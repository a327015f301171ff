import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive } from './postgres.ts';

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

export async function noteRunning(home: string, running: Running): Promise<() => Promise<void>> {
  await writeFile(pathOf(home), JSON.stringify(running), { mode: 0o600 });
  return () => rm(pathOf(home), { force: true });
}

/** The product that runs from a state folder, or null. */
export async function findRunning(home: string): Promise<Running | null> {
  const text = await readFile(pathOf(home), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success && isAlive(parsed.data.pid) ? parsed.data : null;
}
