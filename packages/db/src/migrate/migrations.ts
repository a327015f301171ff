import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { lastPanic, withSchemaEngine } from './schema-engine.ts';

const prismaFolder = fileURLToPath(new URL('../../../../prisma/', import.meta.url));

const loadSchema = () => readFile(join(prismaFolder, 'schema.prisma'), 'utf8');

async function loadMigrations(): Promise<MigrationList> {
  const baseDir = join(prismaFolder, 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: await readFile(join(baseDir, path, 'migration.sql'), 'utf8') },
      },
    })),
  );
  const lock = await readFile(join(baseDir, 'migration_lock.toml'), 'utf8');
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: lock },
    migrationDirectories,
    shadowDbInitScript: '',
  };
}

const filters = { externalTables: [], externalEnums: [] };

/**
 * Applies the migrations of `prisma/migrations` that the database has not seen, as its owner. Keeps `_prisma_migrations`, as
 * Prisma's own CLI does.
 * @param options.only just these of them, for rows of an older schema; the others wait for a second time.
 * @returns the names of those applied now.
 */
export async function migrate(options: { ownerUrl: string; only?: string[] }): Promise<{ applied: string[] }> {
  const all = await loadMigrations();
  const isWanted = ({ path }: { path: string }) => options.only?.includes(path) !== false;
  const migrationsList = { ...all, migrationDirectories: all.migrationDirectories.filter(isWanted) };
  try {
    const { appliedMigrationNames } = await withSchemaEngine(
      { url: options.ownerUrl, schema: await loadSchema() },
      (engine) => engine.applyMigrations({ migrationsList, filters }),
    );
    return { applied: appliedMigrationNames };
  } catch (cause) {
    throw new Error(
      `migrations could not be applied: ${lastPanic() ?? (cause instanceof Error ? cause.message : 'unknown')}`,
      { cause },
    );
  }
}

/** The SQL that makes all of schema.prisma in an empty database: a test holds the migrations against it. */
export async function schemaFromNothing(options: { ownerUrl: string }): Promise<string> {
  const content = await loadSchema();
  const to = { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] };
  const { stdout } = await withSchemaEngine({ url: options.ownerUrl, schema: content }, (engine) =>
    engine.diff({ from: { tag: 'empty' }, to, script: true, exitCode: null, filters }),
  );
  return stdout ?? '';
}
