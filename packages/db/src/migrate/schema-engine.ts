import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/** The part of WebAssembly's interface that is used here; it is typed in the browser's library only. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const panics: string[] = [];
/** The engine reports its panics here before it traps. */
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => panics.push(message) } });

/** What the engine said when it last broke down, for the error that is thrown. */
export function lastPanic(): string | undefined {
  return panics.at(-1);
}

let instantiated: Promise<void> | undefined;

/** Instantiates the engine's WebAssembly by hand: its own loader wants a bundler. See docs/decisions/0002-migrations.md. */
async function instantiate(): Promise<void> {
  const path = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(path), { './schema_engine_bg.js': glue });
  const bindings = glue as unknown as { __wbg_set_wasm(exports: unknown): void };
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start as () => void;
  start();
}

/**
 * Does work with Prisma's schema engine on a database, without its native binary. When it is done no connection is left.
 * @param options.schema the text of schema.prisma: the engine wants one, whatever it is asked.
 */
export async function withSchemaEngine<T>(
  options: { url: string; schema: string },
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  instantiated ??= instantiate();
  await instantiated;
  // A pool of our own: the engine does not close the one it would make, and no database can be cloned while it is open.
  const pool = new pg.Pool({ connectionString: options.url, max: 4, connectionTimeoutMillis: 10_000 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    const datamodels: [string, string][] = [['schema.prisma', options.schema]];
    const quiet = () => undefined;
    const engine = await (glue as unknown as { SchemaEngine: typeof SchemaEngine }).SchemaEngine.new(
      { datamodels },
      quiet,
      adapter,
    );
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}
