import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const skipped = new Set(['node_modules', '.next', '.turbo', 'generated', 'dist']);

/** A hash of every source that the web build is made of. */
export async function sourceHash(root: string): Promise<string> {
  const hash = createHash('sha256');
  const visit = async (folder: string): Promise<void> => {
    const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (skipped.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await visit(path);
      else
        hash
          .update(path.slice(root.length))
          .update('\0')
          .update(await readFile(path))
          .update('\0');
    }
  };
  for (const folder of [
    'apps/web',
    'packages/clinic',
    'packages/live',
    'packages/config',
    'packages/db',
    'packages/observability',
    'packages/receptionist',
    'prisma',
  ]) {
    await visit(join(root, folder));
  }
  hash.update(await readFile(join(root, 'package-lock.json')));
  return hash.digest('hex');
}

const stampOf = (root: string) => join(root, 'apps/web/.next/vaani-build');

/** Is the web build that is there made of these sources? */
export async function isBuilt(root: string, hash: string): Promise<boolean> {
  return (await readFile(stampOf(root), 'utf8').catch(() => '')) === hash;
}

export async function noteBuilt(root: string, hash: string): Promise<void> {
  await writeFile(stampOf(root), hash);
}

/** Before a build: one that is cut short is no build, whatever the sources were before. */
export async function forgetBuilt(root: string): Promise<void> {
  await rm(stampOf(root), { force: true });
}
