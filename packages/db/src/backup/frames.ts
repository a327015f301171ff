import { BackupError } from './backup-error.ts';

/** What stands in a backup, one after another: a letter, the length in four bytes, so many bytes. */
export interface Frame {
  kind: FrameKind;
  bytes: Buffer;
}

/** The manifest; a table begins, with its number in the manifest; some of its rows; it ends, with the count of its rows; the backup ends. */
type FrameKind = 'manifest' | 'table' | 'rows' | 'table-end' | 'end';

const letters: Record<FrameKind, string> = { manifest: 'M', table: 'T', rows: 'R', 'table-end': 'E', end: 'Z' };
const kinds = new Map(Object.entries(letters).map(([kind, letter]) => [letter, kind as FrameKind]));
const HEAD_BYTES = 5;
/** No frame is longer: rows come as the server sends them, some ten KiB at a time, and one row may be long. */
const MOST_BYTES = 256 * 1024 * 1024;

export function frame(kind: FrameKind, content: Buffer | string): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(letters[kind], 0, 'latin1');
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** @throws {BackupError} where the stream ends within a frame, or is none of ours. */
export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame, void, undefined> {
  let held: Buffer[] = [];
  let length = 0;
  let wanted = HEAD_BYTES;
  for await (const part of source) {
    held.push(part);
    length += part.length;
    if (length < wanted) continue;
    let all = Buffer.concat(held, length);
    for (wanted = wholeLength(all); all.length >= wanted; wanted = wholeLength(all)) {
      yield { kind: kindOf(all), bytes: all.subarray(HEAD_BYTES, wanted) };
      all = all.subarray(wanted);
    }
    held = [all];
    length = all.length;
  }
  if (length > 0) throw new BackupError('The backup ends in the middle.');
}

/** Of the frame that a buffer begins with, or of a head where not even that is there. */
function wholeLength(bytes: Buffer): number {
  if (bytes.length < HEAD_BYTES) return HEAD_BYTES;
  const length = bytes.readUInt32BE(1);
  if (length > MOST_BYTES) throw new BackupError('The backup holds what is none of ours.');
  return HEAD_BYTES + length;
}

function kindOf(bytes: Buffer): FrameKind {
  const kind = kinds.get(bytes.toString('latin1', 0, 1));
  if (kind === undefined) throw new BackupError('The backup holds what this version of Vaani does not know.');
  return kind;
}
