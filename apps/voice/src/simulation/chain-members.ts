import type { Clock, Random } from '@vaani/config';
import { createHealth, type Health, type OnProviderEvent, ProviderFailure, type StageName } from '@vaani/providers';
import type { Dice } from './dice.ts';

/** What the chains of a call tell. */
export interface MemberEvents {
  onEvent: OnProviderEvent;
}

/** Members of a chain with the health that the product gives them: who fails thrice is left out, until a probe finds them back. */
export function createMembers<M extends { name: string }>(
  all: readonly M[],
  options: { clock: Clock; dice: Dice; stage: StageName; events: MemberEvents },
): { members: { of: M; health: Health }[]; close(): void } {
  const { clock, dice, stage } = options;
  const random: Random = { next: () => dice.between(0, 999) / 1_000 };
  const isBack = dice.between(20, 100) / 100;
  const members = all.map((of) => ({
    of,
    health: createHealth({
      ...{ stage, provider: of.name, clock, random, onEvent: options.events.onEvent },
      async probe() {
        if (dice.chance(isBack)) return;
        const said = { provider: of.name, operation: 'probe', reason: 'server' as const };
        throw new ProviderFailure({ ...said, message: 'as the seed says', isRetryable: true });
      },
    }),
  }));
  return {
    members,
    close() {
      for (const { health } of members) health.close();
    },
  };
}
