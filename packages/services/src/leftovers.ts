import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { commandOf, isAlive, isGoneWithin } from './processes.ts';

const schema = z.array(z.object({ name: z.string(), pid: z.int(), command: z.string() }));
type Child = z.infer<typeof schema>[number];

const pathOf = (home: string) => join(home, 'children.json');

/** Writes down what runs, so that the next start can end what a killed one leaves behind. */
export async function noteChildren(home: string, pids: Record<string, number>): Promise<void> {
  const children: Child[] = [];
  for (const [name, pid] of Object.entries(pids)) {
    const command = pid > 0 ? await commandOf(pid) : null;
    if (command !== null) children.push({ name, pid, command });
  }
  await writeFile(pathOf(home), JSON.stringify(children), { mode: 0o600 });
}

export const forgetChildren = (home: string): Promise<void> => rm(pathOf(home), { force: true });

/**
 * Ends the processes of a start that was killed before it could stop them. A number that belongs to something else by now is left alone.
 * Call it with the home lock held.
 * @returns the names of those ended.
 */
export async function endLeftovers(home: string): Promise<string[]> {
  const text = await readFile(pathOf(home), 'utf8').catch(() => '[]');
  const parsed = schema.safeParse(parseJson(text));
  const ended: string[] = [];
  for (const { name, pid, command } of parsed.success ? parsed.data : []) {
    if (!isAlive(pid) || (await commandOf(pid)) !== command) continue;
    process.kill(pid, 'SIGTERM');
    if (!(await isGoneWithin(pid, 6_000))) process.kill(pid, 'SIGKILL');
    if (!(await isGoneWithin(pid, 2_000)))
      throw new Error(`${name} of an earlier start (process ${pid}) does not stop`);
    ended.push(name);
  }
  await forgetChildren(home);
  return ended;
}

/** A file cut short by a crash says nothing. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
