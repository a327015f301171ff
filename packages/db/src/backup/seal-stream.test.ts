import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { BackupError } from './backup-error.ts';
import { openStream, sealStream } from './seal-stream.ts';

const CHUNK = 64 * 1024;
const SEALED = CHUNK + 16;
const HEAD = 28 + 32;
/** A guess is cheap here, so that many can be made. */
const cost = { log2N: 4, r: 8, p: 1 };
const passphrase = 'three lamps on a long veranda';

async function* parts(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function whole(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const part of source) all.push(part);
  return Buffer.concat(all);
}
const seal = (plain: Buffer, size = 10_000) => whole(sealStream(parts(plain, size), passphrase, cost));
const open = (sealed: Buffer, word = passphrase, size = 10_000) => whole(openStream(parts(sealed, size), word));
const said = async (sealed: Buffer, word = passphrase): Promise<string> => {
  try {
    return `${(await open(sealed, word)).length} bytes came out`;
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    return error.message;
  }
};

const plain = randomBytes(3 * CHUNK + 1_000);
let sealed: Buffer;
beforeAll(async () => {
  sealed = await seal(plain);
});

it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 7])('gives back %i bytes', async (length) => {
  const bytes = randomBytes(length);
  for (const size of [777, 10 * CHUNK]) {
    const file = await seal(bytes, size);
    expect((await open(file, passphrase, size)).equals(bytes)).toBe(true);
    expect(file.length).toBe(HEAD + length + 16 * Math.max(1, Math.ceil(length / CHUNK)));
  }
});

it('makes another file of the same bytes every time', async () => {
  const again = await seal(plain);
  expect(again.subarray(HEAD, HEAD + 64).equals(sealed.subarray(HEAD, HEAD + 64))).toBe(false);
});

it('takes a passphrase for the same however its letters are put together', async () => {
  const file = await whole(sealStream(parts(plain, CHUNK), 'caf\u00e9 in Pune', cost));
  expect((await open(file, 'cafe\u0301 in Pune')).equals(plain)).toBe(true);
});

describe('does not open', () => {
  it('under another passphrase', async () => {
    for (const word of [`${passphrase} `, passphrase.toUpperCase(), '']) {
      expect(await said(sealed, word)).toBe('The passphrase is wrong, or the beginning of the file was changed.');
    }
  });

  const changedAt = (index: number, value = (sealed[index] ?? 0) ^ 1): Buffer => {
    const copy = Buffer.from(sealed);
    copy.writeUInt8(value, index);
    return copy;
  };

  it.each([
    ['its name', 0, /no backup of Vaani/],
    ['its version', 8, /of format 0, which this version/],
    ['its cost', 9, /passphrase is wrong, or the beginning/],
    ['its salt', 20, /passphrase is wrong, or the beginning/],
    ['its proof of the passphrase', 40, /passphrase is wrong, or the beginning/],
    ['its first chunk', HEAD + 5, /was changed: it does not open some 0 KiB in/],
    ['its third chunk', HEAD + 2 * SEALED + 5, /was changed: it does not open some 128 KiB in/],
    ['the tag of its first chunk', HEAD + SEALED - 1, /was changed: it does not open some 0 KiB in/],
    ['its end', HEAD + 3 * SEALED + 1_010, /cut short, or its end was changed/],
  ])('where one bit is changed in %s', async (_where, index, sentence) => {
    expect(await said(changedAt(index))).toMatch(sentence);
  });

  it('where the header asks for more memory than a machine has', async () => {
    expect(await said(changedAt(9, 40))).toBe('The beginning of the file was changed.');
  });

  it.each([
    ['nothing', 0, /no backup of Vaani, or only the beginning/],
    ['a part of the head', 40, /no backup of Vaani, or only the beginning/],
    ['the head', HEAD, /cut short/],
    ['a part of the first chunk', HEAD + 100, /cut short/],
    ['whole chunks', HEAD + 2 * SEALED, /cut short/],
    ['all but a byte', HEAD + 3 * SEALED + 1_015, /cut short/],
  ])('where %s is left', async (_what, length, sentence) => {
    expect(await said(sealed.subarray(0, length))).toMatch(sentence);
  });

  it('where something was added, left out, repeated or moved', async () => {
    const chunks = [0, 1, 2].map((n) => sealed.subarray(HEAD + n * SEALED, HEAD + (n + 1) * SEALED));
    const last = sealed.subarray(HEAD + 3 * SEALED);
    const made = (...order: (Buffer | undefined)[]) =>
      Buffer.concat([sealed.subarray(0, HEAD), ...order.map((chunk) => chunk ?? Buffer.alloc(0))]);
    expect(await said(made(...chunks, last))).toBe(`${plain.length} bytes came out`);
    for (const wrong of [
      made(...chunks, last, Buffer.from('x')),
      made(...chunks, last, last),
      made(chunks[0], chunks[2], last),
      made(chunks[0], chunks[0], chunks[1], chunks[2], last),
      made(chunks[1], chunks[0], chunks[2], last),
      made(last),
    ]) {
      expect(await said(wrong)).toMatch(/was changed|cut short/);
    }
  });

  it('with a chunk of another backup under the same passphrase', async () => {
    const other = await seal(plain);
    const mixed = Buffer.concat([sealed.subarray(0, HEAD), other.subarray(HEAD)]);
    expect(await said(mixed)).toMatch(/was changed/);
  });
});
