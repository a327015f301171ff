import { z } from 'zod';
import { ClinicError } from './context.ts';

/** Where a page of a list by time ended: the last row's instant and id, in letters that mean nothing to the reader. */
export function cursorOf(at: Date, id: string): string {
  return Buffer.from(`${at.toISOString()}|${id}`).toString('base64url');
}

/** @throws {ClinicError} `bad-input` where the text is not from an answer of a list. */
export function parseCursor(cursor: string): { at: Date; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  const isWhole = z.iso.datetime().safeParse(at).success && z.uuid().safeParse(id).success;
  if (!isWhole) throw new ClinicError('bad-input', 'cursor is not from an answer of this list.', 'cursor');
  return { at: new Date(at), id };
}
