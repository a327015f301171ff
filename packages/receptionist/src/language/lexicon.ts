import { fold } from './fold.ts';

/** The folded keys of a list of words, parted by spaces; any spelling of either script. */
export const keysOf = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/).map(fold));

/** Words as they are written, for those whose key is another word's too ("fri", "free"). */
export const rawsOf = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** A value for each of its words. */
export const tableOf = <T>(entries: readonly (readonly [T, string])[]): ReadonlyMap<string, T> =>
  new Map(
    entries.flatMap(([value, list]) =>
      list
        .trim()
        .split(/\s+/)
        .map((word) => [fold(word), value] as const),
    ),
  );
