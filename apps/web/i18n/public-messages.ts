import type { Messages } from 'next-intl';

/** What components in the browser say on pages outside of the desk, by the paths that they name: nothing else goes along with these pages. */
export const publicPaths = ['error', 'firstRun', 'language', 'preferences', 'settings.failed', 'signIn'] as const;

interface Tree {
  [key: string]: string | Tree;
}

/** Those of all messages. */
export function publicMessages(messages: Messages): Partial<Messages> {
  const picked: Tree = {};
  for (const path of publicPaths) copy(messages as unknown as Tree, picked, path.split('.'));
  return picked as unknown as Partial<Messages>;
}

function copy(from: Tree, to: Tree, [key = '', ...rest]: string[]): void {
  const found = from[key];
  if (found === undefined) return;
  if (rest.length === 0 || typeof found === 'string') {
    to[key] = found;
    return;
  }
  const inner = to[key] ?? {};
  if (typeof inner === 'string') return;
  to[key] = inner;
  copy(found, inner, rest);
}
