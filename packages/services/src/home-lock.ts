import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './processes.ts';

/** Keeps a second start away from a state folder. A lock whose process is gone is taken over. @throws saying who holds it. */
export async function lockHome(home: string): Promise<() => Promise<void>> {
  await mkdir(home, { recursive: true });
  const path = join(home, 'lock');
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
      const pid = Number(await readFile(path, 'utf8').catch(() => ''));
      if (isAlive(pid))
        throw new Error(
          `Vaani is running already in ${home} (process ${pid}). Stop it first, or choose another folder with VAANI_HOME.`,
        );
      await rm(path, { force: true });
    }
  }
  throw new Error(`${path} could not be taken.`);
}
