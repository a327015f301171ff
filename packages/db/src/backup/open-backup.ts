import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { BackupError } from './backup-error.ts';
import type { Manifest } from './contents.ts';
import { readFrames } from './frames.ts';
import { type Frames, readManifest, readTables } from './read-tables.ts';
import { type RestoreOptions, restoreRows } from './restore-rows.ts';
import { openStream } from './seal-stream.ts';
import type { BackupSummary } from './write-backup.ts';

export interface OpenBackup {
  manifest: Manifest;
  /** Puts its rows into a fresh database: `restoreRows`. Once. */
  restore(options: RestoreOptions): Promise<BackupSummary>;
  /** Reads all of it without a database. @throws {BackupError} where the file was changed or is not whole. */
  check(): Promise<BackupSummary>;
  close(): void;
}

/**
 * Opens a backup and reads what it holds; the rows are read by `restore`.
 * @throws {BackupError} where it is none, or the passphrase is wrong.
 */
export async function openBackup(options: { file: string; passphrase: string }): Promise<OpenBackup> {
  const source = createReadStream(options.file);
  const plain = createZstdDecompress();
  const opened = (sealed: AsyncIterable<Buffer>) => openStream(sealed, options.passphrase);
  // Whatever goes wrong on the way comes out of the last stream, where it is read.
  pipeline(source, opened, plain, (error) => void (error && plain.destroy(error)));
  plain.on('error', ignoreHere);
  const frames = readFrames(plain);
  const close = () => void source.destroy();
  try {
    const manifest = await readManifest(frames);
    return {
      manifest,
      restore: (how) => restoreRows(manifest, frames, how),
      check: () => check(manifest, frames),
      close,
    };
  } catch (error) {
    close();
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new BackupError(`There is no file ${options.file}.`, { cause: error });
    }
    throw error;
  }
}

/** Rows of the text format end with a line's end, and hold none but escaped. */
function check(manifest: Manifest, frames: Frames): Promise<BackupSummary> {
  return readTables(manifest, frames, async (_table, rows) => {
    let count = 0;
    for await (const bytes of rows) {
      for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) count += 1;
    }
    return count;
  });
}

/** Who reads the stream is told. */
function ignoreHere(error: unknown): void {
  void error;
}
