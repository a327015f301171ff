import type { Random } from '@vaani/config';
import pg from 'pg';
import { chance } from '../../prisma/factories/chance.ts';

/** How many connections died, and when. */
export interface Cuts {
  beforeCommit: number;
  afterCommit: number;
}

/**
 * While it works, some connections of this process die around their commit: just before it is sent, so that nothing may be left of the transaction; or
 * just after, so that all of it may be there and nobody was told.
 * @param share of all commits, 0–1.
 */
export async function cuttingWires(random: Random, share: number, work: () => Promise<unknown>): Promise<Cuts> {
  const cuts: Cuts = { beforeCommit: 0, afterCommit: 0 };
  const prototype = pg.Client.prototype as unknown as { query: (this: Wired, ...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function cut(...args): unknown {
    if (!isCommit(args[0]) || !chance(random, share)) return query.apply(this, args);
    if (chance(random, 0.5)) {
      cuts.beforeCommit += 1;
      this.connection.stream.destroy();
      return query.apply(this, args);
    }
    cuts.afterCommit += 1;
    const answer = query.apply(this, args);
    // On its way to the server, and no answer comes back.
    this.connection.stream.end();
    this.connection.stream.destroySoon();
    return answer;
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return cuts;
}

interface Wired {
  connection: { stream: import('node:net').Socket };
}

function isCommit(query: unknown): boolean {
  const text = typeof query === 'object' && query !== null && 'text' in query ? query.text : query;
  return typeof text === 'string' && /^\s*COMMIT\b/i.test(text);
}
