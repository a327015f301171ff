import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { BackupError } from './backup-error.ts';

/**
 * A file under a passphrase, of any length, in constant memory:
 *
 *     header   'VAANIBAK', version, log2 N, r, p of scrypt, 16 bytes of salt
 *     32 bytes HMAC-SHA256 of the header, which tells a wrong passphrase from a damaged file
 *     chunks   64 KiB each, the last one shorter, each sealed with AES-256-GCM and followed by its 16 bytes of tag
 *
 * The nonce of a chunk is its number and whether it is the last, so that none can be left out, moved, or cut off the end (STREAM; Hoang, Reyhanitabar,
 * Rogaway and Vizár, 2015). The salt, and so the key, is another in every file.
 */
const MAGIC = Buffer.from('VAANIBAK');
const VERSION = 1;
const SALT_BYTES = 16;
const HEADER_BYTES = MAGIC.length + 4 + SALT_BYTES;
const MAC_BYTES = 32;
const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;

/** 128 MiB and half a second for each guess. */
const COST = { log2N: 17, r: 8, p: 1 } as const;
/** A header may ask for no more than this: 1 GiB. */
const HIGHEST = { log2N: 20, r: 8, p: 4 } as const;

interface Keys {
  chunks: Buffer;
  header: Buffer;
}

/**
 * Seals what comes in.
 * @param cost what a guess of the passphrase costs; it stands in the header.
 */
export async function* sealStream(
  source: AsyncIterable<Buffer>,
  passphrase: string,
  cost: { log2N: number; r: number; p: number } = COST,
): AsyncGenerator<Buffer> {
  const header = Buffer.concat([MAGIC, Buffer.from([VERSION, cost.log2N, cost.r, cost.p]), randomBytes(SALT_BYTES)]);
  const keys = await deriveKeys(passphrase, header);
  yield Buffer.concat([header, macOf(keys, header)]);
  let index = 0;
  for await (const { bytes, isLast } of inPieces(source, CHUNK_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', keys.chunks, nonceOf(index++, isLast));
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/**
 * Opens what `sealStream` made. Nothing comes out that was not checked first.
 * @throws {BackupError} for another kind of file, a wrong passphrase, and a file that was changed or cut short.
 */
export async function* openStream(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const bytes = source[Symbol.asyncIterator]();
  const { head, rest } = await readHead(bytes);
  const header = head.subarray(0, HEADER_BYTES);
  checkHeader(header);
  const keys = await deriveKeys(passphrase, header);
  if (!timingSafeEqual(macOf(keys, header), head.subarray(HEADER_BYTES))) {
    throw new BackupError('The passphrase is wrong, or the beginning of the file was changed.');
  }
  let index = 0;
  for await (const { bytes: sealed, isLast } of inPieces(joined(rest, bytes), CHUNK_BYTES + TAG_BYTES)) {
    yield openChunk(keys, sealed, index++, isLast);
  }
}

function openChunk(keys: Keys, sealed: Buffer, index: number, isLast: boolean): Buffer {
  const opened = tryChunk(keys, sealed, nonceOf(index, isLast));
  if (opened !== null) return opened;
  const isCut =
    isLast && (sealed.length < CHUNK_BYTES + TAG_BYTES || tryChunk(keys, sealed, nonceOf(index, false)) !== null);
  throw new BackupError(
    isCut
      ? 'The file is cut short, or its end was changed: it is not the whole backup.'
      : `The file was changed: it does not open some ${Math.floor((index * CHUNK_BYTES) / 1024)} KiB in.`,
  );
}

function tryChunk(keys: Keys, sealed: Buffer, nonce: Buffer): Buffer | null {
  if (sealed.length < TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', keys.chunks, nonce);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const opened = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
  try {
    decipher.final();
    return opened;
  } catch {
    // The tag does not match: the caller says what that means.
    return null;
  }
}

function checkHeader(header: Buffer): void {
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new BackupError('The file is no backup of Vaani.');
  const [version, log2N = 0, r = 0, p = 0] = header.subarray(MAGIC.length);
  if (version !== VERSION) {
    throw new BackupError(`The backup is of format ${version}, which this version of Vaani does not read.`);
  }
  if (log2N < 1 || log2N > HIGHEST.log2N || r < 1 || r > HIGHEST.r || p < 1 || p > HIGHEST.p) {
    throw new BackupError('The beginning of the file was changed.');
  }
}

function deriveKeys(passphrase: string, header: Buffer): Promise<Keys> {
  const [log2N = 0, r = 0, p = 0] = header.subarray(MAGIC.length + 1);
  const salt = header.subarray(HEADER_BYTES - SALT_BYTES);
  const cost = { N: 2 ** log2N, r, p, maxmem: 256 * 2 ** log2N * r };
  return new Promise((resolve, reject) => {
    // The same passphrase may be typed in other code points on another machine.
    scrypt(passphrase.normalize('NFKC'), salt, 64, cost, (error, key) => {
      if (error === null) resolve({ chunks: key.subarray(0, 32), header: key.subarray(32) });
      else reject(error);
    });
  });
}

const macOf = (keys: Keys, header: Buffer): Buffer => createHmac('sha256', keys.header).update(header).digest();

function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(index), 0);
  nonce.writeUInt8(isLast ? 1 : 0, 8);
  return nonce;
}

/** Pieces of one size, the last as long as what is left; an empty stream has one, which is empty. */
async function* inPieces(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const part of source) {
    held.push(part);
    length += part.length;
    // One byte more than a piece: so it is not the last.
    if (length <= size) continue;
    let all = Buffer.concat(held, length);
    for (; all.length > size; all = all.subarray(size)) yield { bytes: all.subarray(0, size), isLast: false };
    held = [all];
    length = all.length;
  }
  yield { bytes: Buffer.concat(held, length), isLast: true };
}

async function readHead(source: AsyncIterator<Buffer>): Promise<{ head: Buffer; rest: Buffer }> {
  const wanted = HEADER_BYTES + MAC_BYTES;
  let all = Buffer.alloc(0);
  while (all.length < wanted) {
    const { value, done } = await source.next();
    if (done === true) throw new BackupError('The file is no backup of Vaani, or only the beginning of one.');
    all = Buffer.concat([all, value]);
  }
  return { head: all.subarray(0, wanted), rest: all.subarray(wanted) };
}

async function* joined(first: Buffer, others: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await others.next(); next.done !== true; next = await others.next()) yield next.value;
}
