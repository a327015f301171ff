/** Where a token stands. Mirrors the enum `token_status`. */
export type TokenStatus = 'waiting' | 'called' | 'done' | 'skipped' | 'cancelled';

/** Every move a token may make. What is not listed is refused. */
const moves: Record<TokenStatus, readonly TokenStatus[]> = {
  waiting: ['called', 'skipped', 'cancelled'],
  /** Back to waiting: called in by mistake. */
  called: ['done', 'skipped', 'cancelled', 'waiting'],
  skipped: ['waiting', 'cancelled'],
  done: [],
  /** Somebody who had gone came after all, and takes up the same number. */
  cancelled: ['waiting'],
};

export const tokenStatuses = Object.keys(moves) as TokenStatus[];

/** May a token go from one status to the other? */
export function mayTokenMove(from: TokenStatus, to: TokenStatus): boolean {
  return moves[from].includes(to);
}

/** The moves that lead from one status to another, in order; empty where it stands there, null where nothing leads there. */
export function tokenPath(from: TokenStatus, to: TokenStatus): TokenStatus[] | null {
  const paths: TokenStatus[][] = [[]];
  const seen = new Set<TokenStatus>();
  for (const path of paths) {
    const at = path.at(-1) ?? from;
    if (at === to) return path;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const next of moves[at]) paths.push([...path, next]);
  }
  return null;
}

/** Those that still want the doctor. */
export const openTokenStatuses = ['waiting', 'called', 'skipped'] as const satisfies readonly TokenStatus[];
