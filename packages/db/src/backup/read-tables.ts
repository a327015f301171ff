import { BackupError } from './backup-error.ts';
import { type BackupTable, type Manifest, manifestSchema } from './contents.ts';
import type { Frame } from './frames.ts';
import type { BackupSummary } from './write-backup.ts';

export type Frames = AsyncGenerator<Frame, void, undefined>;

/** What a backup holds: it stands at the beginning. @throws {BackupError} */
export async function readManifest(frames: Frames): Promise<Manifest> {
  const parsed = manifestSchema.safeParse(JSON.parse((await expectFrame(frames, 'manifest')).toString()));
  if (parsed.success) return parsed.data;
  throw new BackupError('The backup does not say what it holds in a way that this version of Vaani knows.');
}

/**
 * Reads all tables, to the end of the file: only then is it known that nothing was changed, added or cut off.
 * @param read takes up the rows of a table, all of them, and tells how many they were.
 * @throws {BackupError}
 */
export async function readTables(
  manifest: Manifest,
  frames: Frames,
  read: (table: BackupTable, rows: AsyncIterable<Buffer>) => Promise<number>,
): Promise<BackupSummary> {
  const summary: BackupSummary = { tables: 0, rows: 0 };
  for (const table of manifest.tables) {
    const index = await expectFrame(frames, 'table');
    if (manifest.tables[Number(index)] !== table) throw new BackupError('The tables of the backup are out of order.');
    let told = Number.NaN;
    const rows = rowsOf(frames, (count) => {
      told = count;
    });
    const count = await read(table, rows);
    if (count !== told) throw new BackupError(`${table.name} has ${count} rows where the backup says ${told}.`);
    summary.tables += 1;
    summary.rows += count;
  }
  if (Number(await expectFrame(frames, 'end')) !== summary.rows) throw new BackupError('The backup is not whole.');
  if ((await frames.next()).done !== true) throw new BackupError('The backup goes on after its end.');
  return summary;
}

async function* rowsOf(frames: Frames, onEnd: (count: number) => void): AsyncGenerator<Buffer> {
  let next = await nextFrame(frames);
  for (; next.kind === 'rows'; next = await nextFrame(frames)) yield next.bytes;
  if (next.kind !== 'table-end') throw new BackupError('The backup is out of order.');
  onEnd(Number(next.bytes));
}

async function nextFrame(frames: Frames): Promise<Frame> {
  const next = await frames.next();
  if (next.done === true) throw new BackupError('The backup ends in the middle.');
  return next.value;
}

async function expectFrame(frames: Frames, kind: Frame['kind']): Promise<Buffer> {
  const next = await nextFrame(frames);
  if (next.kind !== kind) throw new BackupError('The backup is out of order.');
  return next.bytes;
}
