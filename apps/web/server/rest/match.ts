import type { AnyOperation, Method } from './operation.ts';

export type Match =
  | { kind: 'operation'; operation: AnyOperation; path: Record<string, string> }
  /** The address is known, and does other things. */
  | { kind: 'other-methods'; methods: Method[] }
  | { kind: 'none' };

/** Finds operations by method and path. */
export function createMatcher(operations: readonly AnyOperation[]): (method: string, path: string) => Match {
  const routes = operations.map((operation) => ({ operation, pattern: patternOf(operation.path) }));
  return (method, path) => {
    const here = routes.flatMap(({ operation, pattern }) => {
      const found = pattern.exec(path);
      return found === null ? [] : [{ operation, groups: found.groups ?? {} }];
    });
    // What is written out goes before what has a placeholder.
    here.sort((a, b) => Object.keys(a.groups).length - Object.keys(b.groups).length);
    if (here.length === 0) return { kind: 'none' };
    const asked = method === 'HEAD' ? 'GET' : method;
    const match = here.find(({ operation }) => operation.method === asked);
    if (match === undefined) return { kind: 'other-methods', methods: here.map(({ operation }) => operation.method) };
    const values = decode(match.groups);
    return values === null ? { kind: 'none' } : { kind: 'operation', operation: match.operation, path: values };
  };
}

function patternOf(path: string): RegExp {
  const source = path
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? `(?<${part.slice(1, -1)}>[^/]+?)` : part.replaceAll('.', '\\.')))
    .join('');
  return new RegExp(`^${source}$`);
}

/** Null where an escape is none. */
function decode(groups: Record<string, string>): Record<string, string> | null {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return null;
  }
}
