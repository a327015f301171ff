// Guards: a file from Excel reads as it was written, whichever way it was stored.
import { expect, it } from 'vitest';
import { textOf } from './text-of.ts';

it('reads UTF-8, and what Windows wrote before it', async () => {
  expect(await textOf(new Blob(['name\nनेहा']))).toBe('name\nनेहा');
  expect(await textOf(new Blob([Uint8Array.of(0x4a, 0x6f, 0x73, 0xe9)]))).toBe('José');
});
