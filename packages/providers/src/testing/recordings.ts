import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Recordings of the real services are no part of the project. Where VAANI_TEST_DATA names them they are replayed; elsewhere what is written here in the same
// form stands for them.
const folder = process.env.VAANI_TEST_DATA;

/** Texts of the recordings in a folder, by name; those that stand for them where there are none. */
export function recordings(
  of: string,
  ending: string,
  madeHere: Record<string, string>,
): [name: string, text: string][] {
  if (folder === undefined || folder === '') return Object.entries(madeHere);
  const within = join(folder, 'wire', of);
  const names = readdirSync(within).filter((name) => name.endsWith(ending));
  if (names.length === 0) throw new Error(`VAANI_TEST_DATA has no ${ending} in wire/${of}.`);
  return names.map((name) => [name, readFileSync(join(within, name), 'utf8')]);
}

/** The fields that a message has, as paths; items of an array share one. Numbers and texts are told apart, null fits anything. */
export function shapeOf(value: unknown, path = ''): Map<string, string> {
  const shape = new Map<string, string>();
  const add = (more: Map<string, string>) => {
    for (const [key, type] of more) if (shape.get(key) === undefined || shape.get(key) === 'null') shape.set(key, type);
  };
  if (Array.isArray(value)) for (const item of value) add(shapeOf(item, `${path}[]`));
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) add(shapeOf(inner, path === '' ? name : `${path}.${name}`));
  else shape.set(path, value === null ? 'null' : typeof value);
  return shape;
}
